/** Mean ratings over the strengths of one kind of push, each with its interval over answers. */
import { useMemo } from 'react';
import type { RatedStrength } from '../../lab/report/ratings';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { INTERVAL, TEST } from '../figure/marks';
import { SIZE, type Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { tick } from '../parts/format';
import { linear } from '../parts/scale';
import { useWidth } from '../parts/useWidth';

const HEIGHT = 220;
const [LEFT, RIGHT, TOP, FOOT] = [34, 14, 12, HEIGHT - 52];
const DOT: Key = { mark: { shape: 'dot', fill: TEST.stroke, stroke: TEST.stroke }, label: 'mean rating' };
const RANGE: Key = { mark: INTERVAL, label: '95 % interval over answers' };

interface Props {
  readonly strengths: readonly RatedStrength[];
  /** Of the push. */
  readonly name: string;
  readonly origin: string;
}

export function RatedFigure({ strengths, name, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const title = `Mean rating by strength: ${name}`;
  const bounded = strengths.some(({ low }) => Number.isFinite(low));
  const keys = useMemo(() => (bounded ? [DOT, RANGE] : [DOT]), [bounded]);
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const alphas = strengths.map(({ alpha }) => alpha);
  const x = linear(Math.min(...alphas), Math.max(...alphas), LEFT + 14, width - RIGHT - 14);
  const y = linear(0, 2, FOOT, TOP);
  /** The scale ends at 0 and 2, where Student's t does not: the table has its ends. */
  const inside = (value: number): number => Math.max(0, Math.min(2, value));
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="rated-chart" fontSize={SIZE.axis} fill="var(--ink-3)">
            {[0, 1, 2].map((rating) => (
              <g key={rating}>
                <line x1={LEFT} x2={width - RIGHT} y1={y(rating)} y2={y(rating)} stroke="var(--rule)" />
                <text x={LEFT - 8} y={y(rating)} textAnchor="end" dominantBaseline="central">
                  {rating}
                </text>
              </g>
            ))}
            {strengths.map(({ alpha, mean, low, high, rated, answers }) => (
              <g key={alpha} data-alpha={alpha}>
                {Number.isFinite(low) && (
                  <rect
                    x={x(alpha) - 5}
                    width={10}
                    y={y(inside(high))}
                    height={Math.max(1, y(inside(low)) - y(inside(high)))}
                    fill={INTERVAL.fill}
                    fillOpacity={0.3}
                  />
                )}
                {Number.isFinite(mean) && <circle cx={x(alpha)} cy={y(mean)} r={4.5} fill={TEST.stroke} />}
                <text x={x(alpha)} y={FOOT + 17} textAnchor="middle">
                  {tick(alpha)}
                </text>
                <text x={x(alpha)} y={FOOT + 32} textAnchor="middle" fontSize={SIZE.origin}>
                  {rated === answers ? `n ${rated}` : `${rated}/${answers}`}
                </text>
              </g>
            ))}
            <text x={(LEFT + width - RIGHT) / 2} y={FOOT + 49} textAnchor="middle">
              α, and how many answers of it are rated
            </text>
          </g>
        </Figure>
      )}
    </figure>
  );
}
