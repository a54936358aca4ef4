/**
 * What stands still while curves over layers move: grid and axes. Drawn by recharts, and drawn again only
 * when an end moves. `compact` leaves out recharts' <div>, so that its <svg> can lie in the figure's; that fills whatever it lies in,
 * so it is as large as the figure, with margins around the plot. `allowDataOverflow` takes the axes' ends as given, without data.
 */
import { memo } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import { SIZE } from '../figure/plan';
import { percent, tick } from '../parts/format';
import { logTicks } from '../parts/scale';
import { AXIS, FOOT, HEIGHT, layerTicks, MARGIN, PADDING } from './frame';

interface Props {
  /** Blocks along the foot; 'depth' for the relative depth of models of any, 0 to 1. */
  readonly layers: number | 'depth';
  /** Of the figure, and where its plot begins. */
  readonly width: number;
  readonly height: number;
  readonly top: number;
  /** Ends of the scale of values. */
  readonly low: number;
  readonly high: number;
  /** Logarithmic; else in quarters. */
  readonly log?: boolean;
  /** Pixels of the plot's height. */
  readonly plot?: number;
}

const TICK = { fontSize: SIZE.axis, fill: 'var(--ink-3)', stroke: 'none' };

export const LayerAxes = memo(function LayerAxes({ layers, width, height, top, low, high, log = false, plot = HEIGHT }: Props) {
  const margin = { ...MARGIN, top: top + MARGIN.top, bottom: height - top - plot + MARGIN.bottom };
  return (
    <ComposedChart compact width={width} height={height} margin={margin} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis
        interval={0}
        dataKey="layer"
        type="number"
        {...(layers === 'depth' ? DEPTH : { domain: [0, layers - 1], ticks: layerTicks(layers) })}
        allowDataOverflow
        padding={{ left: PADDING, right: PADDING }}
        height={FOOT}
        tickLine={false}
        tick={TICK}
        stroke="var(--axis)"
      />
      <YAxis
        interval={0}
        width={AXIS}
        scale={log ? 'log' : 'linear'}
        domain={[low, high]}
        allowDataOverflow
        ticks={log ? logTicks(low, high) : QUARTERS}
        tickFormatter={tick}
        tickLine={false}
        axisLine={false}
        tick={TICK}
        stroke="var(--axis)"
      />
    </ComposedChart>
  );
});

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
/** recharts hands the tick's place on as well, which `percent` would take for digits. */
const DEPTH = { domain: [0, 1], ticks: QUARTERS, tickFormatter: (depth: number) => percent(depth) };
