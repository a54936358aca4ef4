/** Pairs that a model wrote, and what a person made of them: looked at one after the other, changed, taken or left. Pure. */
import { words } from '../../lab/words';
import type { Side, Sides, Situation } from './instructions';
import type { SourceName, Wanted, WriteSettings } from './plan';

/** Tokens read and written. */
export interface Usage {
  readonly read: number;
  readonly written: number;
}

/** One side as it came. */
export interface MadeText {
  readonly text: string;
  /** It was cut off at the number of tokens. */
  readonly cut: boolean;
  /** null where the server does not say. */
  readonly usage: Usage | null;
  /** ISO 8601. */
  readonly at: string;
}

export interface MadePair {
  readonly key: string;
  readonly situation: Situation;
  readonly source: SourceName;
  readonly settings: Pick<WriteSettings, 'words' | 'temperature' | 'maxTokens' | 'instructions'>;
  readonly seed: number;
  /** When the work began in which it was written: ISO 8601. */
  readonly run: string;
  readonly came: Sides<MadeText>;
  /** The texts as they are now. */
  readonly now: Sides;
  readonly state: 'open' | 'accepted' | 'rejected';
  /** The row of the draft that an accepted one went into. */
  readonly row: string | null;
}

/** One side of a pair whose other side is not there yet. */
export interface HalfPair {
  readonly key: string;
  readonly side: Side;
  readonly came: MadeText;
}

/**
 * The text of an answer: without what a model thought aloud before it, and without white space around it. Thoughts that do not end are all
 * there is: '' then.
 */
export const textOf = (answer: string): string => answer.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/i, '').trim();

export function madePair(
  { key, situation, source, seed }: Wanted,
  { words: asked, temperature, maxTokens, instructions }: WriteSettings,
  came: Sides<MadeText>,
  run: string,
): MadePair {
  const now = { positive: came.positive.text, negative: came.negative.text };
  return {
    ...{ key, situation, source, seed, run, came, now },
    settings: { words: asked, temperature, maxTokens, instructions },
    ...{ state: 'open', row: null },
  };
}

/** Whether a person changed a text. */
export const isEdited = ({ came, now }: Pick<MadePair, 'came' | 'now'>): boolean =>
  now.positive !== came.positive.text || now.negative !== came.negative.text;

/** Why a pair cannot go into a set as it is now: 'empty' where a side is, 'same' where both are one text; null where it can. */
export function hindrance({ now }: Pick<MadePair, 'now'>): 'empty' | 'same' | null {
  const [positive, negative] = [now.positive.trim(), now.negative.trim()];
  if (positive === '' || negative === '') return 'empty';
  return positive === negative ? 'same' : null;
}

/** The list with other fields in one pair. */
export const withPair = (made: readonly MadePair[], key: string, fields: Partial<MadePair>): readonly MadePair[] =>
  made.map((one) => (one.key === key ? { ...one, ...fields } : one));

/** Tokens of several texts. */
export interface Spent extends Usage {
  readonly texts: number;
  /** Texts whose server does not say theirs. */
  readonly untold: number;
}

export const NOTHING_SPENT: Spent = { read: 0, written: 0, texts: 0, untold: 0 };

/** What these texts cost, and what was `spent` beside them. */
export function spentOn(texts: readonly Pick<MadeText, 'usage'>[], spent = NOTHING_SPENT): Spent {
  const told = texts.flatMap(({ usage }) => usage ?? []);
  return {
    read: told.reduce((sum, { read }) => sum + read, spent.read),
    written: told.reduce((sum, { written }) => sum + written, spent.written),
    texts: spent.texts + texts.length,
    untold: spent.untold + texts.length - told.length,
  };
}

/** All that was spent: on pairs, on halves, and on texts that are not there any more. */
export const spentInAll = ({ made, halves, gone }: WrittenParts): Spent =>
  spentOn([...made.flatMap(({ came }) => [came.positive, came.negative]), ...halves.map(({ came }) => came)], gone);

interface WrittenParts {
  readonly made: readonly MadePair[];
  readonly halves: readonly HalfPair[];
  readonly gone: Spent;
}

/** Beyond these one side of a pair is so much longer that its length may be learnt in place of the concept. */
export const MATCHED = [0.8, 1.25] as const;

/** Words of the positive side for each word of the other; NaN where that has none. */
export function lengthRatio({ now }: Pick<MadePair, 'now'>): number {
  const [positive, negative] = [words(now.positive).length, words(now.negative).length];
  return negative === 0 ? NaN : positive / negative;
}

export interface LengthMatch {
  readonly pairs: number;
  /** Pairs whose sides are alike in length. */
  readonly matched: number;
  /** The geometric mean of the ratios; NaN without a pair. */
  readonly ratio: number;
}

/** How far the sides of these pairs are alike in length. */
export function lengthMatch(pairs: readonly Pick<MadePair, 'now'>[]): LengthMatch {
  const ratios = pairs.map(lengthRatio).filter((ratio) => ratio > 0);
  const [low, high] = MATCHED;
  return {
    pairs: pairs.length,
    matched: ratios.filter((ratio) => ratio >= low && ratio <= high).length,
    ratio: Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length),
  };
}
