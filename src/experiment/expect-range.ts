/**
 * Numbers of a file that nothing in it gives anew, held against the most that they could be: a projection is no longer than its residual,
 * and how long residuals are at a block, the directions say.
 */
import type { Edit } from './answer';
import type { DirectionsRecord } from './directions';
import { misfit, type Told } from './misfit';
import { FURTHEST } from '../lab/overflow';
import { t } from '../language/t';

/**
 * How many mean lengths a residual, or what a push makes of it, may have. Single tokens of real models (the first, a line break) have had
 * hundreds; the answers of the recorded run stay below 2.
 */
const FAR = 1000;

/** A push and the blocks below it do not touch each other: what is read there differs by rounding, in so many mean lengths. */
const ROUNDING = 0.05;

/**
 * The least log-probability that a token can have. A head ends in 16-bit floats, or in numbers trained as such behind a norm: two logits
 * are at most twice the largest float16 apart, 131,008, and the log of the sum over a vocabulary adds less than 17.
 */
export const LEAST_LOG_PROB = -(2 ** 17);

/** Throws unless each log-probability is one that the sum over so many tokens can be. */
export function expectLogProbs(told: Told, path: string, logProbs: readonly number[], tokens: readonly number[]): void {
  logProbs.forEach((value, i) => {
    const least = LEAST_LOG_PROB * tokens[i]!;
    if (value < least || value > 0) misfit(told, `${path}[${i}]`, t`a number from ${least} to 0, for ${tokens[i]!} tokens`, `${value}`);
  });
}

/** Throws unless the amount is one that a residual stream can take in some unit. */
export function expectAmount(told: Told, path: string, { amount }: Pick<Edit, 'amount'>): void {
  const most = FURTHEST.float32;
  if (Math.abs(amount) > most) misfit(told, path, t`a number from ${-most} to ${most}`, `${amount}`);
}

/** How long one push is at a block, at most: in `raw` its amount, else so many times what the unit counts there. */
function pushAt({ amount, unit, band: [first, last] }: Edit, layer: number, scale: NonNullable<DirectionsRecord['scale']>): number {
  if (layer < first || layer > last) return 0;
  const each = unit === 'raw' ? 1 : Math.abs((unit === 'norm' ? scale.norm : scale.separation)[layer] ?? 0);
  return Math.abs(amount) * each;
}

/**
 * [layer] the most that a projection can be where these edits push; null where nobody said how long residuals are. `edits`: none for what
 * is read without a push. What is added at a block stays in the stream above it. `scaleOf`: that of the directions that an edit is along,
 * where those are others than the ones that are read.
 */
export function mostAt(
  { scale }: Pick<DirectionsRecord, 'scale'>,
  edits: readonly Edit[],
  scaleOf: (edit: Edit) => DirectionsRecord['scale'] = () => scale,
): readonly number[] | null {
  if (!scale) return null;
  let pushed = 0;
  return scale.norm.map((norm, layer) => {
    for (const edit of edits) pushed += pushAt(edit, layer, scaleOf(edit) ?? scale);
    return FAR * (norm + pushed);
  });
}

/** Throws unless the projection at that block is within that; where that is not known, within what a residual stream can be at all. */
export function expectProjection(told: Told, path: string, value: number, layer: number, most: readonly number[] | null): void {
  const end = most?.[layer] ?? FURTHEST.float32;
  if (Math.abs(value) > end)
    misfit(told, path, t`a number from ${-end} to ${end}, for residuals are not longer at block ${layer}`, `${value}`);
}
/** The same of all blocks: projections [layer]. */
export const expectProjections = (told: Told, path: string, values: readonly number[], most: readonly number[] | null): void =>
  values.forEach((value, layer) => expectProjection(told, `${path}[${layer}]`, value, layer, most));

/** The first block that an edit touches; Infinity without one that does something. */
export const firstPushed = (edits: readonly Edit[]): number =>
  Math.min(...edits.filter(({ op, amount }) => op !== 'add' || amount !== 0).map(({ band: [first] }) => first));

/**
 * Throws unless what is read of an answer below the first push is the mean of what its tokens scored there while it was written. `norm`: of
 * that block, where it is known.
 */
export function expectUntouched(told: Told, path: string, said: number, is: number, norm: number | undefined): void {
  if (Number.isNaN(said) && Number.isNaN(is)) return;
  if (Math.abs(said - is) <= ROUNDING * Math.max(norm ?? Math.abs(is), 1)) return;
  misfit(told, path, t`about ${is}, the mean of its tokens, for no push reaches that block`, `${said}`);
}
