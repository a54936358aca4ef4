/**
 * What should be known about texts before their figures are believed, in sentences: for the page, and for scripts. They warn; they refuse
 * nothing but what cannot give a direction.
 */
import { LabError } from '../error';
import type { PairIndex } from '../lab/direction';
import { clashes, repeats, samePairs, shared, twins, type Repeat, type Sides } from '../lab/repeats';
import { passageKey } from '../lab/passage';
import type { Cut } from '../protocol';
import { t } from '../language/t';

/** Names of pairs in a sentence: the first few, and how many more. */
const SHOWN = 5;
export function list(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN);
  const more = names.length - shown.length;
  const parts = more > 0 ? [...shown, t`${more} more`] : shown;
  return parts.length < 2 ? (parts[0] ?? '') : t`${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** How texts were cut: the tokens asked for, and the most the model reads. */
export interface CutAt {
  maxTokens: number;
  context: number;
}

/** A pair, by the name it has for the reader and the places of its texts. */
export interface NamedPair extends PairIndex {
  name: string;
}

const hashesOf = ({ tokenHashes }: Pick<Cut, 'tokenHashes'>, { positive, negative }: NamedPair): Sides => ({
  positive: tokenHashes[positive]!,
  negative: tokenHashes[negative]!,
});

/**
 * Pairs whose two sides are the same tokens, where the cut made them so and where the tokenizer did: a sentence each, [] where there are
 * none.
 */
export function sameTokens(pairs: readonly NamedPair[], cut: Pick<Cut, 'tokenHashes' | 'truncated'>, at: CutAt): string[] {
  const same = samePairs(pairs.map((pair) => hashesOf(cut, pair))).map((i) => pairs[i]!);
  const short = same.filter(({ positive, negative }) => cut.truncated[positive] || cut.truncated[negative]);
  const whole = same.filter((pair) => !short.includes(pair));
  const harm = t`This draws the two kinds together and makes the separation smaller.`;
  return [
    ...(short.length > 0
      ? [
          t`${whose(short)} sides begin with the same ${readable(at)} tokens, and no more is read: to the model they are one text. ${harm} ${cureOf(t`the sides`, at)}`,
        ]
      : []),
    ...(whole.length > 0
      ? [
          t`${whose(whole)} sides are the same tokens in this model's tokenizer: to the model they are one text. ${harm} Write them differently, or leave them out.`,
        ]
      : []),
  ];
}

/**
 * Different texts of a list that are the same tokens: `sameTokens` for texts that are no pairs. Those that only begin or end with other
 * spaces count as the same text.
 */
export function sameTexts(
  texts: readonly string[],
  { tokenHashes, truncated }: Pick<Cut, 'tokenHashes' | 'truncated'>,
  at: CutAt,
): string[] {
  const first = new Map<string, number>();
  const found = texts.flatMap((text, i) => {
    const before = first.get(tokenHashes[i]!);
    if (before === undefined) first.set(tokenHashes[i]!, i);
    return before === undefined || texts[before]!.trim() === text.trim()
      ? []
      : [{ name: `texts[${i}] (as texts[${before}])`, short: truncated[i]! || truncated[before]! }];
  });
  const [short, whole] = [found.filter((one) => one.short), found.filter((one) => !one.short)].map((some) => some.map(({ name }) => name));
  return [
    ...(short!.length > 0
      ? [
          t`The first ${readable(at)} tokens are those of another text in ${list(short!)}, and no more is read: to the model they are one text. ${cureOf('them', at)}`,
        ]
      : []),
    ...(whole!.length > 0
      ? [t`The tokens are those of another text in ${list(whole!)}: to this model's tokenizer they are one text.`]
      : []),
  ];
}

const readable = ({ maxTokens, context }: CutAt): number => Math.min(maxTokens, context);
const cureOf = (what: string, at: CutAt): string =>
  t`Let ${what} differ earlier, or ${at.maxTokens < at.context ? t`raise the cut (maxTokens of window.lab)` : t`choose a model that reads longer texts`}.`;
