/** AUROC curves of several analyses over relative depth, so that models of other lengths lie over each other, with the shown depth. */
import { memo, useMemo } from 'react';
import { blockAt, relativeDepth } from '../../lab/report/depth';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { CHANCE, SHOWN_DEPTH } from '../figure/marks';
import { SIZE, SWATCH, type Key } from '../figure/plan';
import { cutTo } from '../figure/text';
import { useFigure } from '../figure/useFigure';
import { Curve } from '../layers/Curve';
import { FOOT, HEIGHT, layerToX, MARGIN, valueToY } from '../layers/frame';
import { LayerAxes } from '../layers/LayerAxes';
import { Level } from '../layers/Level';
import { print, valueAt } from '../parts/columns';
import { fixed, percent } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { COLUMNS } from '../../lab/report/columns';
import { originOf, type Named } from './named';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';
import { rich } from '../parts/rich';

interface Props {
  readonly all: readonly Named[];
  /** The shown block's. */
  readonly depth: number;
}

const TITLE = t`AUROC by relative depth: 0 % is the first block, 100 % the last`;
const Y = valueToY(0, 1);
const PAINT = { stroke: SHOWN_DEPTH.stroke, strokeWidth: SHOWN_DEPTH.strokeWidth };
/** Between mark and words of a key, and so that the last letter fits. */
const KEY_GAP = 10;

export const DepthFigure = memo(function DepthFigure({ all, depth }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const keys = useMemo<Key[]>(
    () => [
      ...all.map(({ letter, text, mark }) => ({
        mark,
        label: cutTo(`${letter} ${text}`, SIZE.key, Math.min(420, width - SWATCH - KEY_GAP)),
      })),
      { mark: CHANCE, label: t`chance` },
      { mark: SHOWN_DEPTH, label: t`shown depth` },
    ],
    [all, width],
  );
  const curves = useMemo(() => all.map((one) => ({ ...one, values: Array.from(one.run.table.auroc) })), [all]);
  const plan = useFigure({ title: TITLE, keys, origin: originOf(all, __VERSION__) }, width, HEIGHT);
  const x = layerToX(depth, 2, width);
  return (
    <figure className="figure" ref={ref}>
      <p className="figure-note">{rich`Each on the test pairs of its own set, over ${(<Term id="relative-depth">{t`relative depth`}</Term>)}. The block that is shown lies at ${percent(depth)}: ${all.map(({ letter, run }) => t`${letter} block ${blockAt(depth, run.report.layers)}`).join(', ')}.`}</p>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': TITLE }}>
          <LayerAxes layers="depth" width={width} top={plan.top} low={0} high={1} />
          <g transform={`translate(0 ${plan.top})`} data-testid="depth-chart">
            <Level value={0.5} mark={CHANCE} width={width} y={Y} />
            {curves.map(({ run, letter, mark, values }) => (
              <Curve key={run.id} values={values} width={width} y={Y} of={letter} mark={mark} />
            ))}
            <line className="shown-depth" x1={x} x2={x} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom - FOOT} {...PAINT} />
          </g>
        </Figure>
      )}
      <Twin
        caption={TITLE}
        columns={[
          { name: t`analysis` },
          { name: t`block` },
          { name: t`depth`, print: (value) => fixed(value, 3) },
          ...(['auroc', 'aurocLow', 'aurocHigh'] as const).map((column) => ({
            name: COLUMNS[column].name,
            print: (value: number) => print(column, value),
            nan: COLUMNS[column].nan,
          })),
        ]}
        rows={() =>
          all.flatMap(({ letter, run: { table, report } }) =>
            Array.from({ length: report.layers }, (_, layer) => [
              { text: letter },
              layer,
              relativeDepth(layer, report.layers),
              valueAt(table, 'auroc', layer),
              valueAt(table, 'aurocLow', layer),
              valueAt(table, 'aurocHigh', layer),
            ]),
          )
        }
      />
      <HowToRead id="depth" />
    </figure>
  );
});
