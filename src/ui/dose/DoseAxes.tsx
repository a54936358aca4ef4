/** The axes of a dose chart: effects up, doses to the right. */
import { SIZE } from '../figure/plan';
import { signed, tick } from '../parts/format';
import type { Plot } from '../parts/line';

export function DoseAxes({ plot: { x, y, xTicks, yTicks, left, right, top, foot }, name }: { readonly plot: Plot; readonly name: string }) {
  return (
    <g fontSize={SIZE.axis} fill="var(--ink-3)">
      {yTicks.map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
          <text x={left - 6} y={y(value)} textAnchor="end" dominantBaseline="central">
            {signed(value, Number.isInteger(value) ? 0 : value >= 0.1 || value <= -0.1 ? 1 : 2)}
          </text>
        </g>
      ))}
      {xTicks.map((dose) => (
        <g key={dose}>
          <line x1={x(dose)} x2={x(dose)} y1={top} y2={foot} stroke="var(--rule)" />
          <text x={x(dose)} y={foot + 16} textAnchor="middle">
            {tick(dose)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={foot + 33} textAnchor="middle">
        {name}
      </text>
    </g>
  );
}
