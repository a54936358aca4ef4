/** Separation over the depth of the model: why a raw α means nothing across blocks. */
import { memo, useCallback, useMemo } from 'react';
import type { Report } from '../../lab/report/report';
import { print, twinOf } from '../parts/columns';
import { extent, logDomain } from '../parts/scale';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { Curve } from './Curve';
import { logValueToY } from './frame';
import { LayerFrame } from './LayerFrame';
import { SeparationAxes } from './SeparationAxes';

export const SeparationFigure = memo(function SeparationFigure({ report: { table, layers } }: { report: Report }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [train, test] = useMemo(() => [Array.from(table.trainSeparation), Array.from(table.separation)], [table]);
  // A logarithm has no place for zero or less: such a point is left out here and stays in the table.
  const [low, high] = logDomain(extent([...train, ...test].filter((value) => value > 0)) ?? [1, 10]);
  const y = useMemo(() => logValueToY(low, high), [low, high]);
  const read = useCallback(
    (layer: number): string => `train ${print('trainSeparation', train[layer] ?? NaN)}, test ${print('separation', test[layer] ?? NaN)}`,
    [train, test],
  );
  const twin = twinOf(table, ['trainSeparation', 'separation', 'd']);
  return (
    <figure className="figure" ref={ref}>
      <figcaption>
        <Term id="separation">Separation</Term> of the class means, by block (logarithmic).{' '}
        <span className="key key-train">training pairs</span> <span className="key key-test">test pairs</span>
      </figcaption>
      <p className="figure-note">
        It grows with depth because the residual stream itself grows. So the same push is large in one block and nothing in another.
      </p>
      <LayerFrame label="Separation by block" testId="separation-chart" layers={layers} width={width} read={read}>
        <SeparationAxes low={low} high={high} layers={layers} width={width} />
        <Curve values={train} width={width} y={y} className="curve-train" />
        <Curve values={test} width={width} y={y} className="curve-test" />
      </LayerFrame>
      <Twin caption="Separation of the class means, by block" columns={twin.columns} rows={twin.rows} />
    </figure>
  );
});
