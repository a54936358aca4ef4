/** The mean score of many games by the strength of the push, beside random directions of its size and just asking. */
import { memo, useMemo, useState } from 'react';
import type { PlaysReport } from '../../lab/report/plays';
import { DoseAxes } from '../dose/DoseAxes';
import { axisName } from '../dose/axis';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { HowToRead } from '../figure/HowToRead';
import { INTERVAL, RANDOM, TEST } from '../figure/marks';
import { SIZE, type Key, type LineMark } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { Choice } from '../parts/Choice';
import { count, percent, tick } from '../parts/format';
import { areaOf, pathOf } from '../parts/line';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import type { Unit } from '../../lab/units';
import { gamesLines, gamesPlot, HEIGHT, type Measure } from './games-plot';
import { levelColumns, levelRows, type AskedFor } from './games-rows';
import { t } from '../../language/t';

interface Props {
  readonly report: PlaysReport;
  readonly asking: AskedFor;
  readonly unit: Unit;
  /** "blocks 10–19". */
  readonly over: string;
  readonly origin: string;
}

const ASKED: Readonly<Record<'positive' | 'negative', LineMark>> = {
  positive: { shape: 'line', stroke: 'var(--positive-ink)', strokeWidth: 1.5, strokeDasharray: '9 3 2 3' },
  negative: { shape: 'line', stroke: 'var(--negative-ink)', strokeWidth: 1.5, strokeDasharray: '9 2 2 2 2 2' },
};
/** Of a mean over other games than those of the line. */
const APART = { shape: 'dot', fill: 'none', stroke: 'var(--ink-2)' } as const;
const OPTIONS = [
  { value: 'score', label: t`score` },
  {
    value: 'helping',
    label: t`how likely helping was`,
    title: t`Per step, before anything is drawn: a small model scores by chance of its draws`,
  },
] as const;

export const ScoresFigure = memo(function ScoresFigure({ report, asking, unit, over, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [chosen, setMeasure] = useState<Measure>('score');
  // Of free text nobody knows what was likely.
  const isLikelyKnown = report.helping.levels.pushes.length > 0;
  const measure = isLikelyKnown ? chosen : 'score';
  const { levels } = report[measure];
  const lines = useMemo(() => gamesLines(levels), [levels]);
  const draws = Math.max(0, ...levels.random.filter(({ whole }) => whole).map((one) => one.draws));
  const keys = useMemo<Key[]>(
    () => [
      { mark: TEST, label: measure === 'score' ? t`mean score` : t`mean likelihood of helping` },
      ...(lines.low.length > 0 ? [{ mark: INTERVAL, label: t`95 % interval` }] : []),
      ...(lines.randomLow.length > 0 ? [{ mark: RANDOM, label: t`range of ${count(draws, 'random direction')}` }] : []),
      ...levels.asked.map(({ side, whole, games }) => {
        const label = t`asked for “${asking[side]}”, no push`;
        return { mark: ASKED[side], label: whole ? label : t`${label} (${count(games, 'game')})` };
      }),
      ...(lines.apart.length > 0 ? [{ mark: APART, label: t`over fewer or other games, as many as it says` }] : []),
    ],
    [measure, lines, levels, draws, asking],
  );
  const { games } = levels;
  const missing = levels.random.filter(({ whole }) => !whole);
  const same = games === 1 ? t`one game` : t`the same ${count(games, 'game')}`;
  const title =
    measure === 'score'
      ? t`Mean score of games by ${axisName(unit)} over ${over}, ${same} at each strength of the line`
      : t`How likely helping was in a step, by ${axisName(unit)} over ${over}, ${same} at each strength of the line`;
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const plot = gamesPlot(
    lines,
    levels.asked.map(({ mean }) => mean),
    measure,
    width,
  );
  return (
    <figure className="figure" ref={ref}>
      {isLikelyKnown && <Choice label={t`Up is`} value={measure} options={OPTIONS} onChange={setMeasure} />}
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="scores-chart" data-measure={measure} data-points={lines.mean.length}>
            <DoseAxes plot={plot} name={axisName(unit)} print={measure === 'score' ? String : percent} />
            <path
              className="random"
              d={areaOf(lines.randomLow, lines.randomHigh, plot)}
              fill={RANDOM.fill}
              fillOpacity={RANDOM.fillOpacity}
            />
            <path className="interval" d={areaOf(lines.low, lines.high, plot)} fill={INTERVAL.fill} fillOpacity={INTERVAL.fillOpacity} />
            {levels.asked.map(({ side, mean }) => {
              const { stroke, strokeWidth, strokeDasharray } = ASKED[side];
              const [y1, y2] = [plot.y(mean), plot.y(mean)];
              return (
                <line key={side} className="asked" x1={plot.left} x2={plot.right} {...{ y1, y2, stroke, strokeWidth, strokeDasharray }} />
              );
            })}
            <path className="mean" d={pathOf(lines.mean, plot)} fill="none" stroke={TEST.stroke} strokeWidth={TEST.strokeWidth} />
            {lines.mean.map(([alpha, value]) => (
              <circle key={alpha} cx={plot.x(alpha)} cy={plot.y(value)} r={3} fill={TEST.stroke} />
            ))}
            {lines.apart.map(({ at: [alpha, value], games: own }) => {
              const [x, y, isRight] = [plot.x(alpha), plot.y(value), plot.x(alpha) > (plot.left + plot.right) / 2];
              return (
                <g key={alpha} className="apart">
                  <circle cx={x} cy={y} r={4} fill={APART.fill} stroke={APART.stroke} />
                  <text x={x} y={y < 30 ? y + 16 : y - 8} textAnchor={isRight ? 'end' : 'start'} fill="var(--ink-2)" fontSize={SIZE.axis}>
                    {count(own, 'game')}
                  </text>
                </g>
              );
            })}
          </g>
        </Figure>
      )}
      {missing.length > 0 && (
        <p className="figure-note" data-testid="random-elsewhere">
          {t`Random directions were not played in all of these games, so that their range is in the table alone: ${missing
            .map(({ size, games: own }) => t`of size ${tick(size)} in ${count(own, 'game')}`)
            .join(', ')}.`}
        </p>
      )}
      <Twin caption={title} columns={levelColumns(measure)} rows={() => levelRows(report[measure], asking)} />
      <HowToRead id="game-scores" />
    </figure>
  );
});
