/** Which rows find a direction and which ones judge it: as the file says, whole groups at a time, or by what the texts are. */
import type { SplitWay } from './choice';
import type { ClassRow, PairRow, SplitName } from './rows';

/** The share of pairs that are held out, where the file does not say. */
export const TEST_SHARE = 1 / 4;

/**
 * [row] the split. The same texts are split the same way in whichever order they come, and equal pairs go to one side. `group` holds out
 * whole groups, never all of them; `hash` whole pairs.
 */
export function splitsOf(
  rows: readonly Pick<PairRow, 'split' | 'group' | 'positive' | 'negative' | 'answers'>[],
  way: SplitWay,
): SplitName[] {
  if (way === 'given') return rows.map(({ split }) => split ?? 'train');
  // The same answers to two prompts are two pairs.
  const keyOf = ({ group, positive, negative, answers }: (typeof rows)[number]): string =>
    way === 'group' ? group : [...(answers === undefined ? [] : [answers]), positive, negative].join('\n');
  const keys = rows.map(keyOf);
  const sizes = new Map<string, number>();
  for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const order = [...sizes.keys()].map((key) => ({ key, hash: hashOf(key) })).sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1));
  const wanted = rows.length * TEST_SHARE;
  const held = new Set<string>();
  let count = 0;
  // The last one stays for training.
  for (const { key } of order.slice(0, -1)) {
    if (count >= wanted) break;
    held.add(key);
    count += sizes.get(key)!;
  }
  return keys.map((key) => (held.has(key) ? 'test' : 'train'));
}

/** The same of texts without partners. `hash` holds out texts of each class by itself, so that there are some of both. */
export function splitsOfClasses(
  rows: readonly Pick<ClassRow, 'split' | 'group' | 'text' | 'side' | 'answers'>[],
  way: SplitWay,
): SplitName[] {
  const asPairs = rows.map(({ text, ...row }) => ({ ...row, positive: text, negative: '' }));
  if (way !== 'hash') return splitsOf(asPairs, way);
  const splits = rows.map((): SplitName => 'train');
  for (const side of ['positive', 'negative'] as const) {
    const own = [...rows.keys()].filter((i) => rows[i]!.side === side);
    splitsOf(
      own.map((i) => asPairs[i]!),
      way,
    ).forEach((split, i) => (splits[own[i]!] = split));
  }
  return splits;
}

/** FNV-1a (Fowler, Noll and Vo) over code units, with the finaliser of MurmurHash3: 32 bits. Not for secrets. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
