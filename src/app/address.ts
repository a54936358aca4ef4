/** Writes the page's address at a pace that browsers bear: Safari throws after 100 writes in 30 seconds. */
import type { Ports } from './ports';

/** The least time between two writes, in milliseconds: at most 75 in 30 s. */
const PACE = 400;

/**
 * Gives a function that asks for a write: at once where the last is long enough ago, else when that is so. `flush` writes what is still
 * waiting. `whole` does work of several parts: what asks for a write meanwhile gets it after the last.
 */
export function braked(
  write: () => void,
  after: Ports['clock']['after'],
): { ask(): void; flush(): void; whole(work: () => Promise<void>): Promise<void> } {
  let resting = false;
  let waiting = false;
  /** Of work that is under way; a write that was asked for meanwhile. */
  let held = 0;
  let missed = false;
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
    if (held > 0) missed = true;
    else if (resting) waiting = true;
    else run();
  };
  return {
    ask,
    async whole(work) {
      held++;
      try {
        await work();
      } finally {
        held--;
        if (held === 0 && missed) {
          missed = false;
          ask();
        }
      }
    },
    flush() {
      if (waiting) run();
    },
  };
}
