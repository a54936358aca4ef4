/**
 * A line over the layers, beside a chart's axes in one <svg>: one path that follows a run for the price of one attribute, while the axes
 * are not drawn again.
 */
import { memo, useMemo } from 'react';
import type { LineMark } from '../figure/plan';
import { layerToX } from './frame';

interface Props {
  /** [layer]; NaN where there is no value: the line has a gap there, as where `y` gives NaN. */
  readonly values: readonly number[];
  readonly width: number;
  /** A value to pixels from the plot's upper edge: `valueToY` of its axes. */
  readonly y: (value: number) => number;
  /** What it is of, for whoever looks for it in the picture. */
  readonly of: string;
  readonly mark: LineMark;
  /** What it is called, where several are alike. */
  readonly title?: string | undefined;
  /** A dot on every value. */
  readonly dots?: boolean;
}

const DOT = 2.2;

export const Curve = memo(function Curve({ values, width, y, of, mark, title, dots = false }: Props) {
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
  const { stroke, strokeWidth, strokeDasharray } = mark;
  return (
    <g className={`curve-${of}`}>
      {title !== undefined && <title>{title}</title>}
      <path d={line} fill="none" stroke={stroke} strokeWidth={strokeWidth} strokeDasharray={strokeDasharray} />
      {dots && <path d={marks} fill={stroke} />}
    </g>
  );
});
