import { useMemo } from 'react';
import { useOrigin } from '../useOrigin';
import { planFigure, type Key, type Plan } from './plan';

/** The plan of a figure on the page: its origin is that of the run on show. `keys`: one array for as long as it says the same. */
export function useFigure(title: string, keys: readonly Key[], width: number, plot: number): Plan {
  const origin = useOrigin();
  return useMemo(() => planFigure({ title, keys, origin }, width, plot), [title, keys, origin, width, plot]);
}
