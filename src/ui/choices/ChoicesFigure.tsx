/** How far choices move under a push: the mean with its interval, every item, and what other pushes of that size and asking do. */
import { memo, useMemo, useState } from 'react';
import type { KeptPooling } from '../../experiment/capture';
import type { ChoicesAsked } from '../../experiment/choices-asked';
import type { DamageAt } from '../../experiment/damage-known';
import type { ChoicesReport } from '../../lab/report/choices';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { INTERVAL, RANDOM, TEST } from '../figure/marks';
import { type Key, type LineMark } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { count } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { axisName, axisSaid, doseOf, type Axis, type Dosed } from '../dose/axis';
import { DoseAxes } from '../dose/DoseAxes';
import { DoseChoice } from '../dose/DoseChoice';
import { areaOf, pathOf, type Point } from '../parts/line';
import { HEIGHT, linesOf, placed, plotOf, type Lines } from './plot';
import { otherKey, strengthColumns, strengthRows } from './rows';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

const ITEM: LineMark = { shape: 'line', stroke: 'var(--ink-3)', strokeWidth: 0.8 };
const SHUFFLED: LineMark = { shape: 'line', stroke: 'var(--ink-2)', strokeWidth: 1.5, strokeDasharray: '2 3' };
/** Of the nth direction of another concept: told apart by their dashes. */
const OTHER_DASHES = ['7 3', '3 2', '10 3 2 3', '1 3'] as const;
const otherMark = (n: number): LineMark => ({
  ...{ shape: 'line', stroke: 'var(--control)', strokeWidth: 1.75 },
  strokeDasharray: OTHER_DASHES[n % OTHER_DASHES.length]!,
});
/** Told apart by their dashes, too. */
const ASKED: Record<'positive' | 'negative', LineMark> = {
  positive: { shape: 'line', stroke: 'var(--positive-ink)', strokeWidth: 1.5, strokeDasharray: '9 3 2 3' },
  negative: { shape: 'line', stroke: 'var(--negative-ink)', strokeWidth: 1.5, strokeDasharray: '9 2 2 2 2 2' },
};

interface Props {
  readonly asked: ChoicesAsked;
  readonly report: ChoicesReport;
  readonly sides: Readonly<Record<'positive' | 'negative', string>>;
  /** What the sentences ask for. */
  readonly asking: Readonly<Record<'positive' | 'negative', string>>;
  readonly dosed: Dosed;
  readonly damage: DamageAt;
  /** Of the analysis that found the directions; null where it is not known. */
  readonly pooling: KeptPooling | null;
  /** "blocks 10–19". */
  readonly over: string;
  /** What the directions of other concepts that stood in are called (`otherNames`), in the order of the report. */
  readonly others: readonly string[];
  readonly origin: string;
}

/** "24 items", "12 items, 6 of them in both orders". */
function itemsSaid({ items, margins }: Props['asked']): string {
  const stems = margins.plain.length;
  return count(stems, 'item') + (items.length > stems ? t`, ${items.length - stems} of them in both orders` : '');
}

/** What of the controls is drawn by strength, and not on the axis that is chosen. */
const gone = (all: Lines, drawn: Lines, others: readonly string[]): string[] => [
  ...(all.randomLow.length > 0 && drawn.randomLow.length === 0 ? [t`random directions`] : []),
  ...(all.shuffled.length > 0 && drawn.shuffled.length === 0 ? [t`shuffled labels`] : []),
  ...others.flatMap((name, i) => (all.other[i]!.length > 0 && drawn.other[i]!.length === 0 ? [otherKey(name)] : [])),
];