const whose = (pairs: readonly NamedPair[]): string =>
  t`${pairs.length === 1 ? t`Pair` : t`Pairs`} ${list(pairs.map(({ name }) => name))}: both`;

/** Throws `same-tokens` where every one of these pairs, on which a direction is to be found, is twice the same tokens. */
export function expectDifferent(pairs: readonly NamedPair[], cut: Pick<Cut, 'tokenHashes' | 'truncated'>, at: CutAt): void {
  if (pairs.length === 0 || pairs.some((pair) => samePairs([hashesOf(cut, pair)]).length === 0)) return;
  const cutOff = pairs.some(({ positive, negative }) => cut.truncated[positive] || cut.truncated[negative]);
  throw new LabError(
    'same-tokens',
    t`In ${pairs.length === 1 ? t`the training pair` : t`all ${pairs.length} training pairs`} both sides are the same ${cutOff ? t`${readable(at)} tokens, and no more is read` : t`tokens in this model's tokenizer`}: there is no direction between them.`,
    cutOff ? cureOf(t`the sides`, at) : t`Write them differently, or choose another model.`,
  );
}

/** Pairs that stand twice among the training or the test pairs: one sentence, or null. `name` gives a pair's name by its index. */
export function twinSentence(pairs: readonly (Sides & { split: 'train' | 'test' })[], name: (pair: number) => string): string | null {
  const found = twins(pairs).map(({ pair, as }) => t`${name(pair)} (as ${name(as)})`);
  if (found.length === 0) return null;
  return t`${found.length === 1 ? t`A pair stands` : t`${found.length} pairs stand`} twice: ${list(found)}. Each counts again and tells nothing more, so that intervals and p say more than is known; folds may learn from one what they are tested on in the other, which flatters the block that they recommend. Leave the second ones out.`;
}

/** Pairs that share a text of one kind with another pair of their split: one sentence, or null. `name` as above. */
export function sharedSentence(pairs: readonly (Sides & { split: 'train' | 'test' })[], name: (pair: number) => string): string | null {
  const found = shared(pairs);
  if (found.length === 0) return null;
  const sharing = new Set(found.map(({ pair }) => pair)).size;
  const named = found.map(({ pair, as, side }) => t`${name(pair)} (its ${side} text, as ${name(as)})`);
  const tested = found.some(({ pair }) => pairs[pair]!.split === 'test');
  return t`${sharing === 1 ? t`A pair shares a text` : t`${sharing} pairs share a text`} with an earlier pair of the same split: ${list(named)}. Such pairs are not independent, so that ${tested ? t`intervals and p say more than is known, and ` : ''}folds may learn from one what they are tested on in the other. Write texts of their own for them.`;
}

/** Texts that stand in both classes, of whichever pairs: one sentence, or null. `name` as above. */
export function clashSentence(pairs: readonly Sides[], name: (pair: number) => string): string | null {
  const found = clashes(pairs).map(
    ({ positive, negative }) => t`the positive one of ${name(positive)} (the negative one of ${name(negative)})`,
  );
  if (found.length === 0) return null;
  return t`${found.length === 1 ? t`A text stands` : t`${found.length} texts stand`} in both classes: ${list(found)}. No direction can tell such a text from itself: it makes direction or figures worse than the other texts would. Give it one class.`;
}

type SplitPair = Sides & { id: string; split: 'train' | 'test'; /** What both sides answer. */ prompt?: string | undefined };

/**
 * What repeats itself in the texts of a set, a sentence each: test texts that were trained on, pairs that stand twice, pairs that share a
 * text, texts of both classes. Texts that only begin or end with other spaces count as the same; the same answer to two prompts is two.
 */
