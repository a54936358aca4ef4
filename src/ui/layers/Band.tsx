/** An interval over the layers, shaded: one SVG path, as the curve it belongs to. */
import { memo, useMemo } from 'react';
import { layerToX } from './frame';

interface Props {
  /** [layer]. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly width: number;
  /** A value to pixels from the plot's upper edge: `valueToY` of its axes. */
  readonly y: (value: number) => number;
}

export const Band = memo(function Band({ low, high, width, y }: Props) {
  const d = useMemo(() => {
    const at = (values: readonly number[]) =>
      values.map((value, layer) => `${layerToX(layer, values.length, width).toFixed(1)} ${y(value).toFixed(1)}`);
    return `M${[...at(high), ...at(low).reverse()].join('L')}Z`;
  }, [low, high, width, y]);
  return (
    <g className="band" fill="var(--measure)" fillOpacity={0.18}>
      <path d={d} />
    </g>
  );
});
