/** A store that follows another: at once, and where another experiment takes the place of the one on the page, in a task of its own. */
import type { LabState } from '../../app/store';
import type { Read } from '../useLab';

type Listener = Parameters<Read['subscribe']>[0];

/** `begin`: follows from now on; gives what ends that. */
export interface Follower extends Read {
  readonly begin: () => () => void;
}

/** `later`: calls it in a task of its own, in the order in which it was asked; gives the way to take that back. */
export function follow(store: Read, later: (go: () => void) => () => void): Follower {
  let now = store.getState();
  let takeBack: (() => void) | null = null;
  const listeners = new Set<Listener>();
  const become = (next: LabState): void => {
    if (next === now) return;
    const before = now;
    now = next;
    listeners.forEach((tell) => tell(now, before));
  };
  const catchUp = (): void => {
    takeBack = null;
    become(store.getState());
  };
  return {
    getState: () => now,
    getInitialState: store.getInitialState,
    subscribe(tell) {
      listeners.add(tell);
      return () => void listeners.delete(tell);
    },
    begin() {
      catchUp();
      const end = store.subscribe((next) => {
        // What comes while it waits comes with the experiment: parts of two are never mixed.
        if (takeBack) return;
        if (next.epoch === now.epoch) become(next);
        else takeBack = later(catchUp);
      });
      return () => {
        end();
        takeBack?.();
        takeBack = null;
      };
    },
  };
}
