/** How far the directions of the push and of the edits point the same way, where two of them act on one block. */
import { memo, useMemo } from 'react';
import { cosinesAt } from '../../app/lower-actions';
import type { Edit } from '../../experiment/answer';
import type { DirectionsRecord } from '../../experiment/directions';
import { fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { useAsked } from '../parts/useAsked';
import { bandText } from '../steer/dose';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

/** The push of α beside the edits. */
export interface Pushed {
  readonly directions: string;
  readonly band: readonly [number, number];
  /** α is 0 at this moment. */
  readonly idle: boolean;
}

/**
 * The push that edits are beside, whatever α is: edits of α = 0 are asked with other strengths, too, by choices and sweeps, and its slider
 * is moved. null where there is no direction to push along.
 */
export const pushedBeside = (along: { readonly id: string } | undefined, band: Pushed['band'], alpha: number): Pushed | null =>
  along ? { directions: along.id, band, idle: alpha === 0 } : null;

/** Two edits along different directions, or the push and an edit, and the blocks that both touch. */
interface Meeting {
  /** The push is one of them. */
  readonly pushed: boolean;
  readonly names: readonly [string, string];
  readonly band: readonly [number, number];
  readonly records: readonly [DirectionsRecord, DirectionsRecord];
  /** Where one of them adds and the other keeps a score somewhere: what adds, and what is done before it. null for any other two. */
  readonly order: { readonly adds: string; readonly before: string } | null;
}

const isApart = (...of: readonly (Pushed | Edit)[]): boolean => {
  const whens = of.map((one) => ('when' in one ? one.when : 'all'));
  return whens.includes('prompt') && whens.includes('answer');
};

/** `push`: null where there is nothing to push along. */
export function meetings(edits: readonly Edit[], records: readonly DirectionsRecord[], push: Pushed | null): Meeting[] {
  const all = [
    ...(push ? [{ name: t`The push of α`, of: push, adds: true, pushed: true }] : []),
    ...edits.map((of, i) => ({ name: t`Edit ${i + 1}`, of, adds: of.op === 'add', pushed: false })),
  ];
  return all.flatMap(({ name, of: a, adds, pushed }, i) =>
    all.slice(i + 1).flatMap(({ name: second, of: b, adds: secondAdds }): Meeting[] => {
      const band = [Math.max(a.band[0], b.band[0]), Math.min(a.band[1], b.band[1])] as const;
      const [one, other] = [a, b].map(({ directions }) => records.find(({ id }) => id === directions));
      // One acts while the prompt is read and the other while the answer is written: no position has both.
      if (isApart(a, b)) return [];
      // Bounds of one direction meet, and what is added along it adds up; a push along that of an edit is worth saying.
      if (!one || !other || (one === other && !pushed && adds === secondAdds) || band[0] > band[1]) return [];
      const [adding, bound] = adds ? [name, second] : [second, name];
      const order = adds === secondAdds ? null : { adds: adding, before: bound.toLowerCase() };
      return [{ names: [name, second.toLowerCase()], band, records: [one, other], pushed, order }];
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

const HOW_THEY_MEET = t` Where both set or bound a score, the later one reckons with an earlier score that is set or taken out; beside one that is only capped or kept above, it acts on what of its direction is not in the earlier one.`;

/**
 * That what is added acts after a score is taken out, set or kept in bounds (src/lab/edits.ts), and so moves it; nothing where their
 * directions stand at right angles, to the digits that are shown.
 */
export function orderText(order: Meeting['order'], band: Meeting['band'], cosines: readonly number[]): string {
  if (!order || cosines.every((cosine) => Math.abs(cosine) < 0.005)) return '';
  const { adds, before } = order;
  return t` ${adds} in ${bandText(band)} acts after ${before}: the score that ${before} takes out, sets or keeps in bounds is then moved by what is added along its direction, and can end beyond the bound.`;
}

/** Behind what is said of the push while α is 0. */
export const idleText = ({ idle }: Pick<Pushed, 'idle'>): string =>
  idle ? t` At α = 0 there is no push yet; other strengths, choices and sweeps have one.` : '';

export const EditCosines = memo(function EditCosines({
  edits,
  records,
  push,
}: {
  readonly edits: readonly Edit[];
  readonly records: readonly DirectionsRecord[];
  readonly push: Pushed | null;
}) {
  const all = useMemo(() => meetings(edits, records, push), [edits, records, push]);
  const asked = useAsked(all, ask);
  // While the next is computed the last one stays: a list that goes and comes moves a button away from under the pointer.
  if (all.length === 0 || !asked) return null;
  if ('failure' in asked) return <p role="alert">{t`The cosines could not be computed: ${asked.failure}`}</p>;
  let at = 0;
  return (
    <ul className="quiet-line numbers" data-testid="edit-cosines">
      {asked.question.map(({ names, band, pushed, order }) => {
        const blocks = asked.answer.slice(at, (at += band[1] - band[0] + 1)).map((block) => block[0]![1]!);
        return (
          <li key={names.join(' ')}>
            {rich`${names.join(t` and `)} meet at ${bandText(band)}: ${(<Term id="cosine">{t`cosine`}</Term>)} ${rangeText(blocks)}${angleText(blocks)} between their directions.${!pushed && !order && HOW_THEY_MEET}${orderText(order, band, blocks)}`}
            {pushed && push && idleText(push)}
          </li>
        );
      })}
    </ul>
  );
});

/** "0.12", or "−0.40 to 0.12". */
export function rangeText(cosines: readonly number[]): string {
  const known = cosines.filter((cosine) => !Number.isNaN(cosine));
  if (known.length === 0) return t`unknown (no direction there)`;
  const [least, most] = [Math.min(...known), Math.max(...known)].map((cosine) => fixed(cosine, 2));
  return least === most ? least! : t`${least!} to ${most!}`;
}

/** " (83°)", or " (83° to 114°)"; nothing where no cosine is known. */
export function angleText(cosines: readonly number[]): string {
  const angles = cosines
    .filter((cosine) => !Number.isNaN(cosine))
    // Rounding may take the cosine of two equal directions a little beyond 1.
    .map((cosine) => Math.round((Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI));
  if (angles.length === 0) return '';
  const [least, most] = [Math.min(...angles), Math.max(...angles)];
  return least === most ? ` (${least}°)` : t` (${least}° to ${most}°)`;
}
