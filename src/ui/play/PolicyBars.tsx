/** How likely each action was before a step, the likeliest first, what was done marked. */
import { AREA_DONE, AREA_OTHER } from './marks';
import { BAR_ROW } from './layout';
import type { PolicyRow } from './step-said';
import { SIZE } from '../figure/plan';
import { cutTo } from '../figure/text';
import { percent } from '../parts/format';

interface Props {
  readonly rows: readonly PolicyRow[];
  readonly width: number;
}

/** Room for "100 %". */
const NUMBER = 46;

export const PolicyBars = ({ rows, width }: Props) => (
  <g className="policy" fontSize={SIZE.axis}>
    {rows.map(({ id, text, share, done }, i) => {
      const { fill, fillOpacity } = done ? AREA_DONE : AREA_OTHER;
      return (
        <g key={id} transform={`translate(0 ${i * BAR_ROW})`} data-action={id} data-done={done}>
          <text y={13} fill={done ? 'var(--ink)' : 'var(--ink-2)'} fontWeight={done ? 600 : 400}>
            {cutTo(done ? `▸ ${text}` : text, SIZE.axis, width)}
          </text>
          <rect y={19} width={Math.max(1, share * (width - NUMBER))} height={9} fill={fill} fillOpacity={fillOpacity} />
          <text x={width} y={24} textAnchor="end" dominantBaseline="central" fill="var(--ink-2)">
            {percent(share)}
          </text>
        </g>
      );
    })}
  </g>
);
