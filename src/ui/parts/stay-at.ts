/** Some seconds: what is fetched when somebody comes near has come by then, or says so. */
const WATCHED_MS = 5000;
/** What a person does to go elsewhere, or to do something here. */
const MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

let leave = (): void => undefined;

/**
 * Scrolls an element into view and keeps it there while the page above it grows: a section that is passed on the way fetches its figures.
 * Whoever moves meanwhile is left alone.
 */
export function stayAt(element: HTMLElement, behavior: ScrollBehavior): void {
  leave();
  const go = (): void => element.scrollIntoView({ behavior });
  const grows = new ResizeObserver(go);
  const done = new AbortController();
  const timer = setTimeout(() => leave(), WATCHED_MS);
  leave = () => {
    grows.disconnect();
    done.abort();
    clearTimeout(timer);
  };
  for (const move of MOVES) addEventListener(move, leave, { signal: done.signal, passive: true, capture: true });
  // Told once as it begins: that is the way there.
  grows.observe(document.body);
}
