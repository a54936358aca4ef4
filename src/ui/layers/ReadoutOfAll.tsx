/**
 * The readout of every block: as the experiment has it, or once somebody asks for it. The model is asked in one call, which the button
 * prices and another stops.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { readOutAll } from '../../app/lower-actions';
import { errorData } from '../../error';
import type { DirectionsRecord } from '../../experiment/directions';
import { readoutAt } from '../../experiment/readout';
import { count } from '../parts/format';
import { forget } from '../parts/forget';
import { StopButton } from '../parts/StopButton';
import { useSides } from '../shown';
import { useLab } from '../useLab';
import { ReadoutTable } from './ReadoutTable';
import { t } from '../../language/t';

interface Props {
  readonly record: DirectionsRecord;
  /** Of the model that the directions are of. */
  readonly graphHash: string;
  /** The shown block. */
  readonly layer: number;
  /** Whether the model of this run is loaded and does nothing else. */
  readonly ready: boolean;
}

/** [layer] whether the block has a direction. */
const given = ({ layers, width, data }: DirectionsRecord): boolean[] =>
  Array.from({ length: layers }, (_, layer) => data.subarray(layer * width, (layer + 1) * width).some(Boolean));

export function ReadoutOfAll({ record, graphHash, layer, ready }: Props) {
  const sides = useSides();
  const readouts = useLab((s) => s.experiment.readouts);
  const there = useMemo(() => given(record), [record]);
  const blocks = useMemo(
    () => there.map((_, at) => readoutAt(readouts, { directions: record.id, graphHash }, at)?.block ?? null),
    [readouts, there, record, graphHash],
  );
  const [failed, setFailed] = useState<{ readonly of: DirectionsRecord; readonly failure: string } | null>(null);
  const [asking, setAsking] = useState(false);
  const stop = useRef<AbortController>(null);
  // Another analysis, or none: nobody waits for this one's answer.
  useEffect(() => () => stop.current?.abort(), [record]);

  async function ask(): Promise<void> {
    const own = (stop.current = new AbortController());
    setAsking(true);
    try {
      await readOutAll(record, { signal: own.signal });
      setFailed(null);
    } catch (error) {
      const { code, message } = errorData(error);
      setFailed(code === 'cancelled' ? null : { of: record, failure: message });
    } finally {
      setAsking(false);
    }
  }

  const passes = there.filter(Boolean).length;
  if (passes === 0) return null;
  if (blocks.every((block, at) => block || !there[at])) return <ReadoutTable blocks={blocks} layer={layer} sides={sides} />;
  if (!ready && !asking) return null;
  return (
    <>
      <p>
        {asking ? (
          <>
            <span role="status">{t`The model is asked for the tokens of all blocks.`}</span>{' '}
            <StopButton className="quiet" onStop={() => stop.current?.abort()} />
          </>
        ) : (
          <button type="button" className="quiet" data-testid="readout-all" onClick={() => forget(ask())}>{t`Read out all blocks`}</button>
        )}{' '}
        {/* One for each block that has a direction, and one more that they share (workers/model/lens.ts). */}
        <span className="quiet-line">{t`${count(1 + passes, 'pass', 'passes')} of the model over one token.`}</span>
      </p>
      {failed?.of === record && <p role="alert">{failed.failure}</p>}
    </>
  );
}
