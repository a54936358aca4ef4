/**
 * Keeps the keyboard's place: where the control that has the focus goes away (Run becomes Stop, Load becomes Cancel), what has taken its
 * place gets it. Spread the result on the element around both. `data-successor` marks what to go to where that is not the first button.
 */
import { useLayoutEffect, useRef, type FocusEvent } from 'react';

const CANDIDATES = '[data-successor], button:not(:disabled)';

export function useKeptFocus<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  const last = useRef<EventTarget | null>(null);
  // After every drawing of the owner: it is the drawing that takes the control away.
  useLayoutEffect(() => {
    const gone = last.current instanceof HTMLElement && (!last.current.isConnected || last.current.matches(':disabled'));
    if (!gone || (document.activeElement !== document.body && document.activeElement !== last.current)) return;
    const next = ref.current?.querySelector<HTMLElement>('[data-successor]') ?? ref.current?.querySelector<HTMLElement>(CANDIDATES);
    if (!next) return; // Still disabled: the next drawing may have one.
    last.current = null;
    next.focus({ preventScroll: true });
  });
  return {
    ref,
    onFocus: (event: FocusEvent) => void (last.current = event.target),
    // A control that is taken away may lose the focus by an event, too; one that is left for another place stays in the page.
    onBlur: ({ target }: FocusEvent) =>
      void setTimeout(
        () =>
          last.current === target &&
          (target as HTMLElement).isConnected &&
          !(target as HTMLElement).matches(':disabled') &&
          document.activeElement !== target &&
          (last.current = null),
      ),
  };
}