export const ChoicesFigure = memo(function ChoicesFigure(props: Props) {
  const { asked, report, sides, asking, dosed, damage, pooling, over, others, origin } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [axis, setAxis] = useState<Axis>(dosed.unit);
  const all = useMemo(() => linesOf(report, asked.margins), [report, asked]);
  const lines = useMemo(
    () => placed(all, (alpha, control) => doseOf(alpha, damage(alpha, alpha === 0 ? null : control), axis, dosed)),
    [all, damage, axis, dosed],
  );
  const levels = report.asked.map(({ effect }) => effect.mean);
  const draws = Math.max(0, ...report.strengths.map(({ random }) => random?.draws.length ?? 0));
  const keys = useMemo<Key[]>(
    () => [
      { mark: TEST, label: t`mean of all items (D)` },
      ...(lines.low.length > 0 ? [{ mark: INTERVAL, label: t`95 % interval` }] : []),
      { mark: ITEM, label: t`each item` },
      ...(lines.randomLow.length > 0 ? [{ mark: RANDOM, label: t`range of ${count(draws, 'random direction')}` }] : []),
      ...(lines.shuffled.length > 0 ? [{ mark: SHUFFLED, label: t`shuffled labels` }] : []),
      ...lines.other.flatMap((points, i) => (points.length > 0 ? [{ mark: otherMark(i), label: otherKey(others[i]!) }] : [])),
      ...report.asked.map(({ side }) => ({ mark: ASKED[side], label: t`asked for “${asking[side]}”, no push` })),
    ],
    [lines, draws, report, asking, others],
  );
  const title = t`Shift of choices towards “${sides.positive}” by ${axisSaid(axis, over)}, ${itemsSaid(asked)}`;
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const plot = plotOf(lines, levels, width, axis === dosed.unit);
  const line = (points: readonly Point[], { stroke, strokeWidth, strokeDasharray }: LineMark, className: string) =>
    points.length > 1 && <path className={className} d={pathOf(points, plot)} fill="none" {...{ stroke, strokeWidth, strokeDasharray }} />;
  return (
    <figure className="figure" ref={ref}>
      <DoseChoice
        value={axis}
        onChange={setAxis}
        pooling={pooling}
        known={report.strengths.filter(({ alpha }) => Number.isFinite(doseOf(alpha, damage(alpha, null), axis, dosed))).length}
        of={report.strengths.length}
        without={gone(all, lines, others)}
      />
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="choices-chart" data-items={asked.margins.plain.length} data-axis={axis}>
            <DoseAxes plot={plot} name={axisName(axis)} />
            <path
              className="random"
              d={areaOf(lines.randomLow, lines.randomHigh, plot)}
              fill={RANDOM.fill}
              fillOpacity={RANDOM.fillOpacity}
            />
            {lines.items.map((points, item) => (
              <g key={item} strokeOpacity={0.55}>
                {line(points, ITEM, 'item')}
              </g>
            ))}
            <path className="interval" d={areaOf(lines.low, lines.high, plot)} fill={INTERVAL.fill} fillOpacity={INTERVAL.fillOpacity} />
            {report.asked.map(({ side, effect }) => (
              <line
                key={side}
                className="asked"
                x1={plot.left}
                x2={plot.right}
                y1={plot.y(effect.mean)}
                y2={plot.y(effect.mean)}
                {...{ stroke: ASKED[side].stroke, strokeWidth: ASKED[side].strokeWidth, strokeDasharray: ASKED[side].strokeDasharray }}
              />
            ))}
            {line(lines.shuffled, SHUFFLED, 'shuffled')}
            {lines.other.map((points, i) => (
              <g key={i}>{line(points, otherMark(i), 'other')}</g>
            ))}
            {line(lines.mean, TEST, 'mean')}
            {lines.mean.map(([dose, shift], i) => (
              <circle key={i} cx={plot.x(dose)} cy={plot.y(shift)} r={3} fill={TEST.stroke} />
            ))}
          </g>
        </Figure>
      )}
      <Twin caption={title} columns={strengthColumns(others)} rows={() => strengthRows(report, asking, others)} />
      <HowToRead id="choices" />
    </figure>
  );
});
