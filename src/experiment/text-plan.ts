/** The order in which a run reads a scenario set: test texts spread among training texts so that charts come alive early. */
import { hasPrompts, type ScenarioSet } from '../formats/scenario-set';
import { contrastOf, isPaired, partsOf, type Contrast, type Item } from '../lab/contrast';
import { inARow } from '../lab/direction';
import { indices, type TextIndex } from '../lab/indices';
import { passage, passagesOf } from '../lab/passage';
import type { Passage } from '../protocol';

type Split = { readonly split: 'train' | 'test' };

export interface TextPlan {
  /** All texts: positive and negative of pair i at 2i and 2i+1, or the texts without partners; then the scored ones. */
  texts: Passage[];
  /** The order of reading, as indices into `texts`. */
  order: TextIndex[];
  /** Text indices of each pair, or of each text without a partner, in the set's order. */
  contrast: Contrast<TextIndex, Split>;
  /** Text indices of the scored texts, in the set's order. */
  scored: TextIndex[];
}

export function planTexts(set: Pick<ScenarioSet, 'pairs' | 'texts' | 'scored'>): TextPlan {
  const known = contrastOf(set);
  const prompted = hasPrompts(set);
  const own = passagesOf(known, prompted);
  const texts = [...own, ...set.scored.map(({ text, prompt }) => passage(text, prompted, prompt))];
  const bare: Contrast<string, Split> = isPaired(known)
    ? known.map(({ positive, negative, split }) => ({ positive, negative, split }))
    : { texts: known.texts.map(({ text, label, split }) => ({ text, label, split })) };
  const contrast = inARow(bare);
  const scored = indices<TextIndex>(texts.length).slice(own.length);
  const items: readonly Item<TextIndex, Split>[] = isPaired(contrast) ? contrast : contrast.texts;
  // Each at its share of its own kind: 30 train and 10 test pairs come as train, test, train, train, train, test, …
  const place = new Map<Item<TextIndex, Split>, number>();
  for (const split of ['train', 'test'] as const)
    for (const label of [null, 'positive', 'negative'] as const) {
      const kind = items.filter((item) => item.split === split && ('label' in item ? item.label : null) === label);
      kind.forEach((item, i) => place.set(item, (i + 0.5) / kind.length));
    }
  const order = items.toSorted((a, b) => place.get(a)! - place.get(b)!).flatMap((item) => partsOf(item));
  return { texts, order: [...order, ...scored], contrast, scored };
}
