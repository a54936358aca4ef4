/** A table of numbers as a picture: a cell for each, coloured from the middle of a scale to its two ends, its number in it. */
import { memo, useMemo } from 'react';
import { tick } from '../parts/format';
import { useWidth } from '../parts/useWidth';
import { Caption } from './Caption';
import { Figure } from './Figure';
import { heatMark, LINE_HEIGHT, planHeat, SIZE, type HeatLabel, type Scale } from './heat';
import type { Key } from './plan';
import { useFigure } from './useFigure';

interface Props {
  readonly title: string;
  /** Model, way and day: the line at the foot. */
  readonly origin: string;
  readonly testId: string;
  readonly rows: readonly HeatLabel[];
  readonly columns: readonly HeatLabel[];
  /** [row][column]; NaN where there is no number. */
  readonly values: readonly (readonly number[])[];
  readonly scale: Scale;
  /** What low, middle and high mean, for the legend: "chance". */
  readonly ends: readonly [low: string, middle: string, high: string];
  /** As it stands in a cell. */
  readonly print: (value: number) => string;
}

export const HeatMap = memo(function HeatMap({ title, origin, testId, rows, columns, values, scale, ends, print }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const keys = useMemo<Key[]>(
    () =>
      [scale.low, scale.middle, scale.high].map((value, i) => ({
        // The middle is the paper, which could not be seen: its swatch has the colour of the cells' edges.
        mark: i === 1 ? { shape: 'area', fill: 'var(--rule)', fillOpacity: 1 } : heatMark(value, scale),
        label: `${tick(value)} ${ends[i]}`.trim(),
      })),
    [scale, ends],
  );
  const heat = useMemo(() => {
    // An end of the scale is the longest number that can stand in a cell; an AUROC has no sign, and leaves more room to the names.
    const [low, high] = [print(scale.low), print(scale.high)];
    return planHeat(rows, columns, Math.max(width, 1), low.length > high.length ? low : high);
  }, [rows, columns, width, scale, print]);
  const plan = useFigure({ title, keys, origin }, width, heat.height);
  const { cell, left, top } = heat;
  return (
    <div ref={ref}>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid={testId}>
            <g fontSize={SIZE.label} fill="var(--ink-2)" textAnchor="middle">
              {heat.columns.map(({ x, text }) => (
                <text key={x} x={x} y={top - 6}>
                  {text}
                </text>
              ))}
            </g>
            <g fontSize={SIZE.label} fill="var(--ink-2)">
              {heat.rows.map(({ y, lines }) =>
                lines.map((text, i) => (
                  <text key={`${y} ${i}`} y={y + i * LINE_HEIGHT} dominantBaseline="central">
                    {text}
                  </text>
                )),
              )}
            </g>
            {values.map((row, r) =>
              row.map((value, c) => {
                const { fill, fillOpacity } = heatMark(value, scale);
                const [x, y] = [left + c * cell.width, top + r * cell.height];
                return (
                  <g key={`${r} ${c}`} className="heat-cell">
                    <rect x={x} y={y} {...cell} fill={fill} fillOpacity={fillOpacity} stroke="var(--rule)" />
                    <text
                      x={x + cell.width / 2}
                      y={y + cell.height / 2}
                      fontSize={heat.size}
                      fill="var(--ink)"
                      textAnchor="middle"
                      dominantBaseline="central"
                    >
                      {print(value)}
                    </text>
                  </g>
                );
              }),
            )}
          </g>
        </Figure>
      )}
    </div>
  );
});
