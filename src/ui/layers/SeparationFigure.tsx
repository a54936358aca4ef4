/** Separation over the depth of the model: why a raw α means nothing across blocks. */
import { memo, useCallback, useMemo } from 'react';
import type { ShownRun } from '../../experiment/shown';
import { Caption } from '../figure/Caption';
import { TEST, TRAIN } from '../figure/marks';
import type { Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { print, twinOf } from '../parts/columns';
import { extent, logDomain } from '../parts/scale';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { useEnds } from '../parts/useEnds';
import { useWidth } from '../parts/useWidth';
import { Curve } from './Curve';
import { HEIGHT, logValueToY } from './frame';
import { LayerAxes } from './LayerAxes';
import { LayerFrame } from './LayerFrame';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

const KEYS: readonly Key[] = [
  { mark: TRAIN, label: t`training texts` },
  { mark: TEST, label: t`test texts` },
];
interface Props {
  readonly run: ShownRun;
  /** Where the run comes from: the line at the figure's foot. */
  readonly origin: string;
}

const TITLE = t`Separation of the class means, by block (logarithmic)`;

export const SeparationFigure = memo(function SeparationFigure({ run, origin }: Props) {
  const { table, layers } = run.report;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [train, test] = useMemo(() => [Array.from(table.trainSeparation), Array.from(table.separation)], [table]);
  // A logarithm has no place for zero or less: such a point is left out here and stays in the table.
  const data = useMemo(() => {
    const range = extent([...train, ...test].filter((value) => value > 0));
    return range && logDomain(range);
  }, [train, test]);
  const [low, high] = useEnds(run, '', data) ?? [1, 10];
  const y = useMemo(() => logValueToY(low, high), [low, high]);
  const plan = useFigure({ title: TITLE, keys: KEYS, origin }, width, HEIGHT);
  const read = useCallback(
    (layer: number): string => t`train ${print('trainSeparation', train[layer] ?? NaN)}, test ${print('separation', test[layer] ?? NaN)}`,
    [train, test],
  );
  const twin = twinOf(table, ['trainSeparation', 'separation', 'd']);
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      <p className="figure-note">{rich`${(<Term id="separation">{t`Separation`}</Term>)} grows with depth because the residual stream itself grows. So the same push is large in one block and nothing in another.`}</p>
      <LayerFrame
        label={t`Separation by block`}
        testId="separation-chart"
        layers={layers}
        plan={plan}
        read={read}
        axes={<LayerAxes layers={layers} width={width} top={plan.top} low={low} high={high} log />}
      >
        <Curve values={train} width={width} y={y} of={t`train`} mark={TRAIN} />
        <Curve values={test} width={width} y={y} of={t`test`} mark={TEST} />
      </LayerFrame>
      <Twin caption={t`Separation of the class means, by block`} columns={twin.columns} rows={twin.rows} />
      <HowToRead id="separation" />
    </figure>
  );
});
