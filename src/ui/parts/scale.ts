/** Where a number lands on a line of pixels, and which round numbers to write beside it. Pure. */

/** Linear map from [min, max] to [from, to]. A domain of one point lands in the middle. */
export const linear = (min: number, max: number, from: number, to: number) => {
  const span = max - min;
  return (x: number): number => (span === 0 ? (from + to) / 2 : from + ((x - min) / span) * (to - from));
};

/** Lowest and highest finite value, or null if there is none. */
export function extent(values: Iterable<number>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}

/** Steps of 1, 2 or 5 times a power of ten: at most `most` ticks inside [min, max]. */
export function ticks(min: number, max: number, most = 6): number[] {
  if (!(max > min)) return [Number(min.toPrecision(2))];
  const step = stepOf(min, max, most);
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The smallest step of 1, 2 or 5 times a power of ten that is at least a `most`-th of [min, max]. */
function stepOf(min: number, max: number, most: number): number {
  const rough = (max - min) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
}

/** The ends of an axis: [low, high] widened to round numbers about a fifth of it apart, so that a little more data has room. */
export function roundEnds([low, high]: readonly [number, number]): [number, number] {
  if (!(high > low)) return [low, high];
  const step = stepOf(low, high, 5);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step].map((end) => Number(end.toPrecision(12))) as [
    number,
    number,
  ];
}

/** Factors of a power of ten at which a logarithmic axis may end or carry a number. */
const DECADE = [1, 2, 5];

/** The ends of a logarithmic axis: [low, high] > 0, widened to the next 1, 2 or 5 times a power of ten. */
export function logDomain([low, high]: [number, number]): [number, number] {
  const all = decades(low, high, DECADE);
  return [all.findLast((tick) => tick <= low) ?? low, all.find((tick) => tick > low && tick >= high) ?? high];
}

/** Ticks in [low, high] at 1, 2 and 5 times powers of ten where they fit, at powers of ten alone over many decades. */
export const logTicks = (low: number, high: number): number[] =>
  decades(low, high, Math.log10(high / low) > 2.5 ? [1] : DECADE).filter((tick) => tick >= low && tick <= high);

function decades(low: number, high: number, factors: readonly number[]): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => Math.floor(Math.log10(low)) + i,
  );
  return powers.flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(1))));
}

/** A number in [−1, 1] that depends on the id alone (FNV-1a), so a dot never moves between two drawings. */
export function jitter(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash >>> 8) / 0xffffff) * 2 - 1;
}
