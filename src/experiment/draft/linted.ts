/** The pairs of a draft as the lint takes them: those with words on both sides. Pure. */
import type { LintOf, LintPair } from '../import/lint';
import { splitsIn, type Draft } from './draft';
import { t } from '../../language/t';

export function lintedIn(draft: Draft): { readonly pairs: readonly LintPair[]; readonly of: LintOf } {
  const splits = splitsIn(draft);
  const pairs = draft.pairs.flatMap(({ positive, negative }, i) =>
    positive.trim() === '' || negative.trim() === ''
      ? []
      : [{ name: t`pair ${i + 1}`, split: splits[i]!, positive: positive.trim(), negative: negative.trim(), prompt: '' }],
  );
  return { pairs, of: { concept: draft.concept, withPrompt: false } };
}
