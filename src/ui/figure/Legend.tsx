/** The keys of a figure: a mark and what it stands for, as SVG. */
import { lookOf, LINE, SIZE, SWATCH, type Mark, type Plan } from './plan';

export function Legend({ places }: { readonly places: Plan['keyPlaces'] }) {
  return (
    <g className="legend" fontSize={SIZE.key} fill="var(--ink-2)">
      {places.map(({ key, x, y, textX, lines }) => (
        <g key={key.label} className="legend-key">
          <g transform={`translate(${x} ${y - SIZE.key / 2 + 2})`}>
            <Swatch mark={key.mark} />
          </g>
          <text x={textX} y={y}>
            {lines.length === 1
              ? lines[0]
              : lines.map((line, i) => (
                  <tspan key={i} x={textX} dy={i === 0 ? 0 : LINE.key}>
                    {i < lines.length - 1 ? `${line} ` : line}
                  </tspan>
                ))}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A mark around (0, 0) to (SWATCH, 0), its middle line. */
export function Swatch({ mark }: { readonly mark: Mark }) {
  const middle = SWATCH / 2;
  switch (mark.shape) {
    case 'line': {
      const { stroke, strokeWidth, strokeDasharray } = mark;
      return <line x2={SWATCH} stroke={stroke} strokeWidth={strokeWidth} strokeDasharray={strokeDasharray} />;
    }
    case 'area':
      return <rect y={-5} width={SWATCH} height={10} {...lookOf(mark)} />;
    case 'hatch':
      return <path d="M1 5l10-10M7 5l10-10M13 5l9-9" stroke={mark.stroke} strokeOpacity={0.6} fill="none" />;
    case 'dot':
      return <circle cx={middle} r={4.5} fill={mark.fill} stroke={mark.stroke} strokeWidth={1.3} />;
    case 'bar':
      return <line x1={middle} x2={middle} y1={-7} y2={7} stroke={mark.stroke} strokeWidth={3} />;
    case 'diamond':
      return <path d={`M${middle} -6l6 6l-6 6l-6 -6Z`} fill="none" stroke={mark.stroke} strokeWidth={1.8} />;
    case 'cross':
      return <path d={`M${middle - 5} -5l10 10m0 -10l-10 10`} stroke={mark.stroke} strokeWidth={1.8} />;
    case 'triangle':
      return <path d={`M${middle} -6l6 11h-12Z`} fill="none" stroke={mark.stroke} strokeWidth={1.8} />;
    case 'underline':
      return <path d={`M${middle - 7} 6h14`} stroke={mark.stroke} strokeWidth={1.5} />;
  }
}
