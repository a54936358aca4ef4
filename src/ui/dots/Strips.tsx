/** The plot of a dot-strip figure: ticks, the threshold, a row of dots each, rings around the dot that is picked or pointed at. */
import { memo } from 'react';
import { SIZE } from '../figure/plan';
import { JUDGED, RATED, RATED_SEEN, THRESHOLD } from '../figure/marks';
import { tick } from '../parts/format';
import { FOOT, LABEL_SIZE, RADIUS, ROW, type Layout, type Placed } from './layout';
import { inkOf, paintOf } from './paint';

interface Props {
  readonly plan: Layout;
  /** Where the plot begins in its figure. */
  readonly top: number;
  readonly rings: readonly Placed[];
  readonly thresholdLabel: string;
}

export function Strips({ plan, top, rings, thresholdLabel }: Props) {
  return (
    <g transform={`translate(0 ${top})`}>
      <Dots plan={plan} thresholdLabel={thresholdLabel} />
      {rings.map((dot) => (
        <circle key={dot.id} cx={dot.px} cy={dot.py} r={RADIUS + 4} fill="none" stroke="var(--ink)" strokeWidth={2} pointerEvents="none" />
      ))}
    </g>
  );
}

/** All but the rings: a pointer that moves does not draw it again. */
const Dots = memo(function Dots({ plan, thresholdLabel }: Pick<Props, 'plan' | 'thresholdLabel'>) {
  const bottom = plan.height - FOOT + 4;
  const { stroke, strokeWidth, strokeDasharray } = THRESHOLD;
  return (
    <>
      {plan.ticks.map(({ value, px }) => (
        <g key={value}>
          <line x1={px} x2={px} y1={0} y2={bottom} stroke="var(--rule)" />
          <text x={px} y={plan.height - 8} textAnchor="middle" fontSize={SIZE.axis} fill="var(--ink-3)">
            {tick(value)}
          </text>
        </g>
      ))}
      {plan.threshold !== null && (
        <line x1={plan.threshold} x2={plan.threshold} y1={0} y2={bottom} {...{ stroke, strokeWidth, strokeDasharray }}>
          <title>{thresholdLabel}</title>
        </line>
      )}
      {plan.rows.map((row) => (
        <g key={row.key} className={`strip-${row.key}`}>
          <text
            y={row.top + 15}
            fontSize={LABEL_SIZE}
            fontWeight={600}
            fill={inkOf(row.key)}
            paintOrder="stroke"
            stroke="var(--paper)"
            strokeWidth={4}
          >
            {row.label}
          </text>
          <path d={row.hollow} fill="none" stroke={paintOf(row.key)} strokeWidth={1.3} opacity={0.75} />
          <path d={row.filled} fill={paintOf(row.key)} stroke="var(--paper)" strokeWidth={1} />
          {row.cut !== '' && <path className="cut" d={row.cut} stroke="var(--ink)" strokeWidth={1.5} />}
          {row.answers !== '' && <path className="answers" d={row.answers} fill="none" stroke={RATED.stroke} strokeWidth={1.8} />}
          {row.seen !== '' && <path className="answers-seen" d={row.seen} fill="none" stroke={RATED_SEEN.stroke} strokeWidth={1.8} />}
          {row.judged !== '' && <path className="answers-judged" d={row.judged} fill="none" stroke={JUDGED.stroke} strokeWidth={1.8} />}
          {row.mean !== null && (
            <line x1={row.mean} x2={row.mean} y1={row.top + 18} y2={row.top + ROW - 2} stroke="var(--ink)" strokeWidth={3} />
          )}
        </g>
      ))}
    </>
  );
});
