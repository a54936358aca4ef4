/** AUROC over the depth of the model, with its interval. */
import { memo, useCallback, useMemo, type ComponentType } from 'react';
import { fewestOf, nounOf } from '../../lab/report/tested';
import { FEWEST_PAIRS } from '../../lab/report/verdict';
import type { Report } from '../../lab/report/report';
import type { ShownRun } from '../../experiment/shown';
import type { BesideId } from '../../experiment/view';
import { valueAt, withInterval } from '../parts/columns';
import { countTested, fewTested, testNoun } from '../parts/tested';
import { useLab } from '../useLab';
import { useWidth } from '../parts/useWidth';
import { Caption } from '../figure/Caption';
import { CHANCE, HATCH, INTERVAL, TEST } from '../figure/marks';
import type { Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { Band } from './Band';
import { Beside } from './Beside';
import { BESIDE_ENTRIES } from './beside-entries';
import { Curve } from './Curve';
import { HEIGHT, LOW_HEIGHT, valueToY } from './frame';
import { LayerAxes } from './LayerAxes';
import { LayerFrame } from './LayerFrame';
import { Level } from './Level';
import { Unbounded } from './Unbounded';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

interface Props {
  readonly run: ShownRun;
  /** What is drawn beside the curve, where it is known. */
  readonly beside: readonly BesideId[];
  /** Where the run comes from: the line at the figure's foot. */
  readonly origin: string;
  readonly testId?: string;
  /** The table of its numbers (`AurocTwin`). Where it is absent the figure is brief: it stands further down with one. */
  readonly Twin?: ComponentType<{ run: ShownRun; caption: string }>;
}

/** Pixels. Narrower than this, a first screen has to hold more than the figure, and its foot is the line above it. */
const NARROW = 420;

export const AurocFigure = memo(function AurocFigure({ run, beside, origin, testId = 'auroc-chart', Twin }: Props) {
  const { table, complete } = run;
  const { report } = run;
  const { layers } = report;
  const none = fewestOf(report) === 0;
  const [ref, width] = useWidth<HTMLDivElement>();
  const low = !Twin && width < NARROW;
  const plot = low ? LOW_HEIGHT : HEIGHT;
  // From 0 to 1 whatever the run: another pooling, or texts that arrive, must not move the axis under the curve.
  const y = useMemo(() => valueToY(0, 1, plot), [plot]);
  const [values, lower, high] = useMemo(() => [Array.from(table.auroc), Array.from(table.aurocLow), Array.from(table.aurocHigh)], [table]);
  const drawn = useMemo(
    () =>
      BESIDE_ENTRIES.filter(({ id }) => beside.includes(id))
        .map((entry) => ({ entry, drawn: entry.draw(run) }))
        .filter(({ drawn }) => drawn.length > 0),
    [run, beside],
  );
  const bounded = lower.some(Number.isFinite);
  const keys = useMemo<Key[]>(
    () => [
      { mark: TEST, label: t`direction` },
      bounded ? { mark: INTERVAL, label: t`95 % interval` } : { mark: HATCH, label: why(report) },
      { mark: CHANCE, label: t`chance` },
      ...drawn.flatMap(({ entry }) => entry.keys?.(run) ?? [{ mark: entry.mark, label: entry.label }]),
    ],
    [bounded, report, drawn, run],
  );
  const what = t`AUROC on ${none ? t`the ${testNoun(report)}` : countTested(report)}, by block`;
  // Where there is no room for its foot, the least of it stands above.
  const isRecorded = useLab((s) => s.origins[run.id] === 'recorded');
  const title = low && isRecorded ? t`${what}, recorded` : what;
  const plan = useFigure({ title, keys, origin: low ? '' : origin }, width, plot);
  const read = useCallback(
    (layer: number): string =>
      none
        ? report.texts
          ? t`waiting for test texts of both classes`
          : t`waiting for the first test pair`
        : t`AUROC ${withInterval(valueAt(table, 'auroc', layer), valueAt(table, 'aurocLow', layer), valueAt(table, 'aurocHigh', layer))}`,
    [table, report, none],
  );
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      <LayerFrame
        label={t`AUROC by block`}
        testId={testId}
        layers={layers}
        plan={plan}
        read={read}
        plot={plot}
        axes={<LayerAxes layers={layers} width={width} top={plan.top} low={0} high={1} plot={plot} />}
      >
        {bounded ? (
          <g className="interval">
            <Band low={lower} high={high} mark={INTERVAL} width={width} y={y} />
          </g>
        ) : (
          <Unbounded width={width} plot={plot} />
        )}
        <Level value={0.5} mark={CHANCE} width={width} y={y} />
        {drawn.map((one) => (
          <Beside key={one.entry.id} {...one} width={width} y={y} />
        ))}
        <Curve values={values} width={width} y={y} of={t`test`} mark={TEST} dots={complete} />
      </LayerFrame>
      {Twin && <Twin run={run} caption={title} />}
      <HowToRead id="auroc" />
    </figure>
  );
});

/** Why there is no interval. */
function why(report: Report): string {
  if (fewestOf(report) < FEWEST_PAIRS) return fewTested(FEWEST_PAIRS, report);
  return report.final ? t`these ${nounOf(report)} give no interval` : t`no interval yet: texts are still arriving`;
}
