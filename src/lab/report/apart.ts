/** Words and deeds apart: which of the two a direction follows. Pure. */
import { auroc } from '../auroc';
import type { Apart } from './evidence';
import type { VerdictKind } from './verdict';

/**
 * [layer] AUROC of the second group's scores (texts that show the concept without its words) against the first's (its words without it).
 * NaN at a block where a text has no score. null where there are not two groups with texts.
 */
export function deedsOverWords(apart: readonly Apart[], layers: number): Float64Array | null {
  const [words, deeds] = apart;
  if (!words || !deeds || words.texts.length === 0 || deeds.texts.length === 0) return null;
  return Float64Array.from({ length: layers }, (_, layer) => {
    const [low, high] = [words.scores[layer] ?? [NaN], deeds.scores[layer] ?? [NaN]];
    return [...low, ...high].some(Number.isNaN) ? NaN : auroc(high, low);
  });
}

/** What a block's direction follows. `nothing`: on the test pairs it tells nothing that could follow either. */
export type Follows = 'deeds' | 'words' | 'neither' | 'nothing';

/** Verdicts by which there is nothing that could follow either. */
const NOTHING: readonly VerdictKind[] = ['unread', 'none', 'few', 'arriving', 'undetermined', 'below', 'chance', 'lucky'];
/** So far from a coin toss on either side it follows one of the two. */
const CLEAR = 0.1;

/** By the block's `deedsOverWords` and its verdict; null where the number is not known. */
export function follows(share: number, verdict: VerdictKind): Follows | null {
  if (Number.isNaN(share)) return null;
  if (NOTHING.includes(verdict)) return 'nothing';
  if (share > 0.5 + CLEAR) return 'deeds';
  return share < 0.5 - CLEAR ? 'words' : 'neither';
}
