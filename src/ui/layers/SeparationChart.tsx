/** The two curves alone: drawn again only when their points or their width change. */
import { memo } from 'react';
import { CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { tick } from '../parts/format';
import { extent } from '../parts/scale';
import { AXIS, FOOT, HEIGHT, layerTicks, MARGIN, PADDING } from './frame';

export interface SeparationPoint {
  layer: number;
  train: number | null;
  test: number | null;
}

interface Props {
  points: SeparationPoint[];
  layers: number;
  width: number;
}

/** Ticks at 1, 2, 5 times powers of ten where they fit, powers of ten alone over many decades. */
function logTicks([low, high]: [number, number]): number[] {
  const all: number[] = [];
  const factors = Math.log10(high / low) > 2.5 ? [1] : [1, 2, 5];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) for (const factor of factors) all.push(Number((factor * 10 ** power).toPrecision(1)));
  const below = all.filter((tick) => tick <= low).length - 1;
  const above = all.findIndex((tick) => tick >= high);
  return all.slice(Math.max(0, below), above + 1);
}

export const SeparationChart = memo(function SeparationChart({ points, layers, width }: Props) {
  const range = extent(points.flatMap(({ train, test }) => [train ?? NaN, test ?? NaN]));
  if (!range) return null;
  const ticks = logTicks(range);
  return (
    <ComposedChart width={width} height={HEIGHT} data={points} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis interval={0} dataKey="layer" type="number" domain={[0, layers - 1]} ticks={layerTicks(layers)} padding={{ left: PADDING, right: PADDING }} height={FOOT} tickLine={false} stroke="var(--axis)" />
      <YAxis width={AXIS} scale="log" domain={[ticks[0] ?? 1, ticks.at(-1) ?? 10]} ticks={ticks} tickFormatter={tick} interval={0} tickLine={false} axisLine={false} stroke="var(--axis)" />
      <Line dataKey="train" type="linear" stroke="var(--ink-3)" strokeWidth={1.5} strokeDasharray="5 3" dot={false} isAnimationActive={false} activeDot={false} />
      <Line dataKey="test" type="linear" stroke="var(--measure)" strokeWidth={2} dot={false} isAnimationActive={false} activeDot={false} />
    </ComposedChart>
  );
});
