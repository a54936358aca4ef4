/** Separation over the depth of the model: why a raw α means nothing across blocks. */
import { memo, useCallback, useMemo } from 'react';
import type { LayerMetrics } from '../../lab/metrics';
import { compact, fixed } from '../parts/format';
import { extent, logDomain } from '../parts/scale';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { Curve } from './Curve';
import { logValueToY } from './frame';
import { LayerFrame } from './LayerFrame';
import { SeparationAxes } from './SeparationAxes';

interface Props {
  metrics: LayerMetrics[];
  /** [layer], on the training texts. */
  separation: number[];
  layers: number;
}

export const SeparationFigure = memo(function SeparationFigure({ metrics, separation, layers }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const test = useMemo(() => separation.map((_, layer) => metrics.find((m) => m.layer === layer)?.separation ?? NaN), [metrics, separation]);
  // A logarithm has no place for zero or less: such a point is left out here and stays in the table.
  const [low, high] = logDomain(extent([...separation, ...test].filter((value) => value > 0)) ?? [1, 10]);
  const y = useMemo(() => logValueToY(low, high), [low, high]);
  const read = useCallback(
    (layer: number): string => `train ${compact(separation[layer] ?? NaN)}, test ${compact(test[layer] ?? NaN)}`,
    [separation, test],
  );
  return (
    <figure className="figure" ref={ref}>
      <figcaption>
        <Term id="separation">Separation</Term> of the class means, by block (logarithmic). <span className="key key-train">training pairs</span> <span className="key key-test">test pairs</span>
      </figcaption>
      <p className="figure-note">It grows with depth because the residual stream itself grows. So the same push is large in one block and nothing in another.</p>
      <LayerFrame label="Separation by block" testId="separation-chart" layers={layers} width={width} read={read}>
        <SeparationAxes low={low} high={high} layers={layers} width={width} />
        <Curve values={separation} width={width} y={y} className="curve-train" />
        <Curve values={test} width={width} y={y} className="curve-test" />
      </LayerFrame>
      <Twin
        caption="Separation of the class means, by block"
        columns={['Block', 'train', 'test', 'd']}
        rows={() => separation.map((train, layer) => [layer, compact(train), compact(test[layer] ?? NaN), fixed(metrics.find((m) => m.layer === layer)?.d ?? NaN, 2)])}
      />
    </figure>
  );
});
