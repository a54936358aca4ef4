/**
 * What stands still while the AUROC curve moves: axes, chance, the bag of words.
 * `allowDataOverflow` makes recharts take the axes' ends as given, so that they stand without data.
 */
import { memo } from 'react';
import { CartesianGrid, ComposedChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { AXIS, FOOT, HEIGHT, layerTicks, MARGIN, PADDING } from './frame';

interface Props {
  layers: number;
  width: number;
  /** AUROC of the bag of words, or null. */
  words: number | null;
}

export const AurocAxes = memo(function AurocAxes({ layers, width, words }: Props) {
  return (
    <ComposedChart width={width} height={HEIGHT} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis
        interval={0}
        dataKey="layer"
        type="number"
        domain={[0, layers - 1]}
        allowDataOverflow
        ticks={layerTicks(layers)}
        padding={{ left: PADDING, right: PADDING }}
        height={FOOT}
        tickLine={false}
        stroke="var(--axis)"
      />
      <YAxis
        interval={0}
        width={AXIS}
        domain={[0, 1]}
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        allowDataOverflow
        tickLine={false}
        axisLine={false}
        stroke="var(--axis)"
      />
      <ReferenceLine y={0.5} stroke="var(--axis)" strokeDasharray="2 4" />
      {words !== null && <ReferenceLine y={words} stroke="var(--control)" strokeDasharray="6 3" strokeWidth={1.5} />}
    </ComposedChart>
  );
});
