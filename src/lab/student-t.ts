import { InvalidInput } from './invalid';

/**
 * P(|T| ≥ |t|) for Student's t with `df` degrees of freedom: the two-sided p of a t test.
 * Equal to I_x(df/2, 1/2) at x = df / (df + t²), to 1e-10 relative up to df = 10,000. NaN where df < 1 or t is NaN.
 */
export function studentTwoSided(t: number, df: number): number {
  if (Number.isNaN(t) || !(df >= 1)) return NaN;
  // Near t = 0, x rounds to 1 and takes the digits along; its complement keeps them.
  if (t * t < 1) return 1 - incompleteBeta(0.5, df / 2, (t * t) / (df + t * t));
  return incompleteBeta(df / 2, 0.5, df / (df + t * t));
}

/**
 * Regularised incomplete beta function I_x(a, b) for a, b > 0 and x in 0..1 (scipy.special.betainc); throws outside.
 * To 1e-10 relative where a and b are below some 10,000: the log-gammas cancel, and lose digits as they grow.
 * Continued fraction DLMF 8.17.22, on whichever side of the mean it converges fast.
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) throw new InvalidInput(`incomplete beta is not defined at a=${a}, b=${b}, x=${x}`);
  if (x === 0 || x === 1) return x;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front / a) * fraction(a, b, x) : 1 - (front / b) * fraction(b, a, 1 - x);
}

/** ln Γ(x) for x > 0: Lanczos' approximation with g = 7 and nine terms (coefficients by Paul Godfrey, 2001). */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new InvalidInput(`log-gamma is not computed at ${x}`);
  const series = LANCZOS.reduce((sum, coefficient, k) => sum + coefficient / (x + k), FIRST);
  const t = x + 6.5;
  return (x - 0.5) * Math.log(t) - t + Math.log(Math.sqrt(2 * Math.PI) * series);
}

const FIRST = 0.99999999999980993;
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The continued fraction of I_x(a, b), by Lentz' method as modified by Thompson and Barnett (1986). */
function fraction(a: number, b: number, x: number): number {
  const away = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  const step = (term: number): number => {
    d = 1 / away(1 + term * d);
    c = away(1 + term / c);
    result *= c * d;
    return Math.abs(c * d - 1);
  };
  for (let m = 1; m < 100_000; m++) {
    step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    if (step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))) < 1e-15) return result;
  }
  throw new InvalidInput(`incomplete beta did not converge at a=${a}, b=${b}, x=${x}`);
}
