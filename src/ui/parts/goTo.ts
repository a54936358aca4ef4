import { flushSync } from 'react-dom';
import { FOLDS, isFold, type Place } from '../folds';
import { reveal } from '../lesson/on-show';
import { unfold } from './folded';
import { stayAt } from './stay-at';

/** Where someone wanted to go before the sections had come. */
let awaited: Place | null = null;

/**
 * Moves a section or a fold into view, and its title under the screen reader's cursor; a fold is opened first. Not a #link: the hash holds
 * the settings. A fold that is not there now (nothing to show in it yet) is looked for in its section. A section that
 * has not come yet is gone to when it does (`goWhereAwaited`).
 */
export function goTo(place: Place): void {
  flushSync(() => reveal(isFold(place) ? FOLDS[place].section : place));
  if (!isFold(place)) {
    const title = document.getElementById(`${place}-title`);
    awaited = title ? null : place;
    return reach(title);
  }
  // What lies around the fold is drawn at once: only then is the fold there to be led to.
  flushSync(() => unfold(place));
  const summary = document.querySelector<HTMLElement>(`#fold-${place} > summary`);
  if (summary) return reach(summary);
  goTo(FOLDS[place].section);
  // The fold comes with its section.
  if (awaited !== null) awaited = place;
}

/** To be called when the sections have come. */
export function goWhereAwaited(): void {
  const place = awaited;
  awaited = null;
  if (place !== null) goTo(place);
}

function reach(title: HTMLElement | null): void {
  if (!title) return;
  if (title.tabIndex < 0) title.tabIndex = -1;
  title.focus({ preventScroll: true });
  stayAt(title, matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth');
}
