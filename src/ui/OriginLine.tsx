/** Where the numbers below come from. Name and purpose stand in index.html, to be seen before this program has come. */
import { openedFrom, provenanceOf } from '../app/store';
import { shownRun } from '../experiment/shown';
import { useLab } from './useLab';
import { partOf, provenanceLine, readOn } from './provenance';

/** Said once below the title and again at the foot of every figure: a number without its origin is not shown. */
export function OriginLine() {
  const catalogue = useLab((s) => s.catalogue);
  const provenance = useLab(provenanceOf);
  const run = useLab((s) => shownRun(s.experiment));
  const model = useLab((s) => s.model.status);
  const from = useLab(openedFrom);
  const running = useLab((s) => s.run.status === 'running');
  const { kind, text } = provenanceLine({
    catalogue,
    provenance,
    stamp: run?.model ?? null,
    on: readOn(run),
    recordedAt: run?.at ?? null,
    part: partOf(run),
    model,
    running,
    from,
  });
  return (
    <p className="provenance" data-testid="provenance" data-kind={provenance}>
      <span className={`tag tag-${provenance}`}>{kind}</span> {text}
    </p>
  );
}
