/** The effect of a push by its dose, on an axis of one's choice: the direction beside random ones, shuffled labels, and asking in words. */
import { memo, useMemo, useState } from 'react';
import type { KeptPooling } from '../../experiment/capture';
import type { SweepReport } from '../../lab/report/sweep';
import type { SweepVerdict } from '../../lab/report/sweep-verdict';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { INTERVAL, LANGUAGE_BAND, RANDOM, TEST } from '../figure/marks';
import { type Key, type LineMark } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { count } from '../parts/format';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { areaOf, pathOf } from '../parts/line';
import { axisName, axisSaid, doseOf, type Axis, type Dosed } from '../dose/axis';
import { DoseAxes } from '../dose/DoseAxes';
import { DoseChoice } from '../dose/DoseChoice';
import { BAND_COLUMNS, bandRows, bandTable } from './bands';
import { BandStrips, stripsHeight } from './BandStrips';
import { HEIGHT, plotOf, sweepLines } from './plot';
import { STRENGTH_COLUMNS, strengthRows, type Sides } from './rows';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

const SHUFFLED: LineMark = { shape: 'line', stroke: 'var(--ink-2)', strokeWidth: 1.5, strokeDasharray: '2 3' };
/** Told apart by their dashes, too. */
const ASKED: Record<'positive' | 'negative', LineMark> = {
  positive: { shape: 'line', stroke: 'var(--positive-ink)', strokeWidth: 1.5, strokeDasharray: '9 3 2 3' },
  negative: { shape: 'line', stroke: 'var(--negative-ink)', strokeWidth: 1.5, strokeDasharray: '9 2 2 2 2 2' },
};

interface Props {
  readonly report: SweepReport;
  readonly sides: Sides;
  readonly dosed: Dosed;
  readonly layer: number;
  readonly verdict: Pick<SweepVerdict, 'up' | 'down' | 'band' | 'situations'>;
  /** Of the analysis that found the directions; null where it is not known. */
  readonly pooling: KeptPooling | null;
  /** "blocks 10–19". */
  readonly over: string;
  readonly origin: string;
}

export const DoseFigure = memo(function DoseFigure({ report, sides, dosed, layer, verdict, pooling, over, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [axis, setAxis] = useState<Axis>(dosed.unit);
  const lines = useMemo(() => sweepLines(report, axis, dosed), [report, axis, dosed]);
  const bands = useMemo(() => bandRows(verdict, report, axis, dosed), [verdict, report, axis, dosed]);
  const draws = Math.max(0, ...report.strengths.map(({ random }) => random?.draws.length ?? 0));
  const keys = useMemo<Key[]>(
    () => [
      { mark: TEST, label: t`direction, mean of prompts` },
      ...(lines.low.length > 0 ? [{ mark: INTERVAL, label: t`95 % interval over prompts` }] : []),
      ...(lines.randomLow.length > 0 ? [{ mark: RANDOM, label: t`range of ${count(draws, 'random direction')}` }] : []),
      ...(lines.shuffled.length > 0 ? [{ mark: SHUFFLED, label: t`shuffled labels` }] : []),
      ...report.asked.map(({ side }) => ({ mark: ASKED[side], label: t`asked for “${sides[side]}”, no push` })),
      ...(bands.some(({ ranges }) => ranges.length > 0) ? [{ mark: LANGUAGE_BAND, label: t`moves with the push and stays language` }] : []),
    ],
    [lines, draws, report, sides, bands],
  );
  const levels = report.asked.map(({ effect }) => effect.mean).filter(Number.isFinite);
  const title = t`Effect on the answers’ score at block ${layer}, read again without the push, by ${axisSaid(axis, over)}`;
  const plan = useFigure({ title, keys, origin }, width, HEIGHT + stripsHeight(bands));
  const plot = plotOf(lines, levels, width);
  return (
    <figure className="figure" ref={ref}>
      <DoseChoice
        value={axis}
        onChange={setAxis}
        pooling={pooling}
        known={report.strengths.filter((one) => Number.isFinite(doseOf(one.alpha, one.damage?.mean, axis, dosed))).length}
        of={report.strengths.length}
      />
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="dose-chart" data-axis={axis} data-strengths={report.strengths.length}>
            <DoseAxes plot={plot} name={axisName(axis)} />
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
            <BandStrips rows={bands} plot={plot} top={HEIGHT} />
          </g>
        </Figure>
      )}
      <Twin caption={title} columns={STRENGTH_COLUMNS} rows={() => strengthRows(report, sides)} />
      <p className="figure-note">{t`Where answers move with the push and stay language, which the bars below the axis show:`}</p>
      <Twin
        caption={t`Strengths at which answers move with the push and stay language`}
        columns={BAND_COLUMNS}
        rows={() => bandTable(verdict)}
      />
      <HowToRead id="dose" />
    </figure>
  );
});

const strokeOf = ({ stroke, strokeWidth, strokeDasharray }: LineMark) => ({ stroke, strokeWidth, strokeDasharray });
