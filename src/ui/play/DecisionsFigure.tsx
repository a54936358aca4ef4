/** What is read before a decision in a game, against how likely helping was, and whether it was done. */
import { memo, useMemo } from 'react';
import type { Decision } from '../../lab/report/decisions';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { HowToRead } from '../figure/HowToRead';
import { SIZE, type Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { count, percent, tick } from '../parts/format';
import { extent, linear, roundEnds, ticks } from '../parts/scale';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { decisionColumns, decisionRows } from './games-rows';
import { t } from '../../language/t';

interface Props {
  readonly decisions: readonly Decision[];
  readonly layer: number;
  readonly origin: string;
}

const [HEIGHT, LEFT, RIGHT, TOP, FOOT] = [240, 52, 12, 10, 200];
/** More dots fall on each other. */
const MOST = 1000;
const KEYS: readonly Key[] = [
  { mark: { shape: 'dot', fill: 'var(--measure)', stroke: 'var(--measure)' }, label: t`then it helped` },
  { mark: { shape: 'dot', fill: 'none', stroke: 'var(--ink-2)' }, label: t`then it did something else` },
];

export const DecisionsFigure = memo(function DecisionsFigure({ decisions, layer, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const points = useMemo(
    () => decisions.filter(({ read, likely }) => Number.isFinite(read[layer]) && Number.isFinite(likely)),
    [decisions, layer],
  );
  const drawn = useMemo(() => {
    const every = Math.ceil(points.length / MOST);
    return points.filter((_, i) => i % every === 0);
  }, [points]);
  const all = count(points.length, 'decision');
  const title = t`How likely helping was, by what is read before, block ${layer}, ${all}${drawn.length < points.length ? t`, ${drawn.length} of them drawn` : ''}`;
  const plan = useFigure({ title, keys: KEYS, origin }, width, HEIGHT);
  const [x0, x1] = roundEnds(extent(points.map(({ read }) => read[layer]!)) ?? [0, 1]);
  const [, y1] = roundEnds(extent([0, ...points.map(({ likely }) => likely)]) ?? [0, 1]);
  const [x, y] = [linear(x0, x1, LEFT + 8, width - RIGHT - 8), linear(0, y1, FOOT, TOP)];
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="decisions-chart" data-decisions={points.length}>
            <g fontSize={SIZE.axis} fill="var(--ink-3)">
              {ticks(0, y1, 5).map((value) => (
                <g key={value}>
                  <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
                  <text x={LEFT - 6} y={y(value)} textAnchor="end" dominantBaseline="central">
                    {percent(value)}
                  </text>
                </g>
              ))}
              {ticks(x0, x1, width < 500 ? 3 : 6).map((value) => (
                <text key={value} x={x(value)} y={FOOT + 18} textAnchor="middle">
                  {tick(value)}
                </text>
              ))}
              <text x={(LEFT + width - RIGHT) / 2} y={FOOT + 36} textAnchor="middle">{t`projection before the decision`}</text>
            </g>
            {drawn.map(({ play, turn, read, likely, helped }) => (
              <circle
                key={`${play} ${turn}`}
                cx={x(read[layer]!)}
                cy={y(likely)}
                r={3.5}
                fill={helped ? 'var(--measure)' : 'none'}
                stroke={helped ? 'var(--measure)' : 'var(--ink-2)'}
              />
            ))}
          </g>
        </Figure>
      )}
      <Twin caption={title} columns={decisionColumns(layer)} rows={() => decisionRows(decisions, layer)} />
      <HowToRead id="game-decisions" />
    </figure>
  );
});
