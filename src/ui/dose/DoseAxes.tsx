/** The axes of a dose chart: effects up, doses to the right. */
import { SIZE } from '../figure/plan';
import { signed, tick } from '../parts/format';
import type { Plot } from '../parts/line';

interface Props {
  readonly plot: Plot;
  readonly name: string;
  /** How the numbers upwards are written; as effects, with their sign, unless said. */
  readonly print?: (value: number) => string;
}

export function DoseAxes({ plot: { x, y, xTicks, yTicks, left, right, top, foot }, name, print }: Props) {
  // As many as the step between two of them has, so that no two read alike.
  const digits = yTicks.length < 2 ? 2 : Math.max(0, -Math.floor(Math.log10(yTicks[1]! - yTicks[0]!) + 1e-9));
  return (
    <g fontSize={SIZE.axis} fill="var(--ink-3)">
      {yTicks.map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
          <text x={left - 6} y={y(value)} textAnchor="end" dominantBaseline="central">
            {print ? print(value) : signed(value, value === 0 ? 0 : digits)}
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
