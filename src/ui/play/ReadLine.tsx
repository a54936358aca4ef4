/** The projection before each action over the steps of a game, the step on show marked. */
import { SHOWN_DEPTH } from '../figure/marks';
import { SIZE } from '../figure/plan';
import { compact } from '../parts/format';
import { pathOf, type Point } from '../parts/line';
import { linear } from '../parts/scale';
import { READ_HEIGHT } from './layout';
import { READ } from './marks';
import { t } from '../../language/t';

interface Props {
  /** [step], NaN where it was not read. */
  readonly reads: readonly number[];
  /** The step on show, from 1; 0 at the beginning. */
  readonly step: number;
  /** Shared by games that stand side by side: the last step, and the ends of the axis. */
  readonly steps: number;
  readonly ends: readonly [low: number, high: number];
  readonly width: number;
}

const [LEFT, RIGHT] = [46, 10];

export function ReadLine({ reads, step, steps, ends: [low, high], width }: Props) {
  const plot = { x: linear(1, Math.max(2, steps), LEFT + 6, width - RIGHT), y: linear(low, high, READ_HEIGHT - 4, 6) };
  const points = reads.flatMap((value, i): Point[] => (Number.isFinite(value) ? [[i + 1, value]] : []));
  const { stroke, strokeWidth } = READ;
  return (
    <g className="read-line" data-points={points.length}>
      <g fontSize={SIZE.axis} fill="var(--ink-3)">
        {[...new Set([low, high])].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width - RIGHT} y1={plot.y(value)} y2={plot.y(value)} stroke="var(--rule)" />
            <text x={LEFT - 6} y={plot.y(value)} textAnchor="end" dominantBaseline="central">
              {compact(value)}
            </text>
          </g>
        ))}
        {[...new Set([1, Math.max(2, steps)])].map((one) => (
          <text key={one} x={plot.x(one)} y={READ_HEIGHT + 14} textAnchor="middle">
            {one}
          </text>
        ))}
        <text x={(LEFT + width - RIGHT) / 2} y={READ_HEIGHT + 14} textAnchor="middle">{t`step`}</text>
      </g>
      {step > 0 && (
        <line
          className="shown-step"
          x1={plot.x(step)}
          x2={plot.x(step)}
          y1={0}
          y2={READ_HEIGHT}
          stroke={SHOWN_DEPTH.stroke}
          strokeWidth={SHOWN_DEPTH.strokeWidth}
        />
      )}
      <path d={pathOf(points, plot)} fill="none" stroke={stroke} strokeWidth={strokeWidth} />
      {points.map(([x, y]) => (
        <circle key={x} cx={plot.x(x)} cy={plot.y(y)} r={x === step ? 4 : 2.5} fill={stroke} />
      ))}
    </g>
  );
}
