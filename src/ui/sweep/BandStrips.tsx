/** Below the doses: for all prompts and for each situation, the range in which answers move with the push and stay language. */
import { LANGUAGE_BAND } from '../figure/marks';
import { SIZE } from '../figure/plan';
import { brief } from '../parts/format';
import type { Plot } from '../parts/line';
import type { BandRow } from './bands';
import { t } from '../../language/t';

const ROW = 30;
/** Rows that are drawn; the table has all. */
const MOST = 9;
/** One strength alone is a range of no width. */
const NARROWEST = 8;

const drawn = (rows: readonly BandRow[]): readonly BandRow[] => rows.slice(0, MOST);
/** Pixels. */
export const stripsHeight = (rows: readonly BandRow[]): number => 14 + ROW * (drawn(rows).length + (rows.length > MOST ? 1 : 0));

interface Props {
  readonly rows: readonly BandRow[];
  readonly plot: Pick<Plot, 'x' | 'left' | 'right'>;
  /** The upper edge. */
  readonly top: number;
}

export function BandStrips({ rows, plot: { x, left, right }, top }: Props) {
  return (
    <g transform={`translate(0 ${top})`} fontSize={SIZE.axis} fill="var(--ink-3)" data-testid="language-bands">
      {drawn(rows).map(({ name, reaches, ranges }, i) => (
        <g key={name} transform={`translate(0 ${14 + i * ROW})`} data-band={JSON.stringify(reaches)}>
          <text x={left} y={8}>
            {brief(name, 40)}
            {reaches.length === 0 ? t`: nowhere` : ranges.length < reaches.length ? t`: not known on this axis` : ''}
          </text>
          <line x1={left} x2={right} y1={18} y2={18} stroke="var(--rule)" />
          {ranges.map(([low, high]) => {
            const wide = Math.max(NARROWEST, x(high) - x(low));
            return (
              <rect
                key={low}
                x={(x(low) + x(high) - wide) / 2}
                width={wide}
                y={14}
                height={8}
                rx={2}
                fill={LANGUAGE_BAND.fill}
                fillOpacity={LANGUAGE_BAND.fillOpacity}
              />
            );
          })}
        </g>
      ))}
      {rows.length > MOST && <text x={left} y={14 + MOST * ROW + 8}>{t`${rows.length - MOST} more in the table`}</text>}
    </g>
  );
}
