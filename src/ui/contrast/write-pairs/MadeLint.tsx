/** What should be known of the pairs that were not left, as of any texts. */
import { useMemo } from 'react';
import type { Draft } from '../../../experiment/draft/draft';
import { SIDES } from '../../../experiment/write-pairs/instructions';
import type { MadePair } from '../../../experiment/write-pairs/made';
import { hasPreface } from '../../../experiment/write-pairs/preface';
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
  const prefaced = useMemo(() => prefaceSentence(settled), [settled]);
  return <TextsLint question={question} also={prefaced} heading={t`What to know before you take them:`} testId="made-lint" />;
}

/** Pairs that are named. */
const NAMED = 5;

/** Of texts that begin with words to the person: one sentence, or none. */
function prefaceSentence(made: readonly MadePair[]): string[] {
  const found = made.flatMap(({ state, now }, i) =>
    state !== 'rejected' && SIDES.some((side) => hasPreface(now[side])) ? [t`written pair ${i + 1}`] : [],
  );
  if (found.length === 0) return [];
  const more = found.length > NAMED ? t`, and ${found.length - NAMED} more` : '';
  return [
    t`Words to you (“Sure! Here is …”) seem to begin a text of ${found.slice(0, NAMED).join(', ')}${more}. A direction may be about such words: take them out.`,
  ];
}
