/**
 * What stands still while curves over layers move: grid, foot and the numbers at both. Drawn again only when an end of an axis moves.
 * Plain marks, like all else in a figure: a chart library for these lines was a quarter of the first program.
 */
import { memo } from 'react';
import { SIZE } from '../figure/plan';
import { percent, tick } from '../parts/format';
import { logTicks } from '../parts/scale';
import { AXIS, FOOT, HEIGHT, layerTicks, layerToX, logValueToY, MARGIN, valueToY } from './frame';

interface Props {
  /** Blocks along the foot; 'depth' for the relative depth of models of any, 0 to 1. */
  readonly layers: number | 'depth';
  /** Pixels of the figure, and where its plot begins. */
  readonly width: number;
  readonly top: number;
  /** Ends of the scale of values. */
  readonly low: number;
  readonly high: number;
  /** Logarithmic; else in quarters. */
  readonly log?: boolean;
  /** Pixels of the plot's height. */
  readonly plot?: number;
}

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
/** Pixels between an axis and its numbers. */
const GAP = 8;

export const LayerAxes = memo(function LayerAxes({ layers, width, top, low, high, log = false, plot = HEIGHT }: Props) {
  const y = log ? logValueToY(low, high, plot) : valueToY(low, high, plot);
  const [left, right, foot] = [MARGIN.left + AXIS, width - MARGIN.right, plot - MARGIN.bottom - FOOT];
  const below = layers === 'depth' ? DEPTHS : layerTicks(layers).map((layer) => ({ at: layer, of: layers, text: tick(layer) }));
  return (
    <g className="axes" transform={`translate(0 ${top})`} fontSize={SIZE.axis} fill="var(--ink-3)">
      <g className="axis-values">
        {(log ? logTicks(low, high) : QUARTERS).map((value) => (
          <g key={value}>
            <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke="var(--rule)" />
            <text x={left - GAP} y={y(value)} dy="0.355em" textAnchor="end">
              {tick(value)}
            </text>
          </g>
        ))}
      </g>
      <line x1={left} x2={right} y1={foot} y2={foot} stroke="var(--axis)" />
      <g className="axis-foot">
        {below.map(({ at, of, text }) => (
          <text key={at} x={layerToX(at, of, width)} y={foot + GAP} dy="0.71em" textAnchor="middle">
            {text}
          </text>
        ))}
      </g>
    </g>
  );
});

/** `layerToX` of a depth: as if there were two blocks, at 0 and at 1. */
const DEPTHS = QUARTERS.map((depth) => ({ at: depth, of: 2, text: percent(depth) }));
