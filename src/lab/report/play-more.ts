/** What more games say than their verdict: which situations can move, how the model's leaning moved, and for what intervals speak. Pure. */
import { FEWEST_GROUPS, FEWEST_ITEMS } from '../choices';
import { mean } from '../moments';
import type { ChoiceMargins, Strength } from './choices';
import { fixed } from './fixed';
import type { Movable, PlaysReport } from './plays';
import { endsOf } from './push-kind';
import { many, push, shiftSaid } from './push-words';
import { t } from '../../language/t';

/** Situations whose score has no way up, or down, in sentences; and those that some push moved. */
export function canMove(movable: readonly Movable[]): string[] {
  const named = (all: readonly Movable[]): string => all.map(({ situation }) => situation).join(', ');
  const [high, low] = [movable.filter(({ canRise }) => !canRise), movable.filter(({ canFall }) => !canFall)];
  const moved = movable.filter((one) => one.moved);
  return [
    ...(high.length > 0 ? [t`Cannot rise, for every game without a push scores 2: ${named(high)}.`] : []),
    ...(low.length > 0 ? [t`Cannot fall, for every game without a push scores 0: ${named(low)}.`] : []),
    moved.length > 0
      ? t`Under some push a game scored otherwise in ${moved.length} of ${movable.length} situations: ${named(moved)}.`
      : t`Under no push did a game of these situations score otherwise than without one.`,
  ];
}

const share = (value: number): string => `${fixed(100 * value, 1)} %`;
const games = (n: number): string => many(n, t`game`, t`games`);

/**
 * A small model scores by chance of its draws; how likely it was to help says more. Both means are over the games that were played under
 * the push and without one, so that the shift is their difference.
 */
export function leaning({ alpha }: Strength, { helping }: PlaysReport, { plain, pushes }: ChoiceMargins): string[] {
  // Absent where a file has no policies.
  const shift = helping.shifts.strengths.find((one) => one.alpha === alpha);
  const pushed = pushes.find((one) => one.alpha === alpha)?.margins;
  if (!shift || !pushed) return [];
  const { items } = shift.effect;
  const at = (margins: readonly number[]): string => share(mean(items.map((item) => margins[item]!)));
  const moved = shiftSaid(shift.effect, { times: 100, digits: 1 });
  const few = items.length < FEWEST_ITEMS ? t`, and an interval takes ${FEWEST_ITEMS}` : '';
  return [
    t`How likely the model was to help in a step: ${at(plain)} without a push, ${at(pushed)} under ${push(shift)} (shift ${moved} points, over ${games(items.length)}${few}).`,
  ];
}

/** Answers that were no action did nothing in their steps, so that a score over many of them is that of doing nothing. */
export function notActed(actions: PlaysReport['actions']): string[] {
  const own = actions.filter(({ random, side }) => !random && side === null);
  if (own.every(({ done }) => done.none === 0)) return [];
  const each = own
    .map(({ alpha, done }) => t`${share(done.none)} ${alpha === 0 ? t`without a push` : t`under ${push({ alpha })}`}`)
    .join(', ');
  return [
    t`In some steps the answer was no action, and nothing was done: ${each}. Scores over many such steps are those of doing nothing.`,
  ];
}

/** Where an interval is told at all: what was drawn for it, by the number of situations under each push. */
export function speaksFor(spoken: readonly Strength[]): string[] {
  const bounded = spoken.filter(({ effect }) => endsOf(effect).every(Number.isFinite));
  const counts = bounded.map(({ situations }) => situations.length);
  const isOne = new Set(counts).size === 1 && bounded.length === spoken.length;
  return bounded
    .filter((_, i) => !isOne || i === 0)
    .map((one) => {
      const n = one.situations.length;
      const intervals = isOne ? t`Intervals draw` : t`The interval under ${push(one)} draws`;
      return n >= FEWEST_GROUPS
        ? t`${intervals} whole situations (${n} of them): they speak for situations like these.`
        : t`${intervals} games, for there are fewer than ${FEWEST_GROUPS} situations: they speak for other draws of these games alone.`;
    });
}
