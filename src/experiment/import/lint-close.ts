/**
 * Test texts that are nearly training texts: another name or number, and all else alike. Texts are compared by their runs of three words;
 * of each only the runs with the lowest hashes are looked up (a bottom-k sketch, Broder 1997), and candidates are compared in full.
 */
import { hashOf } from '../../formats/import/split';
import { some } from './named';
import { t } from '../../language/t';

/** A text of a pair, or one without a partner, with its words in their order. */
export interface Told {
  /** Of the pair, or of the text. */
  readonly name: string;
  readonly split: 'train' | 'test';
  readonly text: string;
  readonly words: readonly string[];
}

/** The share of runs that two texts have in common (Jaccard) from which on they are close. */
const CLOSE = 0.6;
/** Runs that are looked up of a text, and how many of them a candidate shares. */
const SKETCH = 12;
const SHARED = 3;
/** A run that so many texts have tells nothing of any. */
const COMMON = 50;

interface Text {
  readonly name: string;
  readonly trimmed: string;
  /** Hashes of its words, in their order. */
  readonly words: readonly number[];
  readonly sketch: readonly number[];
}

/** A sentence that names them, or none. Texts that are the same word for word are another finding's. */
export function closeTexts(texts: readonly Told[], paired: boolean): string[] {
  const hashes = new Map<string, number>();
  const hashed = (word: string): number => {
    const known = hashes.get(word);
    if (known !== undefined) return known;
    const hash = hashOf(word);
    hashes.set(word, hash);
    return hash;
  };
  const of = (split: Told['split']): Text[] =>
    texts.flatMap((one) => (one.split === split ? [sketched(one.name, one.text, one.words.map(hashed))] : []));
  const train = of('train');
  const having = new Map<number, number[]>();
  train.forEach(({ sketch }, i) => {
    for (const run of sketch) {
      const there = having.get(run);
      if (there === undefined) having.set(run, [i]);
      else if (there.length < COMMON) there.push(i);
    }
  });
  const found = new Map<string, string>();
  for (const text of of('test')) {
    const counts = new Map<number, number>();
    for (const run of text.sketch) for (const i of having.get(run) ?? []) counts.set(i, (counts.get(i) ?? 0) + 1);
    const close = [...counts].find(
      ([i, shared]) =>
        shared >= Math.min(SHARED, text.sketch.length) && train[i]!.trimmed !== text.trimmed && likeness(train[i]!, text) >= CLOSE,
    );
    if (close && !found.has(text.name)) found.set(text.name, train[close[0]]!.name);
  }
  if (found.size === 0) return [];
  const pairsClose = [...found].map(([name, like]) => t`${name} (like ${like})`);
  return [
    t`${closeOnes(found.size, paired)} close to a training text: ${some(pairsClose)}. Figures on them flatter the direction. Choose the group, so that what belongs together is in one split.`,
  ];
}

const closeOnes = (size: number, paired: boolean): string =>
  paired
    ? size === 1
      ? t`A test pair has a text`
      : t`${size} test pairs have texts`
    : size === 1
      ? t`A test text is`
      : t`${size} test texts are`;

/** `words`: the hash of each, in their order. */
function sketched(name: string, text: string, words: readonly number[]): Text {
  const sketch: number[] = [];
  for (let i = 0; i + 2 < words.length; i++) insert(sketch, runAt(words, i));
  return { name, trimmed: text.trim(), words, sketch };
}

/** The hash of the run of three words that begins there. */
function runAt(words: readonly number[], i: number): number {
  const run = Math.imul(Math.imul(words[i]!, 0x85ebca6b) ^ words[i + 1]!, 0xc2b2ae35) ^ words[i + 2]!;
  return Math.imul(run ^ (run >>> 15), 0x2c1b3c6d) >>> 0;
}

/** Keeps the lowest `SKETCH` different numbers, in their order. */
function insert(lowest: number[], value: number): void {
  if ((lowest.length === SKETCH && value >= lowest[SKETCH - 1]!) || lowest.includes(value)) return;
  let at = lowest.length < SKETCH ? lowest.length : SKETCH - 1;
  for (; at > 0 && lowest[at - 1]! > value; at--) lowest[at] = lowest[at - 1]!;
  lowest[at] = value;
}

/** Jaccard: runs of both over runs of either. */
function likeness(one: Text, other: Text): number {
  const runs = ({ words }: Text): Set<number> => new Set(Array.from({ length: Math.max(0, words.length - 2) }, (_, i) => runAt(words, i)));
  const [there, here] = [runs(one), runs(other)];
  let both = 0;
  for (const run of here) if (there.has(run)) both++;
  return both / (there.size + here.size - both || 1);
}
