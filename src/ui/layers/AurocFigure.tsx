/** AUROC over the depth of the model, with its interval. */
import { memo, useCallback, useMemo } from 'react';
import { FEWEST_PAIRS } from '../../lab/auroc-interval';
import type { LayerMetrics } from '../../lab/metrics';
import { fixed } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { AurocAxes } from './AurocAxes';
import { Band } from './Band';
import { Curve } from './Curve';
import { valueToY } from './frame';
import { LayerFrame } from './LayerFrame';
import { Unbounded } from './Unbounded';

interface Props {
  metrics: LayerMetrics[];
  layers: number;
  words: LayerMetrics | null;
  /** Every text was read. */
  complete: boolean;
}

/** "0.953 [0.880, 1.000]"; without brackets while the interval is still to come. */
export const withInterval = (m: LayerMetrics): string =>
  Number.isFinite(m.aurocLow) ? `${fixed(m.auroc, 3)} [${fixed(m.aurocLow, 3)}, ${fixed(m.aurocHigh, 3)}]` : fixed(m.auroc, 3);

export const AurocFigure = memo(function AurocFigure({ metrics, layers, words, complete }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [values, low, high] = useMemo(() => {
    const at = Array.from({ length: layers }, (_, layer) => metrics.find((m) => m.layer === layer));
    return [at.map((m) => m?.auroc ?? NaN), at.map((m) => m?.aurocLow ?? NaN), at.map((m) => m?.aurocHigh ?? NaN)];
  }, [metrics, layers]);
  const bounded = low.every(Number.isFinite);
  const why = (metrics[0]?.nPositive ?? 0) < FEWEST_PAIRS ? `no interval from fewer than ${FEWEST_PAIRS} test pairs` : 'no interval yet: texts are still arriving';
  // The axis starts at 0 only if something lies below chance: the room is for what is there.
  const floor = [words?.auroc ?? NaN, ...values, ...low].some((value) => value < 0.4) ? 0 : 0.4;
  const y = useMemo(() => valueToY(floor, 1), [floor]);
  const read = useCallback(
    (layer: number): string => {
      const m = metrics.find((candidate) => candidate.layer === layer);
      return m ? `AUROC ${withInterval(m)}` : 'waiting for the first test pair';
    },
    [metrics],
  );
  return (
    <figure className="figure" ref={ref}>
      <figcaption>
        AUROC on the test pairs, by block. {bounded ? <span className="key key-interval">95 % interval</span> : <span className="key key-unbounded">{why}</span>}
      </figcaption>
      <LayerFrame label="AUROC by block" testId="auroc-chart" layers={layers} width={width} read={read}>
        <AurocAxes floor={floor} layers={layers} width={width} words={words?.auroc ?? null} />
        {bounded ? <Band low={low} high={high} width={width} y={y} /> : <Unbounded width={width} />}
        <Curve values={values} width={width} y={y} className="curve-test" dots={complete} />
      </LayerFrame>
      <Twin
        caption="AUROC on the test pairs, by block"
        columns={['Block', 'AUROC', 'low', 'high', 'Accuracy', '… median', 'd', 'n']}
        rows={() =>
          metrics.map((m) => [m.layer, fixed(m.auroc, 3), fixed(m.aurocLow, 3), fixed(m.aurocHigh, 3), fixed(m.accuracy, 3), fixed(m.accuracyMedian, 3), fixed(m.d, 2), `${m.nPositive} + ${m.nNegative}`])
        }
      />
    </figure>
  );
});
