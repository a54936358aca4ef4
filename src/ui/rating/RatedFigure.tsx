/** Mean ratings over the strengths of one kind of push, each with its interval over answers. */
import { useMemo, useState } from 'react';
import type { KeptPooling } from '../../experiment/capture';
import type { RatedStrength } from '../../lab/report/ratings';
import { axisName, axisSaid, doseOf, type Axis, type Dosed } from '../dose/axis';
import { DoseChoice } from '../dose/DoseChoice';
import { bandText } from '../steer/dose';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { INTERVAL, JUDGED, TEST } from '../figure/marks';
import { SIZE, type Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { tick } from '../parts/format';
import { extent, linear } from '../parts/scale';
import { useWidth } from '../parts/useWidth';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

const HEIGHT = 220;
const [LEFT, RIGHT, TOP, FOOT] = [34, 14, 12, HEIGHT - 52];
const DOT: Key = { mark: { shape: 'dot', fill: TEST.stroke, stroke: TEST.stroke }, label: t`mean rating` };
const JUDGE: Key = { mark: { ...JUDGED, stroke: TEST.stroke }, label: t`mean rating of a judge, which is a program` };
const RANGE: Key = { mark: INTERVAL, label: t`95 % interval over answers` };

/** What is known of the doses of one kind of push. */
export interface RatedDose extends Dosed {
  readonly damage: (alpha: number) => number;
  /** Of the analysis that found the directions; null where it is not known. */
  readonly pooling: KeptPooling | null;
}

interface Props {
  readonly strengths: readonly RatedStrength[];
  /** The ratings are those of judges, which are programs. */
  readonly judged: boolean;
  /** What the strengths mean; null where they are no doses, as those of a cap. */
  readonly dosed: RatedDose | null;
  /** Of the push. */
  readonly name: string;
  readonly origin: string;
}

export function RatedFigure({ strengths, judged, dosed, name, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [axis, setAxis] = useState<Axis>(dosed?.unit ?? 'raw');
  const placed = strengths.flatMap((one) => {
    const dose = dosed ? doseOf(one.alpha, dosed.damage(one.alpha), axis, dosed) : one.alpha;
    return Number.isFinite(dose) ? [{ ...one, dose }] : [];
  });
  const inOther = dosed !== null && axis !== dosed.unit;
  const by = inOther ? axisSaid(axis, bandText(dosed.band)) : t`strength`;
  const title = judged ? t`A judge’s mean rating by ${by}: ${name}` : t`Mean rating by ${by}: ${name}`;
  const bounded = strengths.some(({ low }) => Number.isFinite(low));
  const keys = useMemo(() => [judged ? JUDGE : DOT, ...(bounded ? [RANGE] : [])], [judged, bounded]);
  const plan = useFigure({ title, keys, origin }, width, HEIGHT);
  const [least, most] = extent(placed.map(({ dose }) => dose)) ?? [0, 0];
  const x = linear(least, most, LEFT + 14, width - RIGHT - 14);
  const y = linear(0, 2, FOOT, TOP);
  /** The scale ends at 0 and 2, where Student's t does not: the table has its ends. */
  const inside = (value: number): number => Math.max(0, Math.min(2, value));
  return (
    <figure className="figure" ref={ref}>
      {dosed && (
        <DoseChoice
          value={axis}
          onChange={setAxis}
          pooling={dosed.pooling}
          known={placed.filter(({ alpha }) => alpha !== 0).length}
          of={strengths.filter(({ alpha }) => alpha !== 0).length}
        />
      )}
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="rated-chart" data-axis={axis} fontSize={SIZE.axis} fill="var(--ink-3)">
            {[0, 1, 2].map((rating) => (
              <g key={rating}>
                <line x1={LEFT} x2={width - RIGHT} y1={y(rating)} y2={y(rating)} stroke="var(--rule)" />
                <text x={LEFT - 8} y={y(rating)} textAnchor="end" dominantBaseline="central">
                  {rating}
                </text>
              </g>
            ))}
            {placed.map(({ alpha, dose, mean, low, high, rated, answers }) => (
              <g key={alpha} data-alpha={alpha}>
                {Number.isFinite(low) && (
                  <rect
                    x={x(dose) - 5}
                    width={10}
                    y={y(inside(high))}
                    height={Math.max(1, y(inside(low)) - y(inside(high)))}
                    fill={INTERVAL.fill}
                    fillOpacity={0.3}
                  />
                )}
                {Number.isFinite(mean) && !judged && <circle cx={x(dose)} cy={y(mean)} r={4.5} fill={TEST.stroke} />}
                {Number.isFinite(mean) && judged && (
                  <path d={`M${x(dose)} ${y(mean) - 6}l6 11h-12Z`} fill="var(--paper)" stroke={TEST.stroke} strokeWidth={1.8} />
                )}
                <text x={x(dose)} y={FOOT + 17} textAnchor="middle">
                  {tick(inOther ? Number(dose.toPrecision(2)) : dose)}
                </text>
                <text x={x(dose)} y={FOOT + 32} textAnchor="middle" fontSize={SIZE.origin}>
                  {rated === answers ? `n ${rated}` : `${rated}/${answers}`}
                </text>
              </g>
            ))}
            <text
              x={(LEFT + width - RIGHT) / 2}
              y={FOOT + 49}
              textAnchor="middle"
            >{t`${inOther ? axisName(axis) : 'α'}, and how many answers of it are rated`}</text>
          </g>
        </Figure>
      )}
      <HowToRead id="rated" />
    </figure>
  );
}