export function repeatedTexts(pairs: readonly SplitPair[]): string[] {
  const named = bare(pairs);
  const times = new Map<string, number>();
  for (const text of named.flatMap(({ positive, negative }) => [positive, negative])) times.set(text, (times.get(text) ?? 0) + 1);
  // Most pairs of a large set repeat nothing, and nothing is to be said of them.
  const told = named.flatMap(({ positive, negative }, i) => (times.get(positive)! > 1 || times.get(negative)! > 1 ? [i] : []));
  return repeatSentences(
    told.map((i) => named[i]!),
    (i) => pairs[told[i]!]!.id,
  );
}

/**
 * Short names in the place of texts, equal where the texts are but for spaces around them: of thousands of pairs whole texts would be put
 * together into keys again and again.
 */
function bare(pairs: readonly SplitPair[]): (Sides & { split: 'train' | 'test' })[] {
  const names = new Map<string, string>();
  const name = (text: string, prompt?: string): string => {
    const bare = passageKey(text.trim(), prompt);
    const known = names.get(bare) ?? String(names.size);
    names.set(bare, known);
    return known;
  };
  return pairs.map(({ split, positive, negative, prompt }) => ({
    ...{ split, positive: name(positive, prompt), negative: name(negative, prompt) },
  }));
}

/** The same of texts that are equal where their strings are: texts, or hashes of their tokens. `name` gives a pair's name by its index. */
export const repeatSentences = (pairs: readonly (Sides & { split: 'train' | 'test' })[], name: (pair: number) => string): string[] =>
  [seenSentence(repeats(pairs), name, ''), twinSentence(pairs, name), sharedSentence(pairs, name), clashSentence(pairs, name)].filter(
    (sentence) => sentence !== null,
  );

/** Test pairs that only their tokens make training pairs, or like one on a side: what `repeatedTexts` names already is left out. */
export function seenTokens(pairs: readonly SplitPair[], places: readonly PairIndex[], cut: Pick<Cut, 'tokenHashes'>): string | null {
  const key = ({ test, sides }: Repeat): string => `${test} ${sides}`;
  const byText = repeats(bare(pairs));
  const known = new Set(
    byText.flatMap((one) =>
      one.sides === 'both' ? [key(one), key({ ...one, sides: 'positive' }), key({ ...one, sides: 'negative' })] : [key(one)],
    ),
  );
  const found = repeats(
    pairs.map(({ split }, i) => ({
      split,
      positive: cut.tokenHashes[places[i]!.positive]!,
      negative: cut.tokenHashes[places[i]!.negative]!,
    })),
  );
  return seenSentence(
    found.filter((one) => !known.has(key(one))),
    (i) => pairs[i]!.id,
    t`, as far as they are read`,
  );
}

/** `name` gives a pair's name by its index. */
export function seenSentence(found: readonly Repeat[], name: (pair: number) => string, how: string): string | null {
  if (found.length === 0) return null;
  const whole = found.filter(({ sides }) => sides === 'both').map(({ test, train }) => t`${name(test)} (as ${name(train)})`);
  const part = found
    .filter(({ sides }) => sides !== 'both')
    .map(({ test, train, sides }) => t`${name(test)} (its ${sides} text, as ${name(train)})`);
  const says = [
    ...(whole.length > 0
      ? [
          t`${whole.length === 1 ? t`Test pair` : t`Test pairs`} ${list(whole)} ${whole.length === 1 ? t`is a training pair` : t`are training pairs`}, too${how}`,
        ]
      : []),
    ...(part.length > 0
      ? [
          t`${part.length === 1 ? t`test pair` : t`test pairs`} ${list(part)} ${part.length === 1 ? t`shares a text` : t`share texts`} with the training pairs${how}`,
        ]
      : []),
  ].join('; ');
  return t`${says[0]!.toUpperCase()}${says.slice(1)}: figures on the test pairs flatter the direction. Write other texts for the test, or move these pairs to the training split.`;
}
