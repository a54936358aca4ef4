/** Rows of dots over one score axis. Plain SVG with a handful of nodes, cheap enough to redraw while the model is reading. */
import './dots.css';
import { useMemo, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { tick } from '../parts/format';
import { useWidth } from '../parts/useWidth';
import { layout, nearest, RADIUS, ROW } from './layout';
import type { Row } from './layout';

interface Props {
  label: string;
  testId: string;
  rows: Row[];
  threshold: number | null;
  thresholdLabel: string;
  picked: string | null;
  onPick: (id: string | null) => void;
}

export function DotStrips({ label, testId, rows, threshold, thresholdLabel, picked, onPick }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [under, setUnder] = useState<string | null>(null);
  const plan = useMemo(() => layout(rows, threshold, width), [rows, threshold, width]);
  const at = (event: MouseEvent<SVGSVGElement>): string | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return plan ? (nearest(plan.placed, event.clientX - box.left, event.clientY - box.top)?.id ?? null) : null;
  };
  /** ←/→ walk through the dots from low score to high. */
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onPick(null);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || !plan) return;
    event.preventDefault();
    const order = [...plan.placed].sort((a, b) => a.px - b.px);
    const now = order.findIndex((dot) => dot.id === picked);
    onPick(order[now < 0 ? 0 : Math.max(0, Math.min(order.length - 1, now + by))]?.id ?? null);
  };
  const rings = plan?.placed.filter((dot) => dot.id === picked || dot.id === under) ?? [];
  return (
    <div ref={ref} className="strips" data-testid={testId} data-dots={plan?.placed.length ?? 0}>
      {plan && (
        <svg
          width={width}
          height={plan.height}
          role="img"
          aria-label={`${label}. Left and right walk through the texts`}
          tabIndex={0}
          className={under ? 'over-dot' : ''}
          onPointerMove={(event) => setUnder(at(event))}
          onPointerLeave={() => setUnder(null)}
          onClick={(event) => onPick(at(event))}
          onKeyDown={press}
        >
          {plan.ticks.map(({ value, px }) => (
            <g key={value} className="tick">
              <line x1={px} x2={px} y1={0} y2={plan.height - 24} />
              <text x={px} y={plan.height - 8}>
                {tick(value)}
              </text>
            </g>
          ))}
          {plan.threshold !== null && (
            <line className="threshold" x1={plan.threshold} x2={plan.threshold} y1={0} y2={plan.height - 24}>
              <title>{thresholdLabel}</title>
            </line>
          )}
          {plan.rows.map((row) => (
            <g key={row.key} className={`strip strip-${row.key}`}>
              <text className="strip-label" x={0} y={row.top + 15}>
                {row.label}
              </text>
              <path className="hollow" d={row.hollow} />
              <path className="filled" d={row.filled} />
              {row.cut !== '' && <path className="cut" d={row.cut} />}
              {row.mean !== null && <line className="mean" x1={row.mean} x2={row.mean} y1={row.top + 18} y2={row.top + ROW - 2} />}
            </g>
          ))}
          {rings.map((dot) => (
            <circle key={dot.id} className="ring" cx={dot.px} cy={dot.py} r={RADIUS + 4} />
          ))}
        </svg>
      )}
      {rows.some((row) => row.dots.some((dot) => dot.cut)) && <p className="cut-key">underlined: the text was cut, its end was not read</p>}
      {plan?.threshold !== undefined && plan.threshold !== null && <p className="threshold-key">{thresholdLabel}</p>}
    </div>
  );
}
