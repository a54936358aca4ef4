/** The curve alone: drawn again only when its points or its width change. */
import { memo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts';
import { AXIS, FOOT, HEIGHT, layerTicks, MARGIN, PADDING } from './frame';

export interface AurocPoint {
  layer: number;
  auroc: number;
  interval: [number, number] | null;
}

interface Props {
  points: AurocPoint[];
  layers: number;
  width: number;
  /** AUROC of the bag of words, or null. */
  words: number | null;
}

export const AurocChart = memo(function AurocChart({ points, layers, width, words }: Props) {
  // The axis starts at 0 only if something lies below chance: the room is for what is there.
  const floor = (words !== null && words < 0.4) || points.some(({ auroc, interval }) => Math.min(auroc, interval?.[0] ?? auroc) < 0.4) ? 0 : 0.4;
  // While a run redraws the curve again and again, thirty dots are half of its cost.
  const finished = points.some(({ interval }) => interval !== null);
  return (
    <ComposedChart width={width} height={HEIGHT} data={points} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis interval={0} dataKey="layer" type="number" domain={[0, layers - 1]} ticks={layerTicks(layers)} padding={{ left: PADDING, right: PADDING }} height={FOOT} tickLine={false} stroke="var(--axis)" />
      <YAxis interval={0} width={AXIS} domain={[floor, 1]} ticks={floor === 0 ? [0, 0.25, 0.5, 0.75, 1] : [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]} allowDataOverflow tickLine={false} axisLine={false} stroke="var(--axis)" />
      <Area dataKey="interval" stroke="none" fill="var(--measure)" fillOpacity={0.18} isAnimationActive={false} connectNulls={false} activeDot={false} />
      <ReferenceLine y={0.5} stroke="var(--axis)" strokeDasharray="2 4" label={{ value: 'chance', position: 'insideTopRight', fill: 'var(--ink-3)', fontSize: 12 }} />
      {words !== null && (
        <ReferenceLine y={words} stroke="var(--control)" strokeDasharray="6 3" strokeWidth={1.5} label={{ value: 'bag of words', position: 'insideTopRight', fill: 'var(--control)', fontSize: 12 }} />
      )}
      <Line dataKey="auroc" type="linear" stroke="var(--measure)" strokeWidth={2} dot={finished && { r: 2.2, fill: 'var(--measure)', strokeWidth: 0 }} isAnimationActive={false} activeDot={false} />
    </ComposedChart>
  );
});
