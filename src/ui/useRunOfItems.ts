import { useMemo } from 'react';
import type { RunOfItems } from '../app/choice-work';
import type { ShownRun } from '../experiment/shown';

/** The same object for as long as set, reading and way are: evidence that is gathered makes another run of the same texts. */
export function useRunOfItems(run: ShownRun | null): RunOfItems | null {
  const { set, reading, spec } = run ?? {};
  return useMemo(() => (set && reading && spec ? { set, reading, spec } : null), [set, reading, spec]);
}
