/** What the shape of texts gives away without a word of them: length, beginnings, one text again and again. */
import { brief } from '../../count';
import { auroc } from '../../lab/auroc';
import { some } from './named';
import { t } from '../../language/t';

interface Sides {
  readonly positive: string;
  readonly negative: string;
}
/** The texts of each side, of pairs or without partners. */
export interface Both {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
}

const characters = (text: string): number => text.trim().length;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** One side is more than so many times as long as the other. */
const SKEW = 3;
/** Beyond these AUROCs of length alone, length is what may be learnt. */
const [LOW, HIGH] = [0.4, 0.6];

/** Of lengths in characters. */
export function lengthSentences(texts: Both): string[] {
  const [positive, negative] = [texts.positive.map(characters), texts.negative.map(characters)];
  const [long, short] = [mean(positive), mean(negative)];
  const found = auroc(positive, negative);
  const isSkewed = Math.max(long, short) > SKEW * Math.min(long, short);
  if (!isSkewed && found >= LOW && found <= HIGH) return [];
  const longer = long > short ? 'positive' : 'negative';
  return [
    t`Length alone tells the sides apart with an AUROC of ${found.toFixed(2)} (the ${longer} side is longer: ${Math.round(Math.max(long, short))} characters against ${Math.round(Math.min(long, short))} on average). A direction may be about length. Bring both sides to the same length.`,
  ];
}

/** [text] how often it is there. */
function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** A side of which more than half is one text. */
export const sameSideSentences = (texts: Both): string[] =>
  (['positive', 'negative'] as const).flatMap((side) => {
    const counts = countsOf(texts[side].map((text) => text.trim()));
    const [most, all] = [Math.max(0, ...counts.values()), texts[side].length];
    return all > 1 && most > all / 2
      ? [t`${most} of ${all} ${side} texts are the same text. What tells the sides apart may be that one text.`]
      : [];
  });

/** The letter of an answer that its question lists: " (A)", "(A) I stop". */
const LISTED = /^\([A-Z]\)/;

/**
 * The answer, or its letter, that is one side's in more pairs than the other's by more than half of them: of answers to questions that
 * stand before them, so that the whole texts differ. One sentence, or none.
 */
export function sameAnswerSentence(answers: Both): string[] {
  const said = (answer: string): string => LISTED.exec(answer.trim())?.[0] ?? answer.trim();
  const all = answers.positive.length;
  const counts = { positive: countsOf(answers.positive.map(said)), negative: countsOf(answers.negative.map(said)) };
  const [best] = (['positive', 'negative'] as const)
    .flatMap((side) => [...counts[side]].map(([answer, here]) => ({ side, answer, here, there: counts[OTHER[side]].get(answer) ?? 0 })))
    .filter(({ here, there }) => all > 1 && here - there > all / 2)
    .sort((a, b) => b.here - b.there - (a.here - a.there));
  return best
    ? [
        t`“${brief(best.answer)}” is the ${best.side} answer in ${best.here} of ${all} pairs, and the other one in ${best.there}. A direction may be about that answer, whatever was asked: let it stand on either side as often.`,
      ]
    : [];
}
const OTHER = { positive: 'negative', negative: 'positive' } as const;

/** A beginning that two sides share is long from so many characters on, if it is also this share of the shorter side. */
const PREFIX = 40;
const PREFIX_SHARE = 1 / 4;

/** Pairs whose two sides begin alike, where that is more than every fourth. */
export function prefixSentence(pairs: readonly Sides[]): string[] {
  const found = pairs.flatMap(({ positive, negative }) => {
    const shorter = Math.min(positive.length, negative.length);
    let same = 0;
    while (same < shorter && positive[same] === negative[same]) same++;
    return same >= PREFIX && same >= PREFIX_SHARE * shorter ? [same] : [];
  });
  return found.length > pairs.length / 4
    ? [
        t`In ${found.length} of ${pairs.length} pairs both sides begin with the same ${Math.min(...found)} characters or more. Where all tokens of a text are averaged, what they share makes the difference smaller; where a text is cut off, both may be the same.`,
      ]
    : [];
}

/** Characters below which a text hardly tells a situation. */
const SHORT = 20;

/** Texts that are shorter than 20 characters: one sentence, or none. */
export function shortSentence(texts: readonly { readonly name: string; readonly text: string }[]): string[] {
  const found = texts.filter(({ text }) => characters(text) < SHORT);
  if (found.length === 0) return [];
  const names = [...new Set(found.map(({ name }) => name))];
  return [
    t`${found.length === 1 ? t`A text is` : t`${found.length} texts (${percent(found.length / texts.length)}) are`} shorter than ${SHORT} characters: ${some(names)}. So little text hardly shows a concept.`,
  ];
}
