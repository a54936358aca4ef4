/** An interval over the layers, shaded: one SVG path, as the curve it belongs to. */
import { memo, useMemo } from 'react';
import type { AreaMark } from '../figure/plan';
import { layerToX } from './frame';

interface Props {
  /** [layer]. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly mark: AreaMark;
  readonly width: number;
  /** A value to pixels from the plot's upper edge: `valueToY` of its axes. */
  readonly y: (value: number) => number;
}

export const Band = memo(function Band({ low, high, mark, width, y }: Props) {
  const d = useMemo(() => {
    // A block without an end leaves a gap.
    const spans: number[][] = [];
    low.forEach((value, layer) => {
      if (!Number.isFinite(value) || !Number.isFinite(high[layer])) return;
      const last = spans.at(-1);
      if (last?.at(-1) === layer - 1) last.push(layer);
      else spans.push([layer]);
    });
    const at = (values: readonly number[]) => (layer: number) =>
      `${layerToX(layer, values.length, width).toFixed(1)} ${y(values[layer]!).toFixed(1)}`;
    return spans.map((span) => `M${[...span.map(at(high)), ...span.toReversed().map(at(low))].join('L')}Z`).join('');
  }, [low, high, width, y]);
  return (
    <g className="band" fill={mark.fill} fillOpacity={mark.fillOpacity}>
      <path d={d} />
    </g>
  );
});
