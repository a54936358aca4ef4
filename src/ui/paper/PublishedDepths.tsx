/** The published AUROCs of three models by relative depth, beside the curve of the analysis that is shown. */
import { memo, useMemo } from 'react';
import type { ShownRun } from '../../experiment/shown';
import { depthOf, MODELS, PAIRS, SOURCES, type PublishedModel } from '../../lab/paper/published';
import { Caption } from '../figure/Caption';
import { Figure } from '../figure/Figure';
import { CHANCE, TEST } from '../figure/marks';
import type { Key, LineMark } from '../figure/plan';
import { useFigure } from '../figure/useFigure';
import { Curve } from '../layers/Curve';
import { HEIGHT, layerToX, valueToY } from '../layers/frame';
import { Level } from '../layers/Level';
import { useWidth } from '../parts/useWidth';
import { LayerAxes } from '../layers/LayerAxes';
import { HowToRead } from '../figure/HowToRead';
import { t } from '../../language/t';

/** Told apart by their dashes, too. */
const MARKS: Readonly<Record<PublishedModel['id'], LineMark>> = {
  'phi-3-mini': { shape: 'line', stroke: 'var(--positive-ink)', strokeWidth: 1.75 },
  'qwen2.5-7b': { shape: 'line', stroke: 'var(--negative-ink)', strokeWidth: 1.75, strokeDasharray: '7 3' },
  'dolphin-8b': { shape: 'line', stroke: 'var(--control)', strokeWidth: 1.75, strokeDasharray: '2 3' },
};
const Y = valueToY(0, 1);
const DOT = 3;
const PUBLISHED = t`Published: ${SOURCES.repository}, ${PAIRS.train.value} training and ${PAIRS.test.value} test pairs.`;

interface Props {
  /** null before the first run: the published curves stand alone. */
  readonly run: ShownRun | null;
  readonly origin: string;
}

export const PublishedDepths = memo(function PublishedDepths({ run, origin }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const values = useMemo(() => (run ? Array.from(run.table.auroc) : null), [run]);
  const keys = useMemo<Key[]>(
    () => [
      ...(values ? [{ mark: TEST, label: t`this run` }] : []),
      ...MODELS.map(({ id, name }) => ({ mark: MARKS[id], label: name })),
      { mark: CHANCE, label: t`chance` },
    ],
    [values],
  );
  const title = t`AUROC by relative depth, published${values ? t` and here` : ''}`;
  const plan = useFigure({ title, keys, origin: run ? t`${PUBLISHED} This run: ${origin}` : PUBLISHED }, width, HEIGHT);
  return (
    <figure className="figure" ref={ref} data-testid="paper-chart">
      <Caption {...plan} />
      {width > 0 && (
        <Figure plan={plan} svg={{ role: 'img', 'aria-label': t`${title}. The numbers are in the table below.` }}>
          <LayerAxes layers="depth" width={width} top={plan.top} low={0} high={1} />
          <g transform={`translate(0 ${plan.top})`}>
            <Level value={0.5} mark={CHANCE} width={width} y={Y} />
            {MODELS.map((model) => (
              <Points key={model.id} model={model} width={width} />
            ))}
            {values && <Curve values={values} width={width} y={Y} of={t`test`} mark={TEST} />}
          </g>
        </Figure>
      )}
      <HowToRead id="published" />
    </figure>
  );
});

/** A model's layers: they are few, so each has a dot. */
function Points({ model, width }: { readonly model: PublishedModel; readonly width: number }) {
  const { stroke, strokeWidth, strokeDasharray } = MARKS[model.id];
  const [{ values }] = model.auroc as [PublishedModel['auroc'][number]];
  const points = model.layers.map((layer, i) => [layerToX(depthOf(model, layer), 2, width), Y(values[i]!)] as const);
  return (
    <g className={`published-${model.id}`} stroke={stroke}>
      <path
        d={points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')}
        fill="none"
        strokeWidth={strokeWidth}
        strokeDasharray={strokeDasharray}
      />
      {points.map(([x, y]) => (
        <circle key={x} cx={x.toFixed(1)} cy={y.toFixed(1)} r={DOT} fill={stroke} strokeWidth={0} />
      ))}
    </g>
  );
}
