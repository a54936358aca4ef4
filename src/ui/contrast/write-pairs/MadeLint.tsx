/** What should be known of the pairs that were not left, as of any texts. */
import { useMemo } from 'react';
import { lintTexts } from '../../../app/actions';
import type { Draft } from '../../../experiment/draft/draft';
import type { MadePair } from '../../../experiment/write-pairs/made';
import { useAsked } from '../../parts/useAsked';
import { useSettled } from '../../parts/useSettled';
import { t } from '../../../language/t';

/** Milliseconds without a letter before the texts are looked at. */
const PAUSE = 500;

export function MadeLint({ made, draft: { concept } }: { readonly made: readonly MadePair[]; readonly draft: Draft }) {
  const settled = useSettled(made, PAUSE);
  const question = useMemo(() => {
    const pairs = settled.flatMap(({ state, now }, i) =>
      state === 'rejected' ? [] : [{ name: t`written pair ${i + 1}`, split: 'train' as const, ...now, prompt: '' }],
    );
    return { pairs, of: { concept, withPrompt: false } };
  }, [settled, concept]);
  const asked = useAsked(question, lintTexts);
  if (asked === null) return null;
  if ('failure' in asked) return <p role="alert">{t`What should be known of these texts could not be looked up: ${asked.failure}`}</p>;
  if (asked.answer.length === 0) return null;
  return (
    <div data-testid="made-lint">
      <p>{t`What to know before you take them:`}</p>
      <ul className="note">
        {asked.answer.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </div>
  );
}
