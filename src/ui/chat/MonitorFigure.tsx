/** The scores of a conversation, turn by turn, and the threshold that few negative texts of the set exceed. */
import { memo, useMemo } from 'react';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { FILLED, HOLLOW, THRESHOLD } from '../figure/marks';
import { SIZE, type Key, type Mark } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { compact, signed } from '../parts/format';
import { pathOf, type Point } from '../parts/line';
import { extent, linear, roundEnds, ticks } from '../parts/scale';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { COLUMNS, rowsOf, type MonitorPoint } from './points';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

interface Props {
  readonly points: readonly MonitorPoint[];
  /** Turns of the conversation, read or not. */
  readonly turns: number;
  /** NaN where there is none. */
  readonly threshold: number;
  /** "2 of 20 “task first” texts above". */
  readonly rate: string;
  readonly title: string;
  readonly origin: string;
}

const [HEIGHT, LEFT, RIGHT, TOP, FOOT] = [220, 52, 12, 12, 180];
const PUSHED = { shape: 'dot', fill: 'var(--control)', stroke: 'var(--control)' } as const satisfies Mark;
const [RADIUS, RING] = [4.5, 8];
/** Between a message and its answer, in turns. */
const APART = 0.18;

export const MonitorFigure = memo(function MonitorFigure({ points, turns, threshold, rate, title, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const keys = useMemo<Key[]>(
    () => [
      { mark: HOLLOW, label: t`what you say` },
      { mark: FILLED, label: t`the model, without a push` },
      { mark: PUSHED, label: t`the model, pushed` },
      ...(Number.isNaN(threshold) ? [] : [{ mark: THRESHOLD, label: t`threshold: ${rate}` }]),
    ],
    [threshold, rate],
  );
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const [low, high] = roundEnds(extent([...points.map(({ score }) => score), threshold]) ?? [0, 1]);
  const x = linear(0.5, turns + 0.5, LEFT, width - RIGHT);
  const y = linear(low, high, FOOT, TOP);
  const at = ({ turn, side, score }: MonitorPoint): Point => [turn + (side === 'user' ? -APART : APART), score];
  const there = points.filter(({ score }) => Number.isFinite(score));
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="monitor-chart" data-points={there.length}>
            <g fontSize={SIZE.axis} fill="var(--ink-3)">
              {ticks(low, high, 5).map((value) => (
                <g key={value}>
                  <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
                  <text x={LEFT - 6} y={y(value)} textAnchor="end" dominantBaseline="central">
                    {Number.isInteger(value) ? signed(value, 0) : compact(value)}
                  </text>
                </g>
              ))}
              {ticks(1, Math.max(turns, 2), width < 500 ? 6 : 12)
                .filter((turn) => Number.isInteger(turn) && turn <= turns)
                .map((turn) => (
                  <text key={turn} x={x(turn)} y={FOOT + 18} textAnchor="middle">
                    {turn}
                  </text>
                ))}
              <text x={(LEFT + width - RIGHT) / 2} y={FOOT + 35} textAnchor="middle">{t`turn`}</text>
            </g>
            {!Number.isNaN(threshold) && (
              <line
                className="threshold"
                x1={LEFT}
                x2={width - RIGHT}
                y1={y(threshold)}
                y2={y(threshold)}
                stroke={THRESHOLD.stroke}
                strokeWidth={THRESHOLD.strokeWidth}
                strokeDasharray={THRESHOLD.strokeDasharray}
              />
            )}
            {(['user', 'assistant'] as const).map((side) => (
              <path
                key={side}
                d={pathOf(there.filter((point) => point.side === side).map(at), { x, y })}
                fill="none"
                stroke="var(--ink-3)"
                strokeWidth={1}
                strokeDasharray={side === 'user' ? '2 3' : undefined}
              />
            ))}
            {there.map((point) => {
              const [right, up] = at(point);
              const { fill, stroke } = markOf(point);
              return (
                <g key={`${point.turn} ${point.side}`} className={point.score > threshold ? 'alarm' : undefined}>
                  <circle cx={x(right)} cy={y(up)} r={RADIUS} fill={fill} stroke={stroke} strokeWidth={1.3} />
                  {point.score > threshold && (
                    <circle cx={x(right)} cy={y(up)} r={RING} fill="none" stroke="var(--positive-ink)" strokeWidth={1.5} />
                  )}
                </g>
              );
            })}
          </g>
        </Figure>
      )}
      <Twin caption={title} columns={COLUMNS} rows={() => rowsOf(points, threshold)} />
      <HowToRead id="monitor" />
    </figure>
  );
});

const markOf = ({ side, pushed }: MonitorPoint) =>
  side === 'user'
    ? { ...HOLLOW, fill: 'var(--paper)', stroke: 'var(--ink-2)' }
    : pushed
      ? PUSHED
      : { fill: 'var(--ink-2)', stroke: 'var(--ink-2)' };
