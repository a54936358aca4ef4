/** The readout of every block, once somebody asks for it: the model is asked in one call, which the button prices and another stops. */
import { useEffect, useRef, useState } from 'react';
import { readOutAll } from '../../app/actions';
import { errorData } from '../../error';
import type { Directions } from '../../lab/direction';
import type { Lens } from '../../protocol';
import { count } from '../parts/format';
import { forget } from '../parts/forget';
import { useSides } from '../shown';
import { ReadoutTable } from './ReadoutTable';

interface Props {
  readonly directions: Directions;
  /** The shown block. */
  readonly layer: number;
  /** Whether the model of this run is loaded and does nothing else. */
  readonly ready: boolean;
}

type Found = { readonly of: Directions } & ({ readonly blocks: readonly (Lens['rows'][number] | null)[] } | { readonly failure: string });

/** One for each block that has a direction, and one more that they share (workers/model/lens.ts). */
const passesOf = ({ layers, width, data }: Directions): number =>
  1 +
  Array.from({ length: layers }, (_, layer) => data.subarray(layer * width, (layer + 1) * width)).filter((block) => block.some(Boolean))
    .length;

/** Tokens at each end of a block. */
const TOP = 5;

export function ReadoutOfAll({ directions, layer, ready }: Props) {
  const sides = useSides();
  const [found, setFound] = useState<Found | null>(null);
  const [asking, setAsking] = useState(false);
  const stop = useRef<AbortController>(null);
  // Another analysis, or none: nobody waits for this one's answer.
  useEffect(() => () => stop.current?.abort(), [directions]);

  async function ask(): Promise<void> {
    const own = (stop.current = new AbortController());
    setAsking(true);
    try {
      setFound({ of: directions, blocks: await readOutAll(directions, { top: TOP, signal: own.signal }) });
    } catch (error) {
      const { code, message } = errorData(error);
      setFound(code === 'cancelled' ? null : { of: directions, failure: message });
    } finally {
      setAsking(false);
    }
  }

  const now = found?.of === directions ? found : null;
  if (now && 'blocks' in now) return <ReadoutTable blocks={now.blocks} layer={layer} sides={sides} />;
  if (!ready && !asking) return null;
  return (
    <>
      <p>
        {asking ? (
          <>
            <span role="status">The model is asked for the tokens of all blocks.</span>{' '}
            <button type="button" className="quiet" onClick={() => stop.current?.abort()}>
              Stop
            </button>
          </>
        ) : (
          <button type="button" className="quiet" data-testid="readout-all" onClick={() => forget(ask())}>
            Read out all blocks
          </button>
        )}{' '}
        <span className="quiet-line">{count(passesOf(directions), 'pass', 'passes')} of the model over one token.</span>
      </p>
      {now && <p role="alert">{now.failure}</p>}
    </>
  );
}
