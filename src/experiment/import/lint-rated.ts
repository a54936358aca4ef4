/** Rated texts that found the direction: what they were rated tells nothing new of it. Pure. */
import type { ScenarioSet } from '../../formats/scenario-set';
import { keyOf, some, type Named } from './named';
import { t } from '../../language/t';

/** The texts on which a set finds its direction, named by the pair, or the text without a partner, that they are of. */
export function trainingTexts({ pairs, texts = [] }: Pick<ScenarioSet, 'pairs' | 'texts'>): Named[] {
  return [
    ...pairs.flatMap(({ id, split, positive, negative, prompt }) =>
      split === 'train' ? [positive, negative].map((text): Named => ({ name: t`pair ${id}`, text, prompt })) : [],
    ),
    ...texts.flatMap(({ id, split, text, prompt }) => (split === 'train' ? [{ name: t`text ${id}`, text, prompt }] : [])),
  ];
}

/** A sentence that names the rated texts which are training texts word for word, or none. */
export function ratedInTraining(rated: readonly Named[], training: readonly Named[]): string[] {
  const known = new Map(training.map((one) => [keyOf(one), one.name]));
  const found = rated.flatMap((one) => {
    const there = known.get(keyOf(one));
    return there === undefined ? [] : [t`${one.name} (in ${there})`];
  });
  return found.length > 0
    ? [
        t`A rated text is one of the training texts: ${some(found)}. The direction was found on it, so that its score says nothing of new texts.`,
      ]
    : [];
}
