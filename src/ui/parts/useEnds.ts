import { useState } from 'react';
import type { ShownRun } from '../../experiment/shown';
import { nextEnds, type Ends, type Held } from './ends';

/**
 * The ends of an axis over `data`, that widen and never jump while a run grows (`nextEnds`), and follow what stands beside a run that is
 * whole. `of`: what of the run is shown.
 */
export function useEnds(run: ShownRun, of: string, data: Ends | null): Ends | null {
  const [held, hold] = useState<Held & { readonly data: Ends | null }>({ run, of, ends: data, data });
  if (held.run === run && held.of === of && String(held.data) === String(data)) return held.ends;
  const ends = nextEnds(held, run, of, data);
  // The state follows what is drawn, before it is drawn: https://react.dev/reference/react/useState#storing-information-from-previous-renders
  hold({ run, of, ends, data });
  return ends;
}
