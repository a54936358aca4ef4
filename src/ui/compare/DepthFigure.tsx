/** The AUROC curves of several analyses over relative depth, so that models of other lengths lie over each other. */
import { memo, useMemo } from 'react';
import { blockAt, relativeDepth } from '../../lab/report/compare';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { CHANCE } from '../figure/marks';
import { SIZE, SWATCH, type Key } from '../figure/plan';
import { cutTo } from '../figure/text';
import { useFigure } from '../figure/useFigure';
import { Curve } from '../layers/Curve';
import { AXIS, FOOT, HEIGHT, layerToX, MARGIN, valueToY } from '../layers/frame';
import { Level } from '../layers/Level';
import { print, valueAt } from '../parts/columns';
import { fixed, tick } from '../parts/format';
import { Term } from '../parts/Term';
import { Twin } from '../parts/Twin';
import { useWidth } from '../parts/useWidth';
import { COLUMNS } from '../../lab/report/columns';
import { originOf, type Named } from './named';

interface Props {
  readonly all: readonly Named[];
  /** The shown block's. */
  readonly depth: number;
}

const TITLE = 'AUROC by relative depth: 0 is the first block, 1 the last';
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const Y = valueToY(0, 1);
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
      { mark: CHANCE, label: 'chance' },
    ],
    [all, width],
  );
  const curves = useMemo(() => all.map((one) => ({ ...one, values: Array.from(one.run.table.auroc) })), [all]);
  const plan = useFigure({ title: TITLE, keys, origin: originOf(all, __VERSION__) }, width, HEIGHT);
  return (
    <figure className="figure" ref={ref}>
      <p className="figure-note">
        Each on the test pairs of its own set, over <Term id="relative-depth">relative depth</Term>. The block that is shown lies at{' '}
        {fixed(depth)}: {all.map(({ letter, run }) => `${letter} block ${blockAt(depth, run.report.layers)}`).join(', ')}.
      </p>
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': TITLE }}>
          <g transform={`translate(0 ${plan.top})`} data-testid="depth-chart">
            <Axes width={width} />
            <Level value={0.5} mark={CHANCE} width={width} y={Y} />
            {curves.map(({ run, letter, mark, values }) => (
              <Curve key={run.id} values={values} width={width} y={Y} of={letter} mark={mark} />
            ))}
          </g>
        </Figure>
      )}
      <Twin
        caption={TITLE}
        columns={[
          { name: 'analysis' },
          { name: 'block' },
          { name: 'depth', print: (value) => fixed(value, 3) },
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
    </figure>
  );
});

/** Quarters both ways: of the depth, and of the AUROC. */
function Axes({ width }: { readonly width: number }) {
  const foot = HEIGHT - MARGIN.bottom - FOOT;
  return (
    <g fontSize={SIZE.axis} fill="var(--ink-3)">
      {QUARTERS.map((value) => (
        <g key={value}>
          <line x1={AXIS} x2={width - MARGIN.right} y1={Y(value)} y2={Y(value)} stroke={value === 0 ? 'var(--axis)' : 'var(--rule)'} />
          <text x={AXIS - 8} y={Y(value)} textAnchor="end" dominantBaseline="central">
            {tick(value)}
          </text>
          <text x={layerToX(QUARTERS.indexOf(value), QUARTERS.length, width)} y={foot + 18} textAnchor="middle">
            {tick(value)}
          </text>
        </g>
      ))}
    </g>
  );
}
