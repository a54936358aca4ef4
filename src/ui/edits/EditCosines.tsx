/** How far the directions of the edits point the same way, where two of them act on one block: they are made orthogonal there. */
import { memo, useMemo } from 'react';
import { cosinesAt } from '../../app/actions';
import type { Edit } from '../../experiment/answer';
import type { DirectionsRecord } from '../../experiment/directions';
import { fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { useAsked } from '../parts/useAsked';
import { bandText } from '../steer/dose';

/** Two edits along different directions, and the blocks that both touch. */
interface Meeting {
  readonly names: readonly [string, string];
  readonly band: readonly [number, number];
  readonly records: readonly [DirectionsRecord, DirectionsRecord];
}

export function meetings(edits: readonly Edit[], records: readonly DirectionsRecord[]): Meeting[] {
  return edits.flatMap((a, i) =>
    edits.slice(i + 1).flatMap((b, j): Meeting[] => {
      const band = [Math.max(a.band[0], b.band[0]), Math.min(a.band[1], b.band[1])] as const;
      const [one, other] = [a, b].map(({ directions }) => records.find(({ id }) => id === directions));
      if (!one || !other || one === other || band[0] > band[1]) return [];
      return [{ names: [`Edit ${i + 1}`, `edit ${i + 2 + j}`], band, records: [one, other] }];
    }),
  );
}

const ask = (all: readonly Meeting[], signal: AbortSignal): Promise<number[][][]> =>
  cosinesAt(
    all.flatMap(({ band: [first, last], records }) =>
      Array.from({ length: last - first + 1 }, (_, i) => ({ layer: first + i, directions: records })),
    ),
    signal,
  );

export const EditCosines = memo(function EditCosines({
  edits,
  records,
}: {
  readonly edits: readonly Edit[];
  readonly records: readonly DirectionsRecord[];
}) {
  const all = useMemo(() => meetings(edits, records), [edits, records]);
  const asked = useAsked(all, ask);
  if (all.length === 0 || asked?.question !== all) return null;
  if ('failure' in asked) return <p role="alert">The cosines could not be computed: {asked.failure}</p>;
  let at = 0;
  return (
    <ul className="quiet-line numbers" data-testid="edit-cosines">
      {all.map(({ names, band }) => {
        const blocks = asked.answer.slice(at, (at += band[1] - band[0] + 1)).map((block) => block[0]![1]!);
        return (
          <li key={names.join(' ')}>
            {names.join(' and ')} meet at {bandText(band)}: <Term id="cosine">cosine</Term> {rangeText(blocks)} between their directions.
            Where both set or bound a score, the later one reckons with an earlier score that is set or taken out; beside one that is only
            capped or kept above, it acts on what of its direction is not in the earlier one.
          </li>
        );
      })}
    </ul>
  );
});

/** "0.12", or "−0.40 to 0.12". */
export function rangeText(cosines: readonly number[]): string {
  const known = cosines.filter((cosine) => !Number.isNaN(cosine));
  if (known.length === 0) return 'unknown (no direction there)';
  const [least, most] = [Math.min(...known), Math.max(...known)].map((cosine) => fixed(cosine, 2));
  return least === most ? least! : `${least} to ${most}`;
}
