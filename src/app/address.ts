/** Writes the page's address at a pace that browsers bear: Safari throws after 100 writes in 30 seconds. */
import type { Ports } from './ports';

/** The least time between two writes, in milliseconds: at most 75 in 30 s. */
const PACE = 400;

/**
 * Gives a function that asks for a write: at once where the last is long enough ago, else when that is so. `flush` writes what is still
 * waiting. `atOnce` does work of several parts: what asks for a write meanwhile gets it after the last of them.
 */
export function braked(write: () => void, after: Ports['clock']['after']): { ask(): void; flush(): void; atOnce(work: () => void): void } {
  let resting = false;
  let waiting = false;
  /** Asked for in the middle of `atOnce`; null outside of it. */
  let asked: boolean | null = null;
  const run = (): void => {
    waiting = false;
    resting = true;
    after(PACE, () => {
      resting = false;
      if (waiting) run();
    });
    try {
      write();
    } catch (error) {
      // The browser has had enough of addresses. What the person did is done; the next write carries it.
      console.warn('The address could not be written:', error);
    }
  };
  const ask = (): void => {
    if (asked !== null) asked = true;
    else if (resting) waiting = true;
    else run();
  };
  return {
    ask,
    atOnce(work) {
      asked = false;
      try {
        work();
      } finally {
        const wanted = asked;
        asked = null;
        if (wanted) ask();
      }
    },
    flush() {
      if (waiting) run();
    },
  };
}
