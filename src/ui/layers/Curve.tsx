/**
 * A line over the layers, laid on a chart's axes: one SVG path that follows a run for the price of one attribute, while the axes below
 * are not drawn again.
 */
import { memo, useMemo } from 'react';
import { HEIGHT, layerToX } from './frame';

interface Props {
  /** [layer]; NaN where there is no value: the line has a gap there, as where `y` gives NaN. */
  values: readonly number[];
  width: number;
  /** A value to pixels from the top: `valueToY` of the axes below. */
  y: (value: number) => number;
  className: string;
  /** A dot on every value. */
  dots?: boolean;
}

const DOT = 2.2;

export const Curve = memo(function Curve({ values, width, y, className, dots = false }: Props) {
  const [line, marks] = useMemo(() => {
    let line = '';
    let marks = '';
    let pen = 'M';
    values.forEach((value, layer) => {
      const height = y(value);
      // No value, or one that this axis has no place for.
      if (!Number.isFinite(height)) return void (pen = 'M');
      const px = layerToX(layer, values.length, width).toFixed(1);
      const py = height.toFixed(1);
      line += `${pen}${px} ${py}`;
      marks += `M${px} ${py}m${-DOT} 0a${DOT} ${DOT} 0 1 0 ${2 * DOT} 0a${DOT} ${DOT} 0 1 0 ${-2 * DOT} 0`;
      pen = 'L';
    });
    return [line, marks];
  }, [values, width, y]);
  return (
    <svg className={`curve ${className}`} width={width} height={HEIGHT} aria-hidden="true">
      <path className="curve-line" d={line} />
      {dots && <path className="curve-dots" d={marks} />}
    </svg>
  );
});
