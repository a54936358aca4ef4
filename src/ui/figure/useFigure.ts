import { useMemo } from 'react';
import { planFigure, type Content, type Plan } from './plan';

/** The plan of a figure around a plot. `keys`: one array for as long as it says the same. */
export function useFigure({ title, keys, origin }: Content, width: number, plot: number): Plan {
  return useMemo(() => planFigure({ title, keys, origin }, width, plot), [title, keys, origin, width, plot]);
}
