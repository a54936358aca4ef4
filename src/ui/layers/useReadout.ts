/** The tokens that a block's direction speaks for: as they were read out before, or as the loaded model answers now. */
import { useEffect, useState } from 'react';
import { readOut } from '../../app/lower-actions';
import { errorData } from '../../error';
import type { DirectionsRecord } from '../../experiment/directions';
import { readoutAt, type ReadBlock, type ReadoutRecord } from '../../experiment/readout';
import { useLab } from '../useLab';

interface Found {
  readonly block: ReadBlock;
  readonly from: ReadoutRecord;
}
interface Failed {
  readonly record: DirectionsRecord;
  readonly layer: number;
  readonly failure: string;
}

/**
 * The block as the model of `graphHash` read it out. Where nobody asked yet, the model is asked once it may be (`asking`), and meanwhile
 * the answer is that of the block before, so that nothing jumps; null before the first. Whoever moves on takes the question back before
 * the model gets to it.
 */
export function useReadout(record: DirectionsRecord, graphHash: string, layer: number, asking: boolean): Found | Failed | null {
  const readouts = useLab((s) => s.experiment.readouts);
  const of = { directions: record.id, graphHash };
  const found = readoutAt(readouts, of, layer);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [last, setLast] = useState(layer);
  if (found && last !== layer) setLast(layer);
  const ask = asking && !found;
  useEffect(() => {
    if (!ask) return;
    const { signal, ...own } = stoppable();
    readOut(record, layer, { signal }).catch(
      (error: unknown) => signal.aborted || setFailed({ record, layer, failure: errorData(error).message }),
    );
    return own.stop;
  }, [record, layer, ask]);
  if (found) return found;
  if (failed?.record === record && failed.layer === layer) return failed;
  return asking ? readoutAt(readouts, of, last) : null;
}

function stoppable(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, stop: () => controller.abort() };
}
