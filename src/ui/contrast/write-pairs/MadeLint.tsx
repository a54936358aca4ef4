/** What should be known of the pairs that were not left, as of any texts. */
import { useMemo } from 'react';
import type { Draft } from '../../../experiment/draft/draft';
import type { MadePair } from '../../../experiment/write-pairs/made';
import { useSettled } from '../../parts/useSettled';
import { LINT_PAUSE, TextsLint } from '../TextsLint';
import { t } from '../../../language/t';

export function MadeLint({ made, draft: { concept } }: { readonly made: readonly MadePair[]; readonly draft: Draft }) {
  const settled = useSettled(made, LINT_PAUSE);
  const question = useMemo(() => {
    const pairs = settled.flatMap(({ state, now }, i) =>
      state === 'rejected' ? [] : [{ name: t`written pair ${i + 1}`, split: 'train' as const, ...now, prompt: '' }],
    );
    return { pairs, of: { concept, prompt: 'out' as const } };
  }, [settled, concept]);
  return <TextsLint question={question} heading={t`What to know before you take them:`} testId="made-lint" />;
}
