import type { Column } from './columns';
import type { Report } from './report';
import { fewestOf } from './tested';

/** One block's numbers as version 1 published them, `pairsRight` and controls added. See `COLUMNS` for what each is and what NaN means. */
export type LayerMetrics = { layer: number; nPositive: number; nNegative: number } & Record<Published, number> &
  Partial<Record<Exclude<Column, Published>, number>>;
type Published = (typeof PUBLISHED)[number];

const PUBLISHED = [
  'auroc',
  'aurocLow',
  'aurocHigh',
  'accuracy',
  'accuracyMedian',
  'threshold',
  'separation',
  'd',
  'pairsRight',
] as const satisfies readonly Column[];

/**
 * One row a block, as run files of version 1 and `lab.evaluate` have them; [] while no test texts were read. `extra` columns follow where
 * the table has them.
 */
export function rows(report: Report, extra: readonly Column[] = []): LayerMetrics[] {
  if (fewestOf(report) === 0) return [];
  const { layers, table, pairs, texts } = report;
  const counts = texts ?? { positive: pairs, negative: pairs };
  const columns: Column[] = [...PUBLISHED, ...extra.filter((column) => table[column])];
  return Array.from({ length: layers }, (_, layer) => {
    const numbers = Object.fromEntries(columns.map((column) => [column, table[column]![layer]!]));
    return { layer, nPositive: counts.positive, nNegative: counts.negative, ...numbers } as LayerMetrics;
  });
}
