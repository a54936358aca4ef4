/** Separation over the depth of the model: why a raw α means nothing across blocks. */
import { memo, useCallback, useMemo } from 'react';
import type { LayerMetrics } from '../../lab/metrics';
import { compact, fixed } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { LayerFrame } from './LayerFrame';
import { SeparationChart } from './SeparationChart';

interface Props {
  metrics: LayerMetrics[];
  /** [layer], on the training texts. */
  separation: number[];
  layers: number;
}

export const SeparationFigure = memo(function SeparationFigure({ metrics, separation, layers }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const points = useMemo(
    () =>
      separation.map((train, layer) => {
        const test = metrics.find((m) => m.layer === layer)?.separation ?? null;
        // A logarithm has no place for zero or less: such a point is left out here and stays in the table.
        return { layer, train: train > 0 ? train : null, test: test !== null && test > 0 ? test : null };
      }),
    [metrics, separation],
  );
  const read = useCallback(
    (layer: number): string => {
      const test = metrics.find((m) => m.layer === layer)?.separation;
      return `train ${compact(separation[layer] ?? NaN)}, test ${compact(test ?? NaN)}`;
    },
    [metrics, separation],
  );
  return (
    <figure className="figure" ref={ref}>
      <figcaption>
        <Term id="separation">Separation</Term> of the class means, by block (logarithmic). <span className="key key-train">training pairs</span> <span className="key key-test">test pairs</span>
      </figcaption>
      <p className="figure-note">It grows with depth because the residual stream itself grows. So the same push is large in one block and nothing in another.</p>
      <LayerFrame label="Separation by block" testId="separation-chart" layers={layers} width={width} read={read}>
        <SeparationChart points={points} layers={layers} width={width} />
      </LayerFrame>
      <Twin
        caption="Separation of the class means, by block"
        columns={['Block', 'train', 'test', 'd']}
        rows={() =>
          separation.map((train, layer) => {
            const m = metrics.find((candidate) => candidate.layer === layer);
            return [layer, compact(train), compact(m?.separation ?? NaN), fixed(m?.d ?? NaN, 2)];
          })
        }
      />
    </figure>
  );
});
