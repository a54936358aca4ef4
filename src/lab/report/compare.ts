/** What two analyses have in common: scores of the same texts, directions of one model. Pure. */
import { FEWEST_PAIRS, NO_INTERVAL } from '../auroc-interval';
import { bca, resample, type BootstrapOptions, type Interval } from '../bootstrap';
import { cosines, type Units } from '../carrier';
import { pearson } from '../correlation';
import { InvalidInput } from '../invalid';
import { mean } from '../moments';

/** Texts with their scores at one block, [text] each; NaN where a text was not read. */
export interface Scored {
  readonly texts: readonly string[];
  readonly scores: readonly number[];
}

/** The scores of the texts that both have, side by side. */
export interface Paired {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Texts are equal where they read the same, letter for letter; one that stands there twice counts once. Those without a score drop out. */
export function onSameTexts(a: Scored, b: Scored): Paired {
  const known = ({ texts, scores }: Scored): Map<string, number> =>
    new Map(texts.flatMap((text, i): [string, number][] => (Number.isFinite(scores[i]) ? [[text, scores[i]!]] : [])));
  const other = known(b);
  const both = [...known(a)].flatMap(([text, x]) => (other.has(text) ? [[x, other.get(text)!] as const] : []));
  return { x: both.map(([x]) => x), y: both.map(([, y]) => y) };
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

/**
 * 95 % interval (BCa) of Pearson's r, each text drawn with its two scores. NaN below `FEWEST_PAIRS` texts, and where it is not defined
 * (`bca`). Throws on unequal lengths.
 */
export function agreementInterval({ x, y }: Paired, options?: BootstrapOptions): Interval {
  const n = x.length;
  if (n !== y.length) throw new InvalidInput(`cannot correlate ${n} values with ${y.length}`);
  if (n < FEWEST_PAIRS) return NO_INTERVAL;
  // Sums of centred numbers: r of a resample in one walk over it.
  const [u, v] = [centred(x), centred(y)];
  const r = ([drawn]: readonly Int32Array[]): number => {
    let [su, sv, uu, vv, uv] = [0, 0, 0, 0, 0];
    for (const i of drawn!) {
      const [a, b] = [u[i]!, v[i]!];
      su += a;
      sv += b;
      uu += a * a;
      vv += b * b;
      uv += a * b;
    }
    const m = drawn!.length;
    const spread = (uu - (su * su) / m) * (vv - (sv * sv) / m);
    return spread > 0 ? Math.max(-1, Math.min(1, (uv - (su * sv) / m) / Math.sqrt(spread))) : NaN;
  };
  return bca(resample([n], r, options));
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
      if (a.layers !== b.layers) throw new InvalidInput(`directions of ${a.layers} layers do not fit directions of ${b.layers} layers`);
      return cosines({ layers: 1, width: a.width, data: a.block }, { layers: 1, width: b.width, data: b.block })[0]!;
    }),
  );
}
