/** Which folds are open: a page-wide state, so that links, errors and “Unfold everything” open folds that they know by name alone. */
import { useSyncExternalStore } from 'react';
import { wayInto, type FoldId } from '../folds';

/** Folds that are drawn later follow `everything`, too. */
export interface Folded {
  readonly everything: boolean;
  /** The folds that are not as `everything` says. */
  readonly except: ReadonlySet<FoldId>;
}

export const isOpen = ({ everything, except }: Folded, id: FoldId): boolean => everything !== except.has(id);

/** The state with one fold opened or closed; the same object where it is so already. */
export function withFold(state: Folded, id: FoldId, open: boolean): Folded {
  if (isOpen(state, id) === open) return state;
  const except = new Set(state.except);
  if (open === state.everything) except.delete(id);
  else except.add(id);
  return { ...state, except };
}

let now: Folded = { everything: false, except: new Set() };
const listeners = new Set<() => void>();

function become(next: Folded): void {
  if (next === now) return;
  now = next;
  listeners.forEach((tell) => tell());
}

export const setFold = (id: FoldId, open: boolean): void => become(withFold(now, id, open));

/** Opens a fold and those that it lies in. */
export const unfold = (id: FoldId): void => wayInto(id).forEach((one) => setFold(one, true));

/** How they are now, to be put back later. */
export const foldedNow = (): Folded => now;
export const putFolds = (folded: Folded): void => become(folded);

/** Opens or closes all folds, those of later, too. */
export const foldAll = (open: boolean): void => become({ everything: open, except: new Set() });

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};

/** `useFolded((s) => s.everything)`. */
export const useFolded = <T>(select: (state: Folded) => T): T => {
  const read = (): T => select(now);
  return useSyncExternalStore(subscribe, read, read);
};
