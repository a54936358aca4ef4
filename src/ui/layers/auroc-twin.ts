/** The numbers behind the AUROC chart: the columns of the report and of the evidence, and whatever else can be drawn beside the curve. */
import type { ShownRun } from '../../experiment/shown';
import type { Column } from '../../lab/report/columns';
import { EVIDENCE } from '../../lab/report/evidence';
import { countText } from '../../lab/report/tested';
import type { Baseline } from '../../lab/report/texts';
import { twinOf } from '../parts/columns';
import { count, fixed } from '../parts/format';
import type { TwinColumn } from '../parts/Twin';
import { t } from '../../language/t';

const COLUMNS: readonly Column[] = [
  'auroc',
  'aurocLow',
  'aurocHigh',
  'pairsRight',
  'overWords',
  'overWordsLow',
  'overWordsHigh',
  'accuracy',
  'accuracyMedian',
  'd',
  ...EVIDENCE,
];

/** A line of the chart that is no column of the table. */
interface Line extends TwinColumn {
  readonly at: (layer: number) => number;
}
const PRINT = (value: number): string => fixed(value, 3);

/** Heads and rows, [layer]; columns that the run has not got are left out. */
export function aurocTwin(run: ShownRun): { columns: TwinColumn[]; rows: () => number[][] } {
  const { columns, rows } = twinOf(run.table, COLUMNS);
  const lines = linesOf(run);
  return {
    columns: [...columns, ...lines.map(({ name, print, nan }) => ({ name, ...(print && { print }), ...(nan && { nan }) }))],
    rows: () => rows().map((row, layer) => [...row, ...lines.map(({ at }) => at(layer))]),
  };
}

function linesOf({ report: { words, length }, table: { auroc, selectivity }, evidence }: ShownRun): Line[] {
  const level = (name: string, { auroc, low, high }: Baseline): Line[] => [
    { name, print: PRINT, at: () => auroc },
    { name: t`${name}, low`, print: PRINT, nan: NO_INTERVAL, at: () => low },
    { name: t`${name}, high`, print: PRINT, nan: NO_INTERVAL, at: () => high },
  ];
  return [
    ...(words && 'auroc' in words ? level(t`bag of words`, words) : []),
    ...(length ? level(t`length alone`, length) : []),
    ...(selectivity
      ? [{ name: t`labels without meaning`, print: PRINT, at: (layer: number) => auroc[layer]! - selectivity[layer]!, nan: NO_DIRECTION }]
      : []),
    ...(evidence?.groups ?? []).map(({ group, auroc: left, ...counts }): Line => ({
      name: t`left out: ${group} (${counts.texts ? countText(counts) : count(counts.pairs, 'pair')})`,
      print: PRINT,
      nan: NO_DIRECTION,
      at: (layer) => left[layer] ?? NaN,
    })),
  ];
}
const NO_INTERVAL = t`fewer than ten test pairs, or test texts of a class, or the AUROC does not vary over resampled texts`;
const NO_DIRECTION = t`no direction was found at this block`;
