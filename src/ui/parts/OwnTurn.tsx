/**
 * A part of the page that draws another experiment in a task of its own. All parts together, drawn in one task, would keep the page from
 * answering where the experiment is large.
 */
import { useContext, useLayoutEffect, useState, type ReactNode } from 'react';
import { ReadFrom } from '../useLab';
import { follow } from './follow';

export function OwnTurn({ children }: { readonly children: ReactNode }) {
  const store = useContext(ReadFrom);
  const [own] = useState(() => follow(store, inATask));
  useLayoutEffect(() => own.begin(), [own]);
  return <ReadFrom value={own}>{children}</ReadFrom>;
}

/** Timers of the same length fire in their order, each in a task; unlike frames they come in a tab that is hidden, too. */
function inATask(go: () => void): () => void {
  const timer = setTimeout(go, 0);
  return () => clearTimeout(timer);
}
