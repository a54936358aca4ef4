/**
 * A figure of the page: one <svg> with its title, its legend and where its numbers come from, so that it can be taken away as it is.
 * All of its looks are attributes; colours and faces are CSS variables, the page's where there is a page, else those of its own <style>
 * (src/ui/figure/palette.ts). A program that knows no CSS variables needs their computed values in their place.
 */
import type { ReactNode, SVGProps } from 'react';
import { Legend } from './Legend';
import { STANDALONE } from './palette';
import { SIZE, type Plan } from './plan';

interface Props {
  readonly plan: Plan;
  /** Of the whole: accessible name, keys, pointer. */
  readonly svg?: Omit<SVGProps<SVGSVGElement>, 'width' | 'height' | 'viewBox' | 'children'>;
  /** The plot, in the figure's own pixels: it begins at `plan.top`. */
  readonly children: ReactNode;
}

const TABULAR = { display: 'block', fontVariantNumeric: 'tabular-nums' } as const;

export function Figure({ plan, svg, children }: Props) {
  const { width, height } = plan;
  return (
    <svg {...svg} width={width} height={height} viewBox={`0 0 ${width} ${height}`} fontFamily="var(--sans)" style={TABULAR}>
      <title>{plan.title}</title>
      <style>{STANDALONE}</style>
      <desc>{[plan.keys.map(({ label }) => label).join(', '), plan.origin].filter(Boolean).join('. ')}</desc>
      <rect width={width} height={height} fill="var(--paper)" />
      <g className="figure-title" fontSize={SIZE.title} fontWeight={600} fill="var(--ink)">
        {plan.titleLines.map(({ text, y }) => (
          <text key={y} y={y}>
            {text}
          </text>
        ))}
      </g>
      <Legend places={plan.keyPlaces} />
      {children}
      <g className="figure-origin" fontSize={SIZE.origin} fill="var(--ink-3)">
        {plan.originLines.map(({ text, y }) => (
          <text key={y} y={y}>
            {text}
          </text>
        ))}
      </g>
    </svg>
  );
}
