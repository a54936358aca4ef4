/** What is read at a prompt's last token, before anything is answered, against what the model then leans to. */
import { memo, useMemo } from 'react';
import type { AskedBefore } from '../../lab/report/before';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { FILLED } from '../figure/marks';
import { SIZE, type Key } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { compact, count, signed, tick } from '../parts/format';
import { extent, linear, roundEnds, ticks } from '../parts/scale';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

interface Props {
  readonly asked: readonly AskedBefore[];
  readonly layer: number;
  readonly positive: string;
  readonly origin: string;
}

const [HEIGHT, LEFT, RIGHT, TOP, FOOT] = [240, 46, 12, 10, 200];
const KEYS: readonly Key[] = [{ mark: FILLED, label: t`a prompt` }];

export const BeforeFigure = memo(function BeforeFigure({ asked, layer, positive, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const points = useMemo(
    () =>
      asked.flatMap(({ prompt, read, margin }) =>
        Number.isFinite(read[layer]) && Number.isFinite(margin) ? [{ prompt, x: read[layer]!, y: margin }] : [],
      ),
    [asked, layer],
  );
  const title = t`Margin towards “${positive}” by what is read before, block ${layer}, ${count(points.length, 'prompt')}`;
  const plan = useFigure({ title, keys: KEYS, origin }, width, HEIGHT);
  const ends = (values: readonly number[]) => roundEnds(extent(values) ?? [0, 1]);
  const [x0, x1] = ends(points.map(({ x }) => x));
  const [y0, y1] = ends(points.map(({ y }) => y));
  const [x, y] = [linear(x0, x1, LEFT + 8, width - RIGHT - 8), linear(y0, y1, FOOT, TOP)];
  return (
    <figure className="figure" ref={ref}>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': title }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="before-chart" data-prompts={points.length}>
            <g fontSize={SIZE.axis} fill="var(--ink-3)">
              {ticks(y0, y1, 5).map((value) => (
                <g key={value}>
                  <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
                  <text x={LEFT - 6} y={y(value)} textAnchor="end" dominantBaseline="central">
                    {signed(value, Number.isInteger(value) ? 0 : 1)}
                  </text>
                </g>
              ))}
              {ticks(x0, x1, width < 500 ? 3 : 6).map((value) => (
                <text key={value} x={x(value)} y={FOOT + 18} textAnchor="middle">
                  {tick(value)}
                </text>
              ))}
              <text x={(LEFT + width - RIGHT) / 2} y={FOOT + 36} textAnchor="middle">{t`projection at the prompt’s last token`}</text>
            </g>
            {points.map((point, i) => (
              <circle key={i} cx={x(point.x)} cy={y(point.y)} r={3.5} fill="var(--ink-2)" fillOpacity={0.7} />
            ))}
          </g>
        </Figure>
      )}
      <Twin
        caption={title}
        columns={[{ name: t`prompt` }, { name: t`projection`, print: compact }, { name: t`margin`, print: (value) => signed(value, 2) }]}
        rows={() => points.map((point) => [{ text: point.prompt }, point.x, point.y])}
      />
      <HowToRead id="before" />
    </figure>
  );
});
