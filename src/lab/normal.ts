import { InvalidInput } from './invalid';

/**
 * Φ(x), the share of a standard normal below x (scipy.special.ndtr), to 1e-13 relative. NaN for NaN.
 * Near 0 by Marsaglia's series (Journal of Statistical Software 11(4), 2004); in the tails by Laplace's continued fraction.
 */
export function normalBelow(x: number): number {
  if (Math.abs(x) >= 3) {
    let fraction = Math.abs(x);
    for (let k = 150; k > 0; k--) fraction = Math.abs(x) + k / fraction;
    const tail = density(x) / fraction;
    return x < 0 ? tail : 1 - tail;
  }
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) sum += term *= (x * x) / k;
  return 0.5 + sum * density(x);
}

/**
 * The x below which the share p of a standard normal lies (scipy.special.ndtri), to 1e-12 relative; −∞ at 0 and ∞ at 1. Throws outside
 * 0..1.
 * Wichura's rational approximations (algorithm AS 241, PPND16, Applied Statistics 37, 1988).
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new InvalidInput(`expected a share between 0 and 1, got ${p}`);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, MIDDLE);
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const x = r <= 5 ? ratio(r - 1.6, FLANK) : ratio(r - 5, TAIL);
  return q < 0 ? -x : x;
}

const density = (x: number): number => (Number.isFinite(x) ? Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI) : Number.isNaN(x) ? NaN : 0);

type Ratio = readonly [above: readonly number[], below: readonly number[]];
/** One polynomial over another, coefficients from x⁰ on. */
const ratio = (x: number, [above, below]: Ratio): number => polynomial(x, above) / polynomial(x, below);
const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

const MIDDLE: Ratio = [
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
    33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
    28729.085735721942674, 5226.495278852854561,
  ],
];
const FLANK: Ratio = [
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
    0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966,
    5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
];
const TAIL: Ratio = [
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
    0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4, 1.8463183175100546818e-5,
    1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
];
