/** Writes the page's address at a pace that browsers bear: Safari throws after 100 writes in 30 seconds. */

/** The least time between two writes, in milliseconds: at most 75 in 30 s. */
const PACE = 400;

/**
 * Gives a function that asks for a write: at once where the last is long enough ago, else when that is so. `flush` writes what is still
 * waiting.
 */
export function braked(write: () => void): { ask(): void; flush(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting = false;
  const run = (): void => {
    waiting = false;
    timer = setTimeout(() => {
      timer = null;
      if (waiting) run();
    }, PACE);
    try {
      write();
    } catch (error) {
      // The browser has had enough of addresses. What the person did is done; the next write carries it.
      console.warn('The address could not be written:', error);
    }
  };
  return {
    ask() {
      if (timer === null) run();
      else waiting = true;
    },
    flush() {
      if (waiting) run();
    },
  };
}
