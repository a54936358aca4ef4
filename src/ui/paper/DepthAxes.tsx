/** Grid and axes of a chart over relative depth, first block to last, as src/ui/layers/LayerAxes.tsx draws them over blocks. */
import { memo } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import { SIZE } from '../figure/plan';
import { AXIS, FOOT, HEIGHT, MARGIN, PADDING } from '../layers/frame';
import { percent, tick } from '../parts/format';

interface Props {
  /** Of the figure, and where its plot begins. */
  readonly width: number;
  readonly height: number;
  readonly top: number;
}

const TICK = { fontSize: SIZE.axis, fill: 'var(--ink-3)', stroke: 'none' };
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

export const DepthAxes = memo(function DepthAxes({ width, height, top }: Props) {
  const margin = { ...MARGIN, top: top + MARGIN.top, bottom: height - top - HEIGHT + MARGIN.bottom };
  return (
    <ComposedChart compact width={width} height={height} margin={margin} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis
        interval={0}
        dataKey="depth"
        type="number"
        domain={[0, 1]}
        allowDataOverflow
        ticks={QUARTERS}
        tickFormatter={(depth: number) => percent(depth)}
        padding={{ left: PADDING, right: PADDING }}
        height={FOOT}
        tickLine={false}
        tick={TICK}
        stroke="var(--axis)"
      />
      <YAxis
        interval={0}
        width={AXIS}
        domain={[0, 1]}
        allowDataOverflow
        ticks={QUARTERS}
        tickFormatter={tick}
        tickLine={false}
        axisLine={false}
        tick={TICK}
        stroke="var(--axis)"
      />
    </ComposedChart>
  );
});
