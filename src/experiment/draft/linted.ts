/** The texts of a draft as the lint takes them: rows that are whole, by the numbers that a person counts. Pure. */
import type { LintAsked } from '../import/lint-asked';
import { splitsIn, type Draft } from './draft';
import { t } from '../../language/t';

const isBlank = (text: string): boolean => text.trim() === '';

export function lintedIn(draft: Draft): LintAsked {
  const splits = splitsIn(draft);
  const { concept } = draft;
  return {
    of: { concept, prompt: 'apart' },
    pairs: draft.pairs.flatMap(({ positive, negative, prompt = '' }, i) =>
      isBlank(positive) || isBlank(negative)
        ? []
        : [{ name: t`pair ${i + 1}`, split: splits[i]!, positive: positive.trim(), negative: negative.trim(), prompt: prompt.trim() }],
    ),
    rated: draft.scored.flatMap(({ text, score, prompt = '' }, i) =>
      isBlank(text) || score === null ? [] : [{ name: t`rated text ${i + 1}`, text: text.trim(), score, prompt: prompt.trim() }],
    ),
    prompts: draft.prompts.flatMap(({ text }, i) => (isBlank(text) ? [] : [{ name: t`prompt ${i + 1}`, text: text.trim() }])),
    items: draft.items.flatMap(({ prompt, options, order }, i) => {
      const isWhole = !isBlank(prompt) && options.every(({ text }) => !isBlank(text));
      const hasBoth = (['positive', 'negative'] as const).every((side) => options.some((one) => one.side === side));
      return isWhole && hasBoth ? [{ id: t`choice ${i + 1}`, prompt, options: [...options], order }] : [];
    }),
  };
}
