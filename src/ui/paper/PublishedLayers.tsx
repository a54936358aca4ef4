/** What was published of each layer, beside the block of this run at the same relative depth. */
import type { ShownRun } from '../../experiment/shown';
import { depthOf, MODELS, type Series } from '../../lab/paper/published';
import { valueAt } from '../parts/columns';
import { compact, fixed, percent } from '../parts/format';
import { ScrolledTable } from './ScrolledTable';
import { Sourced } from './Sourced';
import { t } from '../../language/t';

const HEADS = [t`model`, t`layer`, t`depth`, 'AUROC', t`accuracy`, t`separation`];
const OURS = [t`block here`, t`AUROC here`, t`accuracy here`, t`separation here`];

export function PublishedLayers({ run }: { readonly run: ShownRun | null }) {
  const blocks = run?.report.layers ?? 0;
  return (
    <ScrolledTable
      caption={t`By layer, as published, and the block of this run at the same relative depth`}
      heads={run ? [...HEADS, ...OURS] : HEADS}
      testId="paper-layers"
    >
      {MODELS.map((model) =>
        model.layers.map((layer, i) => {
          const depth = depthOf(model, layer);
          const block = Math.round(depth * (blocks - 1));
          return (
            <tr key={`${model.id} ${layer}`}>
              <th scope="row">{model.name}</th>
              <td>{layer}</td>
              <td>{percent(depth)}</td>
              <Cell series={model.auroc} at={i} print={fixed} />
              <Cell series={model.accuracy} at={i} print={percent} />
              <Cell series={model.separation} at={i} print={fixed} />
              {run && (
                <>
                  <td>{block}</td>
                  <td>{fixed(valueAt(run.table, 'auroc', block), 3)}</td>
                  <td>{percent(valueAt(run.table, 'accuracy', block), 1)}</td>
                  <td>{compact(valueAt(run.table, 'separation', block))}</td>
                </>
              )}
            </tr>
          );
        }),
      )}
    </ScrolledTable>
  );
}

interface CellProps {
  readonly series: readonly Series[];
  readonly at: number;
  /** In its decimals as published. */
  readonly print: (value: number, digits: number) => string;
}

/** Every source of one figure: they need not agree. */
function Cell({ series, at, print }: CellProps) {
  return (
    <td>
      {series.map(({ source, values, digits }, i) => (
        <span key={source}>
          {i > 0 && ' · '}
          <Sourced source={source}>{print(values[at]!, digits)}</Sourced>
        </span>
      ))}
    </td>
  );
}
