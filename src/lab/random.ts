import { InvalidInput } from './invalid';

/** A source of uniform numbers in [0, 1). */
export type Uniform = () => number;

/**
 * Seeded uniform numbers in [0, 1), 32 bits each: the same on every machine. Throws on a seed that is not an integer; its lower 32 bits
 * count. sfc32 of Chris Doty-Humphrey's PractRand (public domain; period at least 2^32), its state filled by splitmix32 (Steele, Lea and
 * Flood 2014, with the finaliser of MurmurHash3) so that neighbouring seeds give unrelated streams.
 */
export function random(seed: number): Uniform {
  let state = wholeSeed(seed);
  const split = (): number => {
    state = (state + GOLDEN) | 0;
    return finalised(state);
  };
  let a = split();
  let b = split();
  let c = split();
  let counter = 1;
  return () => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return (out >>> 0) / 2 ** 32;
  };
}

/**
 * The seed of one of several streams that belong to one seed, as of a block: an integer. A sum of the two would give stream l of seed s + 1
 * the numbers of stream l + 1 of seed s; here both go through the finaliser, one after the other.
 */
export const streamSeed = (seed: number, stream: number): number =>
  finalised((finalised((wholeSeed(seed) + GOLDEN) | 0) + wholeSeed(stream)) | 0);

/** 2^32 over the golden ratio, splitmix32's step. */
const GOLDEN = 0x9e3779b9;

function wholeSeed(seed: number): number {
  if (!Number.isInteger(seed)) throw new InvalidInput(`expected an integer seed, got ${seed}`);
  return seed | 0;
}

/** MurmurHash3's finaliser: every bit of the state counts in every bit of the result. */
function finalised(state: number): number {
  let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return z ^ (z >>> 16);
}

/** Puts values in random order, in place (Fisher and Yates, from the last place down), and returns them. */
export function shuffle<T extends { readonly length: number; [place: number]: V }, V = T[number]>(values: T, uniform: Uniform): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
  return values;
}

/** Standard normal numbers, mean 0 and variance 1, from uniform ones: the polar method of Marsaglia and Bray (1964). */
export function gaussian(uniform: Uniform): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const squares = x * x + y * y;
      if (squares >= 1 || squares === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(squares)) / squares);
      spare = y * scale;
      return x * scale;
    }
  };
}
