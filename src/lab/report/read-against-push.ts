/** Directions that were read and pushed: whether reading better went with pushing more. Pure. */
import { FEWEST_ITEMS } from '../choices';
import type { ChoiceVerdictKind } from './choice-verdict';
import { FEWEST_DRAWS } from './push-kind';
import { fixed, signedFixed } from './fixed';
import { t } from '../../language/t';

export interface ReadAndPushed {
  readonly name: string;
  /** First and last of the blocks that were pushed; absent where all are the same. */
  readonly band?: readonly [number, number];
  /** AUROC at the block that stands for the direction; NaN where it has none. */
  readonly auroc: number;
  /** What the choices under its pushes came to, of both sides the one that says most (`choiceVerdict`). */
  readonly kind: ChoiceVerdictKind;
  /** Where the push towards the concept that the verdict speaks of moves choices to: D with its interval; null where none was asked. */
  readonly moved: { readonly alpha: number; readonly mean: number; readonly low: number; readonly high: number } | null;
}

/** Kinds that leave open whether a push moves choices by more than chance, with what it would take to know. */
const OPEN: Partial<Record<ChoiceVerdictKind, string>> = {
  few: t`it takes ${FEWEST_ITEMS} items`,
  unsure: t`it takes ${FEWEST_DRAWS} random directions of the same size`,
};

/** What of a direction keeps it from moving choices its way. */
const STILL: Partial<Record<ChoiceVerdictKind, string>> = {
  nothing: t`the shift cannot be told from none`,
  against: t`the shift goes the other way`,
  'no-more': t`random pushes of that size move them as far`,
  unspecific: t`a direction learnt from shuffled labels moves them as far, or may`,
};

/**
 * Of the directions whose push is known to move choices its way by more than chance, or not to, one sentence: where one that reads as well
 * as another, or better, does not move them and the other does; or where all came to the same, and whether the best reader moves them
 * furthest. Then, of which directions that is not known.
 * null where there is nothing to say: fewer than two are known, and of none it is open.
 */
export function readAgainstPush(all: readonly ReadAndPushed[]): string | null {
  const told = all.filter(({ kind, auroc }) => kind !== 'none' && !(kind in OPEN) && Number.isFinite(auroc));
  const sentences = [
    ...(told.length < 2 ? [] : [compared(told)]),
    ...Object.keys(OPEN).flatMap((kind) => left(all, kind as keyof typeof OPEN)),
  ];
  return sentences.length > 0 ? sentences.join(' ') : null;
}

function compared(told: readonly ReadAndPushed[]): string {
  const moving = told.filter(({ kind }) => kind === 'moves').toSorted((a, b) => a.auroc - b.auroc);
  const still = told.filter(({ kind }) => kind !== 'moves').toSorted((a, b) => b.auroc - a.auroc);
  // Over the same blocks, where there are such two: else it may be the blocks that move choices, and not the direction.
  const alike = still.flatMap((one) =>
    moving.filter((other) => isSame(one, other) && one.auroc >= other.auroc).map((other) => [one, other]),
  );
  const [best, worst] = alike[0] ?? [still[0], moving[0]];
  if (!worst)
    return t`Of none of the ${told.length} directions is it shown that a push moves choices its way, however well it reads: ${reasons(still)}.`;
  if (!best)
    return t`Each of the ${told.length} directions moves choices its way by more than chance does, towards its concept or away from it${furthest(moving, worst)}`;
  const [reads, pushes] = [fixed(best.auroc), fixed(worst.auroc)];
  const elsewhere = isSame(best, worst)
    ? ''
    : t` The two were pushed over different blocks: whether it is the direction or the place that moves nothing, they do not tell.`;
  return best.auroc >= worst.auroc
    ? t`Reading is not causing: “${best.name}” reads with an AUROC of ${reads}, and that a push along it moves choices its way is not shown (${STILL[best.kind]!}); “${worst.name}” reads with ${pushes}, and its push does, by more than chance.${elsewhere}`
    : t`Here the directions that move choices read better (“${worst.name}”, AUROC ${pushes}) than those that do not (“${best.name}”, ${reads}).`;
}

const isSame = (a: ReadAndPushed, b: ReadAndPushed): boolean => a.band?.join() === b.band?.join();

/** Of directions that all move choices: the one that reads best beside the one that moves them furthest, under a push of one size. */
function furthest(moving: readonly ReadAndPushed[], worst: ReadAndPushed): string {
  const reader = moving.toSorted((a, b) => b.auroc - a.auroc)[0]!;
  const alike = moving.filter(({ moved }) => moved && moved.alpha === reader.moved?.alpha);
  const pusher = alike.toSorted((a, b) => b.moved!.mean - a.moved!.mean)[0];
  if (!pusher || pusher.auroc >= reader.auroc)
    return t`; the best reads with an AUROC of ${fixed(reader.auroc)}, the worst with ${fixed(worst.auroc)}.`;
  const far = ({ moved }: ReadAndPushed): string => `${signedFixed(moved!.mean)} [${signedFixed(moved!.low)}, ${signedFixed(moved!.high)}]`;
  return t`. What reads best is not what pushes furthest: “${reader.name}” reads with an AUROC of ${fixed(reader.auroc)} and a push of ${reader.moved!.alpha} along it moves them by ${far(reader)}; “${pusher.name}” reads with ${fixed(pusher.auroc)}, and the same push moves them by ${far(pusher)}.`;
}

/** "along “a” the shift cannot be told from none, along “b” …". */
const reasons = (still: readonly ReadAndPushed[]): string => still.map(({ name, kind }) => t`along “${name}” ${STILL[kind]!}`).join(', ');

/** Of which directions it is not known, for this reason. */
function left(all: readonly ReadAndPushed[], kind: keyof typeof OPEN): string[] {
  const names = all.filter((one) => one.kind === kind).map(({ name }) => `“${name}”`);
  if (names.length === 0) return [];
  return [t`Whether pushes along ${names.join(t` and `)} move choices by more than chance does is not known: ${OPEN[kind]!}.`];
}
