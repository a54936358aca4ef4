/** What stands still while the separation curves move: the axes, drawn again only when their ends change. */
import { memo } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import { tick } from '../parts/format';
import { logTicks } from '../parts/scale';
import { AXIS, FOOT, HEIGHT, layerTicks, MARGIN, PADDING } from './frame';

interface Props {
  /** Ends of the logarithmic scale. */
  low: number;
  high: number;
  layers: number;
  width: number;
}

export const SeparationAxes = memo(function SeparationAxes({ low, high, layers, width }: Props) {
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
        width={AXIS}
        scale="log"
        domain={[low, high]}
        allowDataOverflow
        ticks={logTicks(low, high)}
        tickFormatter={tick}
        interval={0}
        tickLine={false}
        axisLine={false}
        stroke="var(--axis)"
      />
    </ComposedChart>
  );
});
