/** Strengths as a person writes them: what can be taken is taken at once, and what cannot stays in the field until it is mended. */
import { useState } from 'react';
import { LIMITS } from '../../experiment/view';
import { parseStrengths, strengthsText, type Strengths } from './strengths';

interface Draft {
  readonly text: string;
  /** What was chosen when it was written. */
  readonly beside: readonly number[] | null;
}

const isSame = (a: readonly number[] | null, b: readonly number[] | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The text of the field: what was written, as long as it says what is chosen or says nothing that can be taken; else what is chosen. */
export function fieldText(draft: Draft | null, chosen: readonly number[] | null, usual: readonly number[]): string {
  if (draft) {
    const { alphas } = parseStrengths(draft.text, LIMITS.alpha.max);
    if (isSame(alphas ?? draft.beside, chosen)) return draft.text;
  }
  return strengthsText(chosen ?? usual);
}

/** `chosen`: strengths of the view, null for the `usual` ones. */
export function useStrengths(
  chosen: readonly number[] | null,
  usual: readonly number[],
  choose: (alphas: readonly number[]) => void,
): { readonly text: string; readonly parsed: Strengths; readonly write: (text: string) => void } {
  const [draft, setDraft] = useState<Draft | null>(null);
  const text = fieldText(draft, chosen, usual);
  return {
    text,
    parsed: parseStrengths(text, LIMITS.alpha.max),
    write(next) {
      setDraft({ text: next, beside: chosen });
      const { alphas } = parseStrengths(next, LIMITS.alpha.max);
      if (alphas) choose(alphas);
    },
  };
}
