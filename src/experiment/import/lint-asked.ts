/** What should be known of all texts of a set that is being written: its pairs, rated texts, prompts and choices. Pure. */
import { count } from '../../count';
import type { ChoiceOfSet } from '../../formats/choice-item';
import { words } from '../../lab/words';
import { choiceWarnings } from '../choice-warnings';
import { lintPairs, lintRated, type LintOf, type LintPair } from './lint';
import { ratedInTraining } from './lint-rated';
import { ownStems } from './lint-words';
import { again, some, type Named } from './named';
import { t } from '../../language/t';

/** Absent: there are none. */
export interface LintAsked {
  readonly pairs: readonly LintPair[];
  readonly of: LintOf;
  readonly rated?: readonly (Named & { readonly score: number })[];
  readonly prompts?: readonly Named[];
  /** Their ids are how the person finds them: "choice 3". */
  readonly items?: readonly Pick<ChoiceOfSet, 'id' | 'prompt' | 'options' | 'order'>[];
}

/** A sentence for each finding: of pairs, then of rated texts, of prompts and of choices; [] where there is none. */
export const lintAll = ({ pairs, of, rated = [], prompts = [], items = [] }: LintAsked): string[] => [
  ...lintPairs(pairs, of),
  ...lintRated(rated),
  ...unasked(pairs, rated),
  ...ratedInTraining(rated, trainingOf(pairs)),
  ...lintPrompts(prompts, of.concept),
  ...choiceWarnings(items),
];

/** The texts of its training pairs, by the pair. */
const trainingOf = (pairs: readonly LintPair[]): Named[] =>
  pairs.flatMap(({ name, split, positive, negative, prompt }) =>
    split === 'train' ? [positive, negative].map((text) => ({ name, text, prompt })) : [],
  );

/** Texts that are read alone where others of the set, pairs or rated, are read behind a prompt: what tells them apart may be that. */
function unasked(pairs: readonly LintPair[], rated: readonly Named[]): string[] {
  const all = [...pairs, ...rated];
  const without = all.filter(({ prompt = '' }) => prompt.trim() === '');
  return without.length > 0 && without.length < all.length
    ? [
        t`There is no prompt in ${without.length} of ${count(all.length, 'row')}: ${some(without.map(({ name }) => name))}. Their texts are read alone, those of the others behind a prompt.`,
      ]
    : [];
}

/** Prompts that stand twice, and those that name what is to be seen in the answers. */
function lintPrompts(prompts: readonly Named[], concept: LintOf['concept']): string[] {
  const twice = again(prompts);
  const stems = ownStems(concept);
  const naming = prompts.filter(({ text }) => words(text).some((word) => stems.some((stem) => word.startsWith(stem))));
  return [
    ...(twice.length > 0 ? [t`A prompt stands twice: ${some(twice)}. Its answers count double and tell nothing more.`] : []),
    ...(naming.length > 0
      ? [
          t`A prompt names the concept or a side of it: ${some(naming.map(({ name }) => name))}. An answer may take up the word, pushed or not: tell the situation without it.`,
        ]
      : []),
  ];
}
