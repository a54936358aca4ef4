/** AUROC over the depth of the model, with its interval. */
import { memo, useCallback, useMemo } from 'react';
import { FEWEST_PAIRS } from '../../lab/auroc-interval';
import type { Column } from '../../lab/report/columns';
import type { Report } from '../../lab/report/report';
import { twinOf, valueAt, withInterval } from '../parts/columns';
import { count } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { AurocAxes } from './AurocAxes';
import { Band } from './Band';
import { Curve } from './Curve';
import { valueToY } from './frame';
import { LayerFrame } from './LayerFrame';
import { Unbounded } from './Unbounded';

interface Props {
  report: Report;
  /** Every text was read. */
  complete: boolean;
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
  'agreement',
  'permutationP',
  'shuffledLow',
  'shuffledHigh',
  'randomLow',
  'randomHigh',
];

/** From 0 to 1 whatever the run: another pooling, or texts that arrive, must not move the axis under the curve. */
const Y = valueToY(0, 1);

export const AurocFigure = memo(function AurocFigure({ report, complete }: Props) {
  const { table, layers, pairs } = report;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [values, low, high] = useMemo(() => [Array.from(table.auroc), Array.from(table.aurocLow), Array.from(table.aurocHigh)], [table]);
  const words = report.words && 'auroc' in report.words ? report.words.auroc : null;
  const bounded = low.every(Number.isFinite);
  const why = pairs < FEWEST_PAIRS ? `no interval from fewer than ${FEWEST_PAIRS} test pairs` : 'no interval yet: texts are still arriving';
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
      <figcaption>
        AUROC on the test pairs, by block.{' '}
        {bounded ? <span className="key key-interval">95 % interval</span> : <span className="key key-unbounded">{why}</span>}{' '}
        <span className="key key-chance">chance</span> {words !== null && <span className="key key-words">bag of words</span>}
      </figcaption>
      <LayerFrame label="AUROC by block" testId="auroc-chart" layers={layers} width={width} read={read}>
        <AurocAxes layers={layers} width={width} words={words} />
        {bounded ? <Band low={low} high={high} width={width} y={Y} /> : <Unbounded width={width} />}
        <Curve values={values} width={width} y={Y} className="curve-test" dots={complete} />
      </LayerFrame>
      <Twin caption={`AUROC on ${count(pairs, 'test pair')}, by block`} columns={twin.columns} rows={pairs === 0 ? () => [] : twin.rows} />
    </figure>
  );
});
