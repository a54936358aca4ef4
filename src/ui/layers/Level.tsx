/** One value for all layers, as a line over the whole plot: chance, the bag of words. */
import { memo } from 'react';
import type { LineMark } from '../figure/plan';
import { AXIS, MARGIN } from './frame';

interface Props {
  readonly value: number;
  readonly mark: LineMark;
  readonly width: number;
  /** A value to pixels from the plot's upper edge: `valueToY` of its axes. */
  readonly y: (value: number) => number;
}

export const Level = memo(function Level({ value, mark: { stroke, strokeWidth, strokeDasharray }, width, y }: Props) {
  const paint = { stroke, strokeWidth, strokeDasharray };
  return <line className="level" x1={AXIS} x2={width - MARGIN.right} y1={y(value)} y2={y(value)} {...paint} />;
});
