/** Directions that were read and pushed: whether reading better went with pushing more. Pure. */
import { FEWEST_ITEMS } from '../choices';
import { FEWEST_DRAWS, type ChoiceVerdictKind } from './choice-verdict';
import { fixed } from './fixed';

export interface ReadAndPushed {
  readonly name: string;
  /** AUROC at the block that stands for the direction; NaN where it has none. */
  readonly auroc: number;
  /** What the choices under its pushes came to, of both sides the one that says most (`choiceVerdict`). */
  readonly kind: ChoiceVerdictKind;
}

/** Kinds that leave open whether a push moves choices by more than chance, with what it would take to know. */
const OPEN: Partial<Record<ChoiceVerdictKind, string>> = {
  few: `it takes ${FEWEST_ITEMS} items`,
  unsure: `it takes ${FEWEST_DRAWS} random directions of the same size`,
};

/** What of a direction keeps it from moving choices its way. */
const STILL: Partial<Record<ChoiceVerdictKind, string>> = {
  nothing: 'the shift cannot be told from none',
  against: 'the shift goes the other way',
  'no-more': 'random pushes of that size move them as far',
};

/**
 * Of the directions whose push is known to move choices its way by more than chance, or not to, one sentence: where one that reads as well
 * as another, or better, does not move them and the other does; or where all came to the same. Then, of which directions that is not known.
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
  const [moving, still] = [told.filter(({ kind }) => kind === 'moves'), told.filter(({ kind }) => kind !== 'moves')];
  const best = still.toSorted((a, b) => b.auroc - a.auroc)[0];
  const worst = moving.toSorted((a, b) => a.auroc - b.auroc)[0];
  if (!worst)
    return `Of none of the ${told.length} directions is it shown that a push moves choices its way, however well it reads: ${reasons(still)}.`;
  if (!best)
    return `Each of the ${told.length} directions moves choices its way by more than chance does, towards its concept or away from it; the best reads with an AUROC of ${fixed(Math.max(...moving.map(({ auroc }) => auroc)))}, the worst with ${fixed(worst.auroc)}.`;
  const [reads, pushes] = [fixed(best.auroc), fixed(worst.auroc)];
  return best.auroc >= worst.auroc
    ? `Reading is not causing: “${best.name}” reads with an AUROC of ${reads}, and that a push along it moves choices its way is not shown (${STILL[best.kind]!}); “${worst.name}” reads with ${pushes}, and its push does, by more than chance.`
    : `Here the directions that move choices read better (“${worst.name}”, AUROC ${pushes}) than those that do not (“${best.name}”, ${reads}).`;
}

/** "along “a” the shift cannot be told from none, along “b” …". */
const reasons = (still: readonly ReadAndPushed[]): string => still.map(({ name, kind }) => `along “${name}” ${STILL[kind]!}`).join(', ');

/** Of which directions it is not known, for this reason. */
function left(all: readonly ReadAndPushed[], kind: keyof typeof OPEN): string[] {
  const names = all.filter((one) => one.kind === kind).map(({ name }) => `“${name}”`);
  if (names.length === 0) return [];
  return [`Whether pushes along ${names.join(' and ')} move choices by more than chance does is not known: ${OPEN[kind]}.`];
}
