/** The tokens that a block's direction speaks for, as the loaded model answers. */
import { useEffect, useState } from 'react';
import { readOut } from '../../app/actions';
import { errorData } from '../../error';
import type { Directions } from '../../lab/direction';
import type { Lens } from '../../protocol';

interface Asked {
  readonly directions: Directions;
  readonly layer: number;
}
type Answer = Asked & ({ readonly row: Lens['rows'][number] } | { readonly failure: string });

/**
 * The last answer on these directions: while another block is asked, or the model is busy (`asking` is false), that of the one before, so
 * that nothing jumps; null before the first. Whoever moves on takes the question back before the model gets to it.
 */
export function useReadout(directions: Directions, layer: number, asking: boolean): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (!asking) return;
    const { signal, ...own } = stoppable();
    readOut(directions, layer, { signal }).then(
      (row) => signal.aborted || setAnswer({ directions, layer, row }),
      (error: unknown) => signal.aborted || setAnswer({ directions, layer, failure: errorData(error).message }),
    );
    return own.stop;
  }, [directions, layer, asking]);
  return answer?.directions === directions ? answer : null;
}

function stoppable(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, stop: () => controller.abort() };
}
