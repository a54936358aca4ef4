/** The effect of a push by its dose, on an axis of one's choice: the direction beside random ones, shuffled labels, and asking in words. */
import { memo, useMemo, useState } from 'react';
import type { SweepReport } from '../../lab/report/sweep';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { INTERVAL, RANDOM, TEST } from '../figure/marks';
import { SIZE, type Key, type LineMark } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { Choice } from '../parts/Choice';
import { count, signed, tick } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { UNIT_NAMES } from '../steer/dose';
import { areaOf, pathOf, type Plot } from '../parts/line';
import { AXES, HEIGHT, plotOf, sweepLines, type Axis, type Dosed } from './plot';
import { STRENGTH_COLUMNS, strengthRows, type Sides } from './rows';

const SHUFFLED: LineMark = { shape: 'line', stroke: 'var(--ink-2)', strokeWidth: 1.5, strokeDasharray: '2 3' };
const ASKED: Record<'positive' | 'negative', LineMark> = {
  positive: { shape: 'line', stroke: 'var(--positive-ink)', strokeWidth: 1.5, strokeDasharray: '9 3 2 3' },
  negative: { shape: 'line', stroke: 'var(--negative-ink)', strokeWidth: 1.5, strokeDasharray: '9 3 2 3' },
};

interface Props {
  readonly report: SweepReport;
  readonly sides: Sides;
  readonly dosed: Dosed;
  readonly layer: number;
  /** "blocks 10–19". */
  readonly over: string;
  readonly origin: string;
}

export const DoseFigure = memo(function DoseFigure({ report, sides, dosed, layer, over, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [axis, setAxis] = useState<Axis>(dosed.unit);
  const lines = useMemo(() => sweepLines(report, axis, dosed), [report, axis, dosed]);
  const draws = Math.max(0, ...report.strengths.map(({ random }) => random?.draws.length ?? 0));
  const keys = useMemo<Key[]>(
    () => [
      { mark: TEST, label: 'direction, mean of prompts' },
      ...(lines.low.length > 0 ? [{ mark: INTERVAL, label: '95 % interval over prompts' }] : []),
      ...(lines.randomLow.length > 0 ? [{ mark: RANDOM, label: `range of ${count(draws, 'random direction')}` }] : []),
      ...(lines.shuffled.length > 0 ? [{ mark: SHUFFLED, label: 'shuffled labels' }] : []),
      ...report.asked.map(({ side }) => ({ mark: ASKED[side], label: `asked for “${sides[side]}”, no push` })),
    ],
    [lines, draws, report, sides],
  );
  const levels = report.asked.map(({ effect }) => effect.mean).filter(Number.isFinite);
  const name =
    axis === 'damage' ? 'damage in nats per token, with the sign of α' : `α in ${UNIT_NAMES[axis].replace('of the ', '')} over ${over}`;
  const title = `Effect on the answers’ score at block ${layer}, read again without the push, by ${name}`;
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const plot = plotOf(lines, levels, width);
  return (
    <figure className="figure" ref={ref}>
      <Choice label="Dose in" value={axis} options={AXES} onChange={setAxis} />
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="dose-chart" data-axis={axis} data-strengths={report.strengths.length}>
            <Axes plot={plot} name={axis === 'damage' ? 'damage (nats per token)' : `α (${UNIT_NAMES[axis].replace('of the ', '')})`} />
            <path
              className="random"
              d={areaOf(lines.randomLow, lines.randomHigh, plot)}
              fill={RANDOM.fill}
              fillOpacity={RANDOM.fillOpacity}
            />
            <path className="interval" d={areaOf(lines.low, lines.high, plot)} fill={INTERVAL.fill} fillOpacity={INTERVAL.fillOpacity} />
            {report.asked.flatMap(({ side, effect: { mean } }) =>
              Number.isFinite(mean) ? (
                <line
                  key={side}
                  className="asked"
                  x1={plot.left}
                  x2={plot.right}
                  y1={plot.y(mean)}
                  y2={plot.y(mean)}
                  {...strokeOf(ASKED[side])}
                />
              ) : (
                []
              ),
            )}
            <path className="shuffled" d={pathOf(lines.shuffled, plot)} fill="none" {...strokeOf(SHUFFLED)} />
            <path className="mean" d={pathOf(lines.mean, plot)} fill="none" {...strokeOf(TEST)} />
            {lines.mean.map(([dose, effect], i) => (
              <circle key={i} cx={plot.x(dose)} cy={plot.y(effect)} r={3} fill={TEST.stroke} />
            ))}
          </g>
        </Figure>
      )}
      {axis === 'damage' && lines.mean.length === 0 && <p className="quiet-line">Damage has not been measured for this sweep.</p>}
      {axis !== 'damage' && axis !== dosed.unit && lines.mean.length === 0 && (
        <p className="quiet-line">These directions carry no lengths to tell that unit by.</p>
      )}
      <Twin caption={title} columns={STRENGTH_COLUMNS} rows={() => strengthRows(report, sides)} />
    </figure>
  );
});

const strokeOf = ({ stroke, strokeWidth, strokeDasharray }: LineMark) => ({ stroke, strokeWidth, strokeDasharray });

function Axes({ plot: { x, y, xTicks, yTicks, left, right, top, foot }, name }: { readonly plot: Plot; readonly name: string }) {
  return (
    <g fontSize={SIZE.axis} fill="var(--ink-3)">
      {yTicks.map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
          <text x={left - 6} y={y(value)} textAnchor="end" dominantBaseline="central">
            {signed(value, Number.isInteger(value) ? 0 : value >= 0.1 || value <= -0.1 ? 1 : 2)}
          </text>
        </g>
      ))}
      {xTicks.map((dose) => (
        <g key={dose}>
          <line x1={x(dose)} x2={x(dose)} y1={top} y2={foot} stroke="var(--rule)" />
          <text x={x(dose)} y={foot + 16} textAnchor="middle">
            {tick(dose)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={foot + 33} textAnchor="middle">
        {name}
      </text>
    </g>
  );
}
