/** What "Delete all" would delete, in words. */
import type { KeptSession } from '../../app/kept-session';
import { brief, count } from '../parts/format';
import { t } from '../../language/t';

/** Letters of a name. */
const LONGEST = 100;

/** What is kept for the next visit, each in a phrase: "the experiment (Empathy in action, tiny)". */
export const alsoKept = ({ experiment, earlier, set, items, lessons, begun, draft, prompt, message }: KeptSession): string[] => [
  ...(experiment === null ? [] : [t`the experiment (${brief(experiment, LONGEST)})`]),
  ...(earlier === null ? [] : [t`the experiment before it (${brief(earlier, LONGEST)})`]),
  ...(set === null ? [] : [t`your scenario set (${brief(set, LONGEST)})`]),
  ...(items === null ? [] : [t`your A/B items (${brief(items, LONGEST)})`]),
  ...(lessons === 0 ? [] : [t`${count(lessons, 'lesson')} of your own`]),
  ...(begun === 0 ? [] : [t`what you guessed and did in ${count(begun, 'lesson')}`]),
  ...(draft ? [t`the set that you are writing`] : []),
  ...(prompt ? [t`the words of your prompt`] : []),
  ...(message ? [t`the words of your chat that are not sent`] : []),
];

/** What lies on the disk beside the list of models and runs; '' where that list says it all. */
export function keptLine(listed: number, kept: KeptSession): string {
  if (kept.refused !== null) return t`This browser keeps no experiment, set or words of yours here: ${kept.refused}`;
  const also = alsoKept(kept);
  if (also.length > 0)
    return `${listed === 0 ? t`No models and no runs are stored. Kept for the next visit` : t`Also kept`}: ${also.join(', ')}.`;
  return listed === 0 && kept.olderSets.length + kept.older.length + kept.damaged.length === 0 ? t`Nothing is stored yet.` : '';
}

/** Everything that lies on the disk, each in a phrase. */
export const all = (listed: number, kept: KeptSession): string[] => [
  ...(listed > 0 ? [t`all models and runs`] : []),
  ...alsoKept(kept),
  ...kept.olderSets.map(({ name }) => t`an earlier set of yours (${brief(name, LONGEST)})`),
  ...kept.older.map(({ name = t`of before` }) => t`an earlier experiment (${brief(name, LONGEST)})`),
  ...kept.damaged.map(({ name = t`of before` }) => t`a damaged experiment (${brief(name, LONGEST)})`),
];

/** Asked before everything is deleted. */
export const deleteQuestion = (listed: number, kept: KeptSession): string =>
  t`Delete from this disk: ${[...all(listed, kept)].join(', ')}?`;
