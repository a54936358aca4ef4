/** What the import screen calls things. */
import type { SplitWay } from '../../../formats/import/choice';
import type { Role, Use } from '../../../formats/import/layouts';

export const USE: Readonly<Record<Use, string>> = {
  pairs: 'pairs',
  rated: 'texts that people rated',
  classes: 'texts of two classes',
  items: 'items to choose in',
};

export const ROLE: Readonly<Record<Role, string>> = {
  positive: 'positive side',
  negative: 'negative side',
  text: 'text',
  label: 'label (1 or 0)',
  score: 'score (0, 1 or 2)',
  prompt: 'prompt',
  group: 'situation or group',
  title: 'its name in words',
  split: 'train or test',
  id: 'name of the row',
  source: 'source',
  licence: 'licence',
};

const MORE: readonly Role[] = ['group', 'title', 'id', 'source', 'licence'];
/** The roles that a use has, in the order in which they are asked. */
export const ROLES_OF: Readonly<Record<Use, readonly Role[]>> = {
  pairs: ['positive', 'negative', 'prompt', 'split', ...MORE],
  items: ['positive', 'negative', 'prompt', 'source', 'licence'],
  rated: ['text', 'score', ...MORE],
  classes: ['text', 'label', ...MORE],
};

export const SPLIT: Readonly<Record<SplitWay, string>> = {
  given: 'as the file says',
  group: 'whole situations are held out',
  hash: 'single pairs are held out',
};
