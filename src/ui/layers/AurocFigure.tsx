/** AUROC over the depth of the model, with its interval. */
import { memo, useCallback, useMemo } from 'react';
import { FEWEST_PAIRS } from '../../lab/auroc-interval';
import type { Column } from '../../lab/report/columns';
import { CONTROLS } from '../../lab/report/controls';
import type { Report } from '../../lab/report/report';
import { twinOf, valueAt, withInterval } from '../parts/columns';
import { count } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { Caption } from '../figure/Caption';
import { CHANCE, HATCH, INTERVAL, TEST, WORDS } from '../figure/marks';
import type { Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { Band } from './Band';
import { Curve } from './Curve';
import { HEIGHT, valueToY } from './frame';
import { LayerAxes } from './LayerAxes';
import { LayerFrame } from './LayerFrame';
import { Level } from './Level';
import { Unbounded } from './Unbounded';

interface Props {
  readonly report: Report;
  /** Every text was read. */
  readonly complete: boolean;
  /** Where the run comes from: the line at the figure's foot. */
  readonly origin: string;
}

const COLUMNS: readonly Column[] = [
  'auroc',
  'aurocLow',
  'aurocHigh',
  'pairsRight',
  'overWords',
  'overWordsLow',
  'overWordsHigh',
  'accuracy',
  'accuracyMedian',
  'd',
  ...CONTROLS,
];

/** From 0 to 1 whatever the run: another pooling, or texts that arrive, must not move the axis under the curve. */
const Y = valueToY(0, 1);

export const AurocFigure = memo(function AurocFigure({ report, complete, origin }: Props) {
  const { table, layers, pairs } = report;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [values, low, high] = useMemo(() => [Array.from(table.auroc), Array.from(table.aurocLow), Array.from(table.aurocHigh)], [table]);
  const words = report.words && 'auroc' in report.words ? report.words.auroc : null;
  const bounded = low.every(Number.isFinite);
  const keys = useMemo<Key[]>(
    () => [
      { mark: TEST, label: 'direction' },
      bounded ? { mark: INTERVAL, label: '95 % interval' } : { mark: HATCH, label: why(pairs) },
      { mark: CHANCE, label: 'chance' },
      ...(words === null ? [] : [{ mark: WORDS, label: 'bag of words' }]),
    ],
    [bounded, pairs, words],
  );
  const title = pairs === 0 ? 'AUROC on the test pairs, by block' : `AUROC on ${count(pairs, 'test pair')}, by block`;
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const read = useCallback(
    (layer: number): string =>
      pairs === 0
        ? 'waiting for the first test pair'
        : `AUROC ${withInterval(valueAt(table, 'auroc', layer), valueAt(table, 'aurocLow', layer), valueAt(table, 'aurocHigh', layer))}`,
    [table, pairs],
  );
  const twin = twinOf(table, COLUMNS);
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      <LayerFrame
        label="AUROC by block"
        testId="auroc-chart"
        layers={layers}
        plan={plan}
        read={read}
        axes={<LayerAxes layers={layers} width={width} height={plan.height} top={plan.top} low={0} high={1} />}
      >
        {bounded ? <Band low={low} high={high} width={width} y={Y} /> : <Unbounded width={width} />}
        <Level value={0.5} mark={CHANCE} width={width} y={Y} />
        {words !== null && <Level value={words} mark={WORDS} width={width} y={Y} />}
        <Curve values={values} width={width} y={Y} of="test" dots={complete} />
      </LayerFrame>
      <Twin caption={title} columns={twin.columns} rows={pairs === 0 ? () => [] : twin.rows} />
    </figure>
  );
});

/** Why there is no interval. */
const why = (pairs: number): string =>
  pairs < FEWEST_PAIRS ? `no interval from fewer than ${FEWEST_PAIRS} test pairs` : 'no interval yet: texts are still arriving';
