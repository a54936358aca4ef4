/** What two analyses have in common: scores of the same texts, directions of one model. Pure. */
import { FEWEST_PAIRS, NO_INTERVAL } from '../auroc-interval';
import { bca, resample, type BootstrapOptions, type Interval } from '../bootstrap';
import { cosines, type Units } from '../carrier';
import { pearson } from '../correlation';
import { InvalidInput } from '../invalid';
import { mean } from '../moments';
import { t } from '../../language/t';

/** Texts with their scores at one block, [text] each; NaN where a text was not read. */
export interface Scored {
  readonly texts: readonly string[];
  readonly scores: readonly number[];
  /** [text] the pair that it belongs to; null, and a text beyond the list, is of none. */
  readonly pairs?: readonly (number | null)[];
}

/** The scores of the texts that both have, side by side. */
export interface Paired {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** [text] which of them are drawn together, because they are of one pair; each for itself where it is absent. */
  readonly together?: readonly number[];
}

/**
 * Texts are equal where they read the same, letter for letter; one that stands there twice counts once, in its first pair. Those without a
 * score drop out. Which are pairs, the first of the two says.
 */
export function onSameTexts(a: Scored, b: Scored): Paired & Required<Pick<Paired, 'together'>> {
  const known = ({ texts, scores }: Scored): Map<string, number> =>
    new Map(texts.flatMap((text, i): [string, number][] => (Number.isFinite(scores[i]) ? [[text, scores[i]!]] : [])));
  const other = known(b);
  const both = [...known(a)].flatMap(([text, x]) => (other.has(text) ? [{ text, x, y: other.get(text)! }] : []));
  const pairOf = new Map(a.texts.map((text, i) => [text, a.pairs?.[i] ?? null] as const).reverse());
  const units = new Map<number | string, number>();
  const together = both.map(({ text }) => {
    const unit = pairOf.get(text) ?? text;
    return units.get(unit) ?? (units.set(unit, units.size), units.size - 1);
  });
  return { x: both.map(({ x }) => x), y: both.map(({ y }) => y), together };
}

/** How far two scores go together: Pearson's r with its 95 % interval, NaN where they are not defined. */
export interface Agreement extends Interval {
  readonly r: number;
}

/** `agreementOf` and `agreementInterval` together. */
export const agreementWith = (paired: Paired, options?: BootstrapOptions): Agreement => ({
  r: agreementOf(paired),
  ...agreementInterval(paired, options),
});

/** Pearson's r of two scores on the same texts; NaN for fewer than three (two points lie on a line), and where either does not vary. */
export const agreementOf = ({ x, y }: Paired): number => (x.length < 3 ? NaN : pearson(x, y).r);

/** What Pearson's r needs of some texts: how many, and the sums of both scores, their squares and their product. */
type Sums = readonly [n: number, x: number, y: number, xx: number, yy: number, xy: number];

/**
 * 95 % interval (BCa) of Pearson's r, each text drawn with its two scores, and texts of a pair drawn together: partners share a situation,
 * so they say less than two texts. NaN below `FEWEST_PAIRS` pairs and lone texts, and where it is not defined (`bca`). Throws on unequal
 * lengths.
 */
export function agreementInterval({ x, y, together }: Paired, options?: BootstrapOptions): Interval {
  if (x.length !== y.length || (together && together.length !== x.length))
    throw new InvalidInput(t`cannot correlate ${x.length} values with ${y.length}${together ? t`, drawn as ${together.length}` : ''}`);
  // Sums of centred numbers: r of a resample in one walk over its pairs.
  const [u, v] = [centred(x), centred(y)];
  const units = new Map<number, Sums>();
  for (const [i, a] of u.entries()) {
    const [unit, b] = [together?.[i] ?? i, v[i]!];
    const [n, su, sv, uu, vv, uv] = units.get(unit) ?? [0, 0, 0, 0, 0, 0];
    units.set(unit, [n + 1, su + a, sv + b, uu + a * a, vv + b * b, uv + a * b]);
  }
  if (units.size < FEWEST_PAIRS) return NO_INTERVAL;
  const sums = [...units.values()];
  const r = ([drawn]: readonly Int32Array[]): number => {
    let [n, su, sv, uu, vv, uv] = [0, 0, 0, 0, 0, 0];
    for (const unit of drawn!) {
      const [m, a, b, aa, bb, ab] = sums[unit]!;
      n += m;
      su += a;
      sv += b;
      uu += aa;
      vv += bb;
      uv += ab;
    }
    const spread = (uu - (su * su) / n) * (vv - (sv * sv) / n);
    return spread > 0 ? Math.max(-1, Math.min(1, (uv - (su * sv) / n) / Math.sqrt(spread))) : NaN;
  };
  return bca(resample([sums.length], r, options));
}

function centred(values: readonly number[]): Float64Array {
  const centre = mean(values);
  return Float64Array.from(values, (value) => value - centre);
}

/**
 * [analysis][analysis] cosines between the directions of one block. NaN where a block has no direction. Throws, with both sizes, where
 * they are not of one model.
 */
export function cosineMatrix(all: readonly Units[], layer: number): number[][] {
  const at = all.map(({ layers, width, data }) => ({ layers, width, block: data.subarray(layer * width, (layer + 1) * width) }));
  return at.map((a) =>
    at.map((b) => {
      if (a.layers !== b.layers) throw new InvalidInput(t`directions of ${a.layers} layers do not fit directions of ${b.layers} layers`);
      return cosines({ layers: 1, width: a.width, data: a.block }, { layers: 1, width: b.width, data: b.block })[0]!;
    }),
  );
}
