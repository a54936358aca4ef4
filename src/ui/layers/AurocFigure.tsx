/** AUROC over the depth of the model, with its interval. */
import { memo, useCallback, useMemo } from 'react';
import type { LayerMetrics } from '../../lab/metrics';
import { fixed } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { AurocChart } from './AurocChart';
import { LayerFrame } from './LayerFrame';

interface Props {
  metrics: LayerMetrics[];
  layers: number;
  words: LayerMetrics | null;
}

/** "0.953 [0.880, 1.000]"; without brackets while the interval is still to come. */
export const withInterval = (m: LayerMetrics): string =>
  Number.isFinite(m.aurocLow) ? `${fixed(m.auroc, 3)} [${fixed(m.aurocLow, 3)}, ${fixed(m.aurocHigh, 3)}]` : fixed(m.auroc, 3);

export const AurocFigure = memo(function AurocFigure({ metrics, layers, words }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const points = useMemo(
    () => metrics.map((m) => ({ layer: m.layer, auroc: m.auroc, interval: Number.isFinite(m.aurocLow) ? ([m.aurocLow, m.aurocHigh] as [number, number]) : null })),
    [metrics],
  );
  const read = useCallback(
    (layer: number): string => {
      const m = metrics.find((candidate) => candidate.layer === layer);
      return m ? `AUROC ${withInterval(m)}` : 'waiting for the first test pair';
    },
    [metrics],
  );
  return (
    <figure className="figure" ref={ref}>
      <figcaption>AUROC on the test pairs, by block</figcaption>
      <LayerFrame label="AUROC by block" testId="auroc-chart" layers={layers} width={width} read={read}>
        <AurocChart points={points} layers={layers} width={width} words={words?.auroc ?? null} />
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
