/** What the test texts of a set are to its training texts, in the words of the lead above the figures. Pure. */
import type { ScenarioSet } from '../../formats/scenario-set';
import { contrastOf, itemsOf } from '../../lab/contrast';
import { t } from '../../language/t';

/**
 * "unseen answers to the same situations", where every test pair is of a situation that a training pair is of, too; other words where none
 * is, or some are not. Of a set with one situation or without test pairs, and of none: "unseen answers".
 */
export function unseen(set: Pick<ScenarioSet, 'pairs' | 'texts'> | null): string {
  const situationsOf = (split: 'train' | 'test') =>
    new Set((set ? itemsOf(contrastOf(set)) : []).flatMap((item) => (item.split === split ? [item.scenario] : [])));
  const lone = (set?.texts?.length ?? 0) > 0;
  const [trained, tested] = [situationsOf('train'), situationsOf('test')];
  if (tested.size === 0 || new Set([...trained, ...tested]).size === 1) return lone ? t`unseen texts` : t`unseen answers`;
  const strange = [...tested].filter((situation) => !trained.has(situation)).length;
  if (lone)
    return strange === 0
      ? t`unseen texts of the same situations`
      : strange === tested.size
        ? t`texts of other situations than those trained on`
        : t`unseen texts of the same and of other situations`;
  if (strange === 0) return t`unseen answers to the same situations`;
  return strange === tested.size
    ? t`answers to other situations than those trained on`
    : t`unseen answers to the same and to other situations`;
}
