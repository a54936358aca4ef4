import type { SectionId } from '../sections';

/** Moves a section into view and its title under the screen reader's cursor. Not a #link: the hash holds the settings. */
export function goTo(id: SectionId): void {
  const title = document.getElementById(`${id}-title`);
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  title.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}
