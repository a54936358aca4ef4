/** Where there is no interval: the whole chart hatched, because the AUROC may lie anywhere. */
import { memo, useId } from 'react';
import { AXIS, FOOT, MARGIN } from './frame';

export const Unbounded = memo(function Unbounded({ width, plot }: { readonly width: number; readonly plot: number }) {
  const pattern = useId();
  return (
    <g data-testid="unbounded">
      <pattern id={pattern} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line y2="7" stroke="var(--ink-3)" strokeOpacity={0.28} strokeWidth={1} />
      </pattern>
      <rect
        x={AXIS}
        y={MARGIN.top}
        width={Math.max(0, width - AXIS - MARGIN.right)}
        height={plot - MARGIN.top - MARGIN.bottom - FOOT}
        fill={`url(#${pattern})`}
      />
    </g>
  );
});
