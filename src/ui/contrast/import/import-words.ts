/** What the import screen calls things. */
import type { PromptWay, SplitWay } from '../../../formats/import/choice';
import type { Role, Use } from '../../../formats/import/layouts';
import { t } from '../../../language/t';

export const USE: Readonly<Record<Use, string>> = {
  pairs: 'pairs',
  rated: t`texts that people rated`,
  classes: t`texts of two classes`,
  items: t`items to choose in`,
};

const ROLE: Readonly<Record<Role, string>> = {
  positive: t`positive side`,
  negative: t`negative side`,
  text: t`text`,
  label: t`label (1 or 0)`,
  score: t`score (0, 1 or 2)`,
  prompt: t`prompt`,
  group: t`situation or group`,
  title: t`its name in words`,
  split: t`train or test`,
  id: t`name of the row`,
  source: t`source`,
  licence: t`licence`,
};

const ITEM_ROLE: Readonly<Partial<Record<Role, string>>> = {
  prompt: t`question`,
  positive: t`matching answer`,
  negative: t`other answer`,
};

/** What a column is called under a use. */
export const roleName = (use: Use, role: Role): string => (use === 'items' ? ITEM_ROLE[role] : undefined) ?? ROLE[role];

const MORE: readonly Role[] = ['group', 'title', 'id', 'source', 'licence'];
/** The roles that a use has, in the order in which they are asked. */
export const ROLES_OF: Readonly<Record<Use, readonly Role[]>> = {
  pairs: ['positive', 'negative', 'prompt', 'split', ...MORE],
  items: ['prompt', 'positive', 'negative', 'source', 'licence'],
  rated: ['text', 'score', 'prompt', ...MORE],
  classes: ['text', 'label', 'prompt', 'split', ...MORE],
};

/** What can become of the prompt: its name, and what it means. */
export const PROMPT: readonly (readonly [way: PromptWay, name: string, title: string])[] = [
  ['apart', t`kept apart, the texts answer it`, t`In the model’s chat template, and only the answer’s tokens are pooled`],
  ['before', t`put before each text`, t`Prompt and answer become one text`],
  ['out', t`left out`, t`The answers are read by themselves`],
];

export const SPLIT: Readonly<Record<SplitWay, string>> = {
  given: t`as the file says`,
  group: t`whole situations are held out`,
  hash: t`single pairs are held out`,
};
/** The same of texts without partners. */
export const CLASS_SPLIT: typeof SPLIT = { ...SPLIT, hash: t`single texts of each label are held out` };
