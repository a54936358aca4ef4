/** Where there is no interval: the whole chart hatched, because the AUROC may lie anywhere. */
import { memo, useId } from 'react';
import { AXIS, FOOT, HEIGHT, MARGIN } from './frame';

export const Unbounded = memo(function Unbounded({ width }: { width: number }) {
  const pattern = useId();
  return (
    <svg className="curve unbounded" width={width} height={HEIGHT} aria-hidden="true" data-testid="unbounded">
      <pattern id={pattern} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="7" />
      </pattern>
      <rect
        x={AXIS}
        y={MARGIN.top}
        width={Math.max(0, width - AXIS - MARGIN.right)}
        height={HEIGHT - MARGIN.top - MARGIN.bottom - FOOT}
        fill={`url(#${pattern})`}
      />
    </svg>
  );
});
