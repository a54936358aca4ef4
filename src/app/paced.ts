/** Work that is wanted again and again, done one at a time and not more often than so many milliseconds. */

/** Asks for the work; one that comes too early, or while it is being done, is left out. What fails in `work` is left to a later one. */
export function paced(work: () => Promise<void>, milliseconds: number, elapsed: () => number): () => void {
  let busy = false;
  let last = -Infinity;
  return () => {
    if (busy || elapsed() - last <= milliseconds) return;
    busy = true;
    const settle = (): void => {
      busy = false;
      last = elapsed();
    };
    work().then(settle, settle);
  };
}
