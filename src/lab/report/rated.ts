/** What the correlation of score and rating says at a block, in words: of which p it speaks, and whether it is a link at all. Pure. */
import type { CorrectedCorrelation } from '../corrected-p';
import { fixed } from './fixed';
import { pText } from './p-text';
import { t } from '../../language/t';

/** A p of this or more is chance. */
const LEVEL = 0.05;

/** What is known of the block that is spoken of. */
export interface RatedBlock {
  readonly layer: number;
  /** Pearson's r of score and rating, NaN where one of them does not vary; its p; texts. */
  readonly r: number;
  readonly p: number;
  readonly n: number;
  /** The block that held-out pairs recommend; null where there is none. */
  readonly named: number | null;
  /** Of all blocks; null while texts arrive. */
  readonly best: CorrectedCorrelation | null;
}

export type RatedKind = 'constant' | 'arriving' | 'chance' | 'opposite' | 'link';

export interface RatedVerdict {
  readonly kind: RatedKind;
  /** Whether the block was named before the ratings were looked at, with the p that decides. */
  readonly named: string;
  readonly sentence: string;
}

/**
 * The p that decides: the block’s own where held-out pairs named the block, else the one corrected for looking at all blocks; NaN while it
 * is not known.
 */
export const decidingP = ({ layer, p, named, best }: RatedBlock): number => (layer === named ? p : (best?.blocks[layer] ?? NaN));

/**
 * By the first rule that holds: nothing to correlate (`constant`); the p that decides is still to come (`arriving`); it is 0.05 or more
 * (`chance`); r is below 0 (`opposite`); `link`.
 */
export function ratedVerdict(block: RatedBlock): RatedVerdict {
  const kind = kindOf(block);
  return { kind, named: namedSentence(block), sentence: SENTENCES[kind](block) };
}

function kindOf(block: RatedBlock): RatedKind {
  if (Number.isNaN(block.r)) return 'constant';
  const p = decidingP(block);
  if (Number.isNaN(p)) return 'arriving';
  if (p >= LEVEL) return 'chance';
  return block.r < 0 ? 'opposite' : 'link';
}

function namedSentence(block: RatedBlock): string {
  const { layer, named, best } = block;
  const corrected = decidingP(block);
  const own =
    layer === named
      ? t`Block ${layer} was named by held-out pairs, before these texts were looked at: its p is what it says.`
      : t`Block ${layer} was not named beforehand${named === null ? '' : t` (held-out pairs name block ${named})`}, so its p flatters whoever looks at several blocks${Number.isNaN(corrected) ? '' : t`; corrected for looking at all of them, ${pText(corrected)}`}.`;
  if (!best || best.layer === layer) return own;
  const way = best.r < 0 ? t`goes most against the ratings` : t`goes along with the ratings best`;
  return t`${own} Of all blocks, block ${best.layer} ${way} (r = ${fixed(best.r, 3)}; corrected, ${pText(best.p)}).`;
}

const SENTENCES: Record<RatedKind, (block: RatedBlock) => string> = {
  constant: ({ n }) => t`The scores or the ratings of these ${n} texts do not vary at this block, so there is nothing to correlate.`,
  arriving: () => t`Whether this is more than chance is said once all texts are read.`,
  chance: ({ n }) =>
    t`With ${n} texts this is no link that could be told from chance. There may be one all the same: so few texts can miss a weak one.`,
  opposite: ({ n }) =>
    t`The other way round: over ${n} texts the score falls as the rating rises, so what the direction calls more of the concept, people rated as less. It speaks of something else that these texts have, not of what was rated.`,
  link: ({ n }) =>
    t`A link in ${n} texts says that the direction notices how the text reads. It does not say that the model would act this way, nor that the direction carries the concept and not the words that usually come with it.`,
};
