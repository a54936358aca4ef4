/** What was published of each layer, beside the block of this run at the same relative depth. */
import type { ShownRun } from '../../experiment/shown';
import { depthOf, MODELS, type Series } from '../../lab/paper/published';
import { valueAt } from '../parts/columns';
import { compact, fixed, percent } from '../parts/format';
import { number, published, said, type PaperCell } from './paper-cell';
import { ScrolledTable, type PaperRow } from './ScrolledTable';
import { t } from '../../language/t';

const HEADS = [t`model`, t`layer`, t`depth`, 'AUROC', t`accuracy`, t`separation`];
const OURS = [t`block here`, t`AUROC here`, t`accuracy here`, t`separation here`];

export function PublishedLayers({ run }: { readonly run: ShownRun | null }) {
  return (
    <ScrolledTable
      caption={t`By layer, as published, and the block of this run at the same relative depth`}
      heads={run ? [...HEADS, ...OURS] : HEADS}
      testId="paper-layers"
      rows={layerRows(run)}
    />
  );
}

export function layerRows(run: ShownRun | null): PaperRow[] {
  const blocks = run?.report.layers ?? 0;
  return MODELS.flatMap((model) =>
    model.layers.map((layer, i): PaperRow => {
      const depth = depthOf(model, layer);
      const block = Math.round(depth * (blocks - 1));
      return {
        key: `${model.id} ${layer}`,
        cells: [
          said(model.name),
          number(layer),
          number(depth, (value) => percent(value)),
          ofSeries(model.auroc, i, fixed),
          ofSeries(model.accuracy, i, percent),
          ofSeries(model.separation, i, fixed),
          ...(run
            ? [
                number(block),
                number(valueAt(run.table, 'auroc', block), (value) => fixed(value, 3)),
                number(valueAt(run.table, 'accuracy', block), (value) => percent(value, 1)),
                number(valueAt(run.table, 'separation', block), compact),
              ]
            : []),
        ],
      };
    }),
  );
}

/** Every source of one figure, in its decimals as published: they need not agree. */
function ofSeries(series: readonly Series[], at: number, print: (value: number, digits: number) => string): PaperCell {
  const digits = new Map(series.map((one) => [one.source, one.digits]));
  return published(
    series.map(({ source, values }) => ({ source, value: values[at]! })),
    (value, source) => print(value, digits.get(source)!),
  );
}
