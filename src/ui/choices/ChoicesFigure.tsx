/** How far choices move under a push: the mean with its interval, every item, and what other pushes of that size and asking do. */
import { memo, useMemo } from 'react';
import type { ChoicesAsked } from '../../experiment/choices-asked';
import type { ChoicesReport } from '../../lab/report/choices';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { INTERVAL, RANDOM, TEST } from '../figure/marks';
import { SIZE, type Key, type LineMark } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { count, signed, tick } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { areaOf, pathOf, type Plot, type Point } from '../parts/line';
import { HEIGHT, linesOf, plotOf } from './plot';
import { STRENGTH_COLUMNS, strengthRows } from './rows';

const ITEM: LineMark = { shape: 'line', stroke: 'var(--ink-3)', strokeWidth: 0.8 };
const SHUFFLED: LineMark = { shape: 'line', stroke: 'var(--ink-2)', strokeWidth: 1.5, strokeDasharray: '2 3' };
const OTHER: LineMark = { shape: 'line', stroke: 'var(--control)', strokeWidth: 1.75, strokeDasharray: '7 3' };
const ASKED: Record<'positive' | 'negative', LineMark> = {
  positive: { shape: 'line', stroke: 'var(--positive-ink)', strokeWidth: 1.5, strokeDasharray: '9 3 2 3' },
  negative: { shape: 'line', stroke: 'var(--negative-ink)', strokeWidth: 1.5, strokeDasharray: '9 3 2 3' },
};

interface Props {
  readonly asked: ChoicesAsked;
  readonly report: ChoicesReport;
  readonly sides: Readonly<Record<'positive' | 'negative', string>>;
  /** "separations over blocks 10–19". */
  readonly dose: string;
  readonly origin: string;
}

export const ChoicesFigure = memo(function ChoicesFigure({ asked, report, sides, dose, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const lines = useMemo(() => linesOf(report, asked.margins), [report, asked]);
  const levels = report.asked.map(({ effect }) => effect.mean);
  const draws = Math.max(0, ...report.strengths.map(({ random }) => random?.draws.length ?? 0));
  const keys = useMemo<Key[]>(
    () => [
      { mark: TEST, label: 'mean of all items (D)' },
      ...(lines.low.length > 0 ? [{ mark: INTERVAL, label: '95 % interval' }] : []),
      { mark: ITEM, label: 'each item' },
      ...(lines.randomLow.length > 0 ? [{ mark: RANDOM, label: `range of ${count(draws, 'random direction')}` }] : []),
      ...(lines.shuffled.length > 0 ? [{ mark: SHUFFLED, label: 'shuffled labels' }] : []),
      ...(lines.other.length > 0 ? [{ mark: OTHER, label: 'another concept' }] : []),
      ...report.asked.map(({ side }) => ({ mark: ASKED[side], label: `asked for “${sides[side]}”, no push` })),
    ],
    [lines, draws, report, sides],
  );
  const title = `Shift of choices towards “${sides.positive}” by strength α (${dose}), ${count(asked.items.length, 'item')}`;
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const plot = plotOf(lines, levels, width);
  const line = (points: readonly Point[], { stroke, strokeWidth, strokeDasharray }: LineMark, className: string) =>
    points.length > 1 && <path className={className} d={pathOf(points, plot)} fill="none" {...{ stroke, strokeWidth, strokeDasharray }} />;
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="choices-chart" data-items={asked.items.length}>
            <Axes plot={plot} />
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
            {line(lines.other, OTHER, 'other')}
            {line(lines.mean, TEST, 'mean')}
            {lines.mean.map(([alpha, shift]) => (
              <circle key={alpha} cx={plot.x(alpha)} cy={plot.y(shift)} r={3} fill={TEST.stroke} />
            ))}
          </g>
        </Figure>
      )}
      <Twin caption={title} columns={STRENGTH_COLUMNS} rows={() => strengthRows(report, sides)} />
    </figure>
  );
});

function Axes({ plot: { x, y, xTicks, yTicks, left, right, top, foot } }: { readonly plot: Plot }) {
  return (
    <g fontSize={SIZE.axis} fill="var(--ink-3)">
      {yTicks.map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
          <text x={left - 6} y={y(value)} textAnchor="end" dominantBaseline="central">
            {signed(value, Number.isInteger(value) ? 0 : 1)}
          </text>
        </g>
      ))}
      {xTicks.map((alpha) => (
        <g key={alpha}>
          <line x1={x(alpha)} x2={x(alpha)} y1={top} y2={foot} stroke="var(--rule)" />
          <text x={x(alpha)} y={foot + 16} textAnchor="middle">
            {tick(alpha)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={foot + 33} textAnchor="middle">
        strength α
      </text>
    </g>
  );
}
