/**
 * What should be known of texts before a direction is made of them: a sentence for each thing that could be learnt instead of the concept,
 * and for each that would flatter a figure. They warn; they refuse nothing.
 */
import { count } from '../../count';
import type { PromptWay } from '../../formats/import/choice';
import { answerAlone } from '../../formats/import/rows';
import { words } from '../../lab/words';
import { repeatedLone, type NamedText } from '../lone-warnings';
import { repeatedTexts } from '../warnings';
import { closeTexts, type Told } from './lint-close';
import { lengthSentences, prefixSentence, sameAnswerSentence, sameSideSentences, shortSentence } from './lint-shape';
import { conceptWordSentences, tellingWord } from './lint-words';
import { again, some, type Named } from './named';
import { t } from '../../language/t';

/** A pair as it will be read. `name`: how the person finds it in the file. */
export interface LintPair {
  readonly name: string;
  readonly split: 'train' | 'test';
  readonly positive: string;
  readonly negative: string;
  /** '' where the file has none. */
  readonly prompt: string;
}

export interface LintOf {
  readonly concept: { readonly name: string; readonly positive: string; readonly negative: string };
  /** Where it stands before both sides as one text with each, that they begin alike is meant; where it is apart, they answer it. */
  readonly prompt: PromptWay;
}

/** With fewer pairs a direction is more of those texts than of the concept. */
const FEW = 8;

/** One sentence for each finding, the gravest kinds first; [] where there is none. */
export function lintPairs(pairs: readonly LintPair[], { concept, prompt }: LintOf): string[] {
  if (pairs.length === 0) return [];
  const told = pairs.flatMap(({ name, split, positive, negative }) =>
    [positive, negative].map((text): Told => ({ name, split, text, words: words(text) })),
  );
  const both = { positive: pairs.map(({ positive }) => positive), negative: pairs.map(({ negative }) => negative) };
  // The words of a question that stands before both sides are on both, and hide that those of the answers are not.
  const isAnswered = prompt === 'before' && pairs.some((pair) => pair.prompt !== '');
  const alone = (side: 'positive' | 'negative') => pairs.map((pair) => (isAnswered ? answerAlone(pair[side], pair.prompt) : pair[side]));
  const answers = { positive: alone('positive'), negative: alone('negative') };
  const wordsOf = (place: 0 | 1, side: 'positive' | 'negative') =>
    answers[side].map((answer, i) => new Set(isAnswered ? words(answer) : told[2 * i + place]!.words));
  const vocabulary = { positive: wordsOf(0, 'positive'), negative: wordsOf(1, 'negative') };
  const sameAnswer = isAnswered ? sameAnswerSentence(answers) : [];
  return [
    ...(pairs.length < FEW
      ? [
          t`There ${pairs.length === 1 ? t`is` : t`are`} ${count(pairs.length, 'pair')}. With fewer than ${FEW} a direction says more of these texts than of the concept.`,
        ]
      : []),
    ...sameAnswer,
    ...(sameAnswer.length > 0 ? [] : tellingWord(vocabulary, concept)),
    ...conceptWordSentences(vocabulary, concept),
    ...lengthSentences(both),
    ...(isAnswered ? [] : sameSideSentences(both)),
    ...repeatedTexts(pairs.map((pair) => ({ ...pair, id: pair.name, prompt: prompt === 'apart' ? pair.prompt : '' }))),
    ...closeTexts(told, true),
    ...repeatedPrompts(pairs),
    ...(prompt === 'before' ? [] : prefixSentence(pairs)),
    ...shortSentence(pairs.flatMap(({ name, positive, negative }) => [positive, negative].map((text) => ({ name, text })))),
  ];
}

/** The same of texts of two classes that have no partners. `name`: how the person finds it in the file. */
export function lintClasses(texts: readonly (Omit<NamedText, 'id'> & { readonly name: string })[], { concept, prompt }: LintOf): string[] {
  if (texts.length === 0) return [];
  const told = texts.map((one): Told & Pick<NamedText, 'label'> => ({ ...one, words: words(one.text) }));
  const of = (wanted: NamedText['label']) => told.filter(({ label }) => label === wanted);
  const [yes, no] = [of('positive'), of('negative')];
  if (yes.length === 0 || no.length === 0) return [];
  const both = { positive: yes.map(({ text }) => text), negative: no.map(({ text }) => text) };
  const vocabulary = { positive: yes.map((one) => new Set(one.words)), negative: no.map((one) => new Set(one.words)) };
  return [
    ...(Math.min(yes.length, no.length) < FEW
      ? [
          t`There ${yes.length === 1 ? t`is` : t`are`} ${count(yes.length, 'text')} of “${concept.positive}” and ${no.length} of “${concept.negative}”. With fewer than ${FEW} of a class a direction says more of these texts than of the concept.`,
        ]
      : []),
    ...tellingWord(vocabulary, concept),
    ...conceptWordSentences(vocabulary, concept),
    ...lengthSentences(both),
    ...sameSideSentences(both),
    ...repeatedLone(texts.map((one) => ({ ...one, id: one.name, prompt: prompt === 'apart' ? one.prompt : '' }))),
    ...closeTexts(told, false),
    ...repeatedPrompts(texts),
    ...shortSentence(texts),
  ];
}

/** The same of texts that people rated. */
export function lintRated(rows: readonly (Named & { readonly score: number })[]): string[] {
  const scores = new Set(rows.map(({ score }) => score));
  const twice = again(rows);
  return [
    ...(rows.length > 0 && scores.size < 2 ? [t`Every text has the score ${[...scores].join()}: nothing can go along with it.`] : []),
    ...(twice.length > 0 ? [t`A text stands twice: ${some(twice)}. It counts again and tells nothing more.`] : []),
    ...shortSentence(rows),
  ];
}

/** Prompts that several rows have: what is worse is where they stand in train and test at once. */
function repeatedPrompts(texts: readonly { readonly prompt?: string | undefined; readonly split: 'train' | 'test' }[]): string[] {
  const rows = texts.flatMap(({ prompt = '', split }) => (prompt === '' ? [] : [{ prompt, split }]));
  const splits = new Map<string, Set<string>>();
  for (const { prompt, split } of rows) splits.set(prompt, (splits.get(prompt) ?? new Set()).add(split));
  if (splits.size === rows.length) return [];
  const torn = [...splits.values()].filter((one) => one.size > 1).length;
  return [
    t`${rows.length} rows have ${splits.size} different prompts${torn > 0 ? t`, of which ${torn} stand in train and test at once` : ''}. Rows of one prompt are not independent${torn > 0 ? t`: choose the column of the prompt as the group, and split by group` : t`, and count for less than as many prompts would`}.`,
  ];
}
