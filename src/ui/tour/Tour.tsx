/**
 * The tour: one stop after the other, each at its place on the page. A modal dialog at the foot of the window, so that Escape leaves it and
 * the keyboard stays in it; the place it speaks of is marked and in view above it.
 */
import './tour.css';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { stayAt } from '../parts/stay-at';
import { STOPS, type Stop } from './stops';
import { t } from '../../language/t';

const MARK = 'tour-here';

/** null where the section has not come yet. */
const elementOf = ({ section, part }: Stop): HTMLElement | null =>
  document.querySelector<HTMLElement>(part ? `#${section} .${part}` : `#${section}`);

/** The place after a key; the same where the key means nothing here. */
export function afterKey(at: number, key: string): number {
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: STOPS.length - 1 }[key] ?? at;
  return Math.max(0, Math.min(STOPS.length - 1, to));
}

export function Tour({ onEnd }: { readonly onEnd: () => void }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const [at, go] = useState(0);
  const stop = STOPS[at]!;
  const isLast = at === STOPS.length - 1;

  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    next.current?.focus({ preventScroll: true });
    return () => shown?.close();
  }, []);
  useEffect(() => {
    // Another text is read from its beginning, however small the window is.
    dialog.current?.scrollTo(0, 0);
    let place: HTMLElement | null = null;
    const watching = new MutationObserver(() => find());
    const find = (): void => {
      place = elementOf(STOPS[at]!);
      if (!place) return;
      watching.disconnect();
      place.classList.add(MARK);
      stayAt(place, matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth');
    };
    // A section that has not come yet is gone to once it has.
    watching.observe(document.body, { childList: true, subtree: true });
    find();
    return () => {
      watching.disconnect();
      place?.classList.remove(MARK);
    };
  }, [at]);

  const press = (event: KeyboardEvent): void => {
    const to = afterKey(at, event.key);
    if (to === at) return;
    event.preventDefault();
    go(to);
  };
  const back = (): void => {
    go(at - 1);
    // At the first stop the button is shut, and would take the focus with it.
    if (at === 1) next.current?.focus({ preventScroll: true });
  };
  return (
    // The keys are those of the whole dialog; its buttons do the same.
    <dialog
      ref={dialog}
      className="tour"
      data-testid="tour"
      data-stop={at}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onKeyDown={press}
      onClose={onEnd}
    >
      <div aria-live="polite" aria-atomic="true">
        <p className="quiet-line numbers">{t`Tour, stop ${at + 1} of ${STOPS.length}`}</p>
        <h2 id={`${id}-title`}>{stop.title}</h2>
        <p id={`${id}-text`}>{stop.text}</p>
      </div>
      <p className="actions">
        <button type="button" disabled={at === 0} onClick={back}>{t`Back`}</button>
        <button ref={next} type="button" className="primary" onClick={() => (isLast ? dialog.current?.close() : go(at + 1))}>
          {isLast ? t`Done` : t`Next`}
        </button>
        {!isLast && <button type="button" className="quiet" onClick={() => dialog.current?.close()}>{t`End the tour`}</button>}
      </p>
    </dialog>
  );
}
