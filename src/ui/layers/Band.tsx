/** An interval over the layers, shaded on a chart's axes: one SVG path, as the curve it belongs to. */
import { memo, useMemo } from 'react';
import { HEIGHT, layerToX } from './frame';

interface Props {
  /** [layer]. */
  low: readonly number[];
  high: readonly number[];
  width: number;
  /** A value to pixels from the top: `valueToY` of the axes below. */
  y: (value: number) => number;
}

export const Band = memo(function Band({ low, high, width, y }: Props) {
  const d = useMemo(() => {
    const at = (values: readonly number[]) =>
      values.map((value, layer) => `${layerToX(layer, values.length, width).toFixed(1)} ${y(value).toFixed(1)}`);
    return `M${[...at(high), ...at(low).reverse()].join('L')}Z`;
  }, [low, high, width, y]);
  return (
    <svg className="curve band" width={width} height={HEIGHT} aria-hidden="true">
      <path d={d} />
    </svg>
  );
});
