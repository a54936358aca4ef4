/** What of the page a step shows, as somebody ticks it for a link: parts of the page, with the folds that the step itself opens. Pure. */
import type { LessonStep } from '../../experiment/lesson';
import { SECTIONS } from '../sections';
import { OPENING, partsAmong, type Part } from './on-show';
import { t } from '../../language/t';

/** Every part of the page that a step can show, with its title, in the order of the page. */
export const PARTS: readonly { readonly id: Part; readonly title: string }[] = [{ id: OPENING, title: t`The first screen` }, ...SECTIONS];

/** Names that show exactly these parts: null where the step of the lesson shows the same. At least one part is ticked. */
export function namesOf(ticked: ReadonlySet<Part>, { show }: Pick<LessonStep, 'show'>): readonly string[] | null {
  const usual = partsAmong(show);
  const same = usual.size === ticked.size && [...usual].every((part) => ticked.has(part));
  if (same) return null;
  const kept = show.filter((name) => [...partsAmong([name])].some((part) => ticked.has(part)));
  const more = PARTS.filter(({ id }) => ticked.has(id) && !partsAmong(kept).has(id)).map(({ id }) => id);
  return [...kept, ...more];
}
