/** Directions that were read and pushed: whether reading better went with pushing more. Pure. */
import type { ChoiceVerdictKind } from './choice-verdict';
import { fixed } from './fixed';

export interface ReadAndPushed {
  readonly name: string;
  /** AUROC at the block that stands for the direction; NaN where it has none. */
  readonly auroc: number;
  /** What the choices under its push towards the concept came to (`choiceVerdict`). */
  readonly kind: ChoiceVerdictKind;
}

/**
 * One sentence where a direction that reads as well as another, or better, does not move choices towards its concept by more than chance
 * and the other does; or where all that were pushed came to the same. null for fewer than two that enough items were asked of.
 */
export function readAgainstPush(all: readonly ReadAndPushed[]): string | null {
  const told = all.filter(({ kind, auroc }) => kind !== 'none' && kind !== 'few' && Number.isFinite(auroc));
  if (told.length < 2) return null;
  const [moving, still] = [told.filter(({ kind }) => kind === 'moves'), told.filter(({ kind }) => kind !== 'moves')];
  const best = still.toSorted((a, b) => b.auroc - a.auroc)[0];
  const worst = moving.toSorted((a, b) => a.auroc - b.auroc)[0];
  if (!worst)
    return `None of the ${told.length} directions moves choices towards its concept by more than chance does, however well it reads.`;
  if (!best) return `All ${told.length} directions move choices towards their concepts by more than chance does.`;
  const [reads, pushes] = [fixed(best.auroc), fixed(worst.auroc)];
  return best.auroc >= worst.auroc
    ? `Reading is not causing: “${best.name}” reads with an AUROC of ${reads}, and pushing it moves no choices towards it by more than chance does; “${worst.name}” reads with ${pushes}, and its push does.`
    : `Here the directions that move choices read better (“${worst.name}”, AUROC ${pushes}) than those that do not (“${best.name}”, ${reads}).`;
}
