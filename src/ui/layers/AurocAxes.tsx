/**
 * What stands still while the AUROC curve moves: axes, chance, the bag of words.
 * `allowDataOverflow` makes recharts take the axes' ends as given, so that they stand without data.
 */
import { memo } from 'react';
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { AXIS, FOOT, HEIGHT, layerTicks, MARGIN, PADDING } from './frame';

interface Props {
  /** Where the axis starts: 0, or 0.4 where nothing lies below chance. */
  floor: number;
  layers: number;
  width: number;
  /** AUROC of the bag of words, or null. */
  words: number | null;
}

export const AurocAxes = memo(function AurocAxes({ floor, layers, width, words }: Props) {
  return (
    <ComposedChart width={width} height={HEIGHT} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis interval={0} dataKey="layer" type="number" domain={[0, layers - 1]} allowDataOverflow ticks={layerTicks(layers)} padding={{ left: PADDING, right: PADDING }} height={FOOT} tickLine={false} stroke="var(--axis)" />
      <YAxis interval={0} width={AXIS} domain={[floor, 1]} ticks={floor === 0 ? [0, 0.25, 0.5, 0.75, 1] : [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]} allowDataOverflow tickLine={false} axisLine={false} stroke="var(--axis)" />
      <ReferenceLine y={0.5} stroke="var(--axis)" strokeDasharray="2 4" label={{ value: 'chance', position: 'insideTopRight', fill: 'var(--ink-3)', fontSize: 12 }} />
      {words !== null && (
        <ReferenceLine y={words} stroke="var(--control)" strokeDasharray="6 3" strokeWidth={1.5} label={{ value: 'bag of words', position: Math.abs(words - 0.5) < 0.08 ? 'insideBottomRight' : 'insideTopRight', fill: 'var(--control)', fontSize: 12 }} />
      )}
    </ComposedChart>
  );
});
