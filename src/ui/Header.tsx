/** Name, what the page is for, and where the numbers below come from. */
import { provenanceOf } from '../app/store';
import { shownRun } from '../experiment/shown';
import { useLab } from './useLab';
import { partOf, provenanceLine, readOn } from './provenance';

export function Header() {
  return (
    <header className="masthead">
      <h1>EIA Lab</h1>
      <p className="subtitle">Find a concept inside a language model, see how far to believe it, and push the model along it.</p>
      <Provenance />
    </header>
  );
}

/** Said once in the header and again at the foot of every figure: a number without its origin is not shown. */
function Provenance() {
  const catalogue = useLab((s) => s.catalogue);
  const provenance = useLab(provenanceOf);
  const run = useLab((s) => shownRun(s.experiment));
  const model = useLab((s) => s.model.status);
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
  });
  return (
    <p className="provenance" data-testid="provenance" data-kind={provenance}>
      <span className={`tag tag-${provenance}`}>{kind}</span> {text}
    </p>
  );
}
