/** Which scenario sets come with the page. */
import { t } from '../language/t';

/** The first is the default. Each is `public/scenarios/{id}.json`, and has this name. */
export const SHIPPED_SETS = [
  {
    id: 'empathy',
    name: 'Empathy in action',
    label: t`freely worded`,
    title: t`Answers as they come: words alone tell the two kinds apart, too`,
  },
  {
    id: 'empathy-matched',
    name: 'Empathy in action, words matched',
    label: t`words matched`,
    title: t`The control: nearly the same words on both sides, so that only what is done with them differs`,
  },
  {
    id: 'decisions',
    name: 'Decisions: helping or the task',
    label: t`decisions`,
    title: t`The same situations as short first-person choices: helping, or the task`,
  },
  {
    id: 'honesty',
    name: 'Honesty, words matched',
    label: t`honesty`,
    title: t`Another concept, words matched: telling the truth, or shading it`,
  },
  {
    id: 'fairness',
    name: 'Fairness, words matched',
    label: t`fairness`,
    title: t`Another concept, words matched: one measure for all, or a favour`,
  },
  {
    id: 'beneficence',
    name: 'Beneficence, words matched',
    label: t`beneficence`,
    title: t`Another concept, words matched: doing good unasked, or minding the task`,
  },
] as const;
export type ShippedSet = (typeof SHIPPED_SETS)[number]['id'];

/** The shipped set that a set is by id and name, whatever its version; undefined for one of a person's own that began as a copy. */
export const shippedOf = ({ id, name }: { readonly id: string; readonly name: string }): ShippedSet | undefined =>
  SHIPPED_SETS.find((one) => one.id === id && one.name === name)?.id;
export const isShipped = (set: { readonly id: string; readonly name: string }): boolean => shippedOf(set) !== undefined;

/** What a reader should know before a text of a situation is on show, by the situation's id; said beside its name. */
const CONTENT_NOTES: Readonly<Record<string, string>> = { 'the-listener': t`a person speaks of suicide` };

/** What should be known before a text of this situation is read; null where nothing is. */
export const contentNoteOf = (scenario: string): string | null =>
  Object.hasOwn(CONTENT_NOTES, scenario) ? CONTENT_NOTES[scenario]! : null;

/** "The Listener (a person speaks of suicide)". */
export const namedWithNote = ({ id, title }: { readonly id: string; readonly title: string }): string =>
  contentNoteOf(id) === null ? title : `${title} (${contentNoteOf(id)})`;
