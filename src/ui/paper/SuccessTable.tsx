/** Steering success under every criterion, each model above what a vector that does nothing scores under the same one. */
import type { SuccessRates } from '../../lab/report/success';
import { fixed, percent } from '../parts/format';
import { number, said, type PaperCell } from './paper-cell';
import { ScrolledTable } from './ScrolledTable';
import { t } from '../../language/t';

/** As published: the strict criterion is not split by the sign of α there. */
type Criterion = Exclude<keyof SuccessRates, 'strictUp' | 'strictDown'>;

/** A row: a model, or the vector that does nothing. */
export interface SuccessRow {
  readonly name: string;
  readonly conditions: number | null;
  readonly cells: Readonly<Record<Criterion, PaperCell>>;
  /** It is the chance line of the rows above. */
  readonly chance?: boolean;
}

const CRITERIA: readonly (readonly [Criterion, string])[] = [
  ['published', t`published`],
  ['up', 'α > 0'],
  ['down', 'α < 0'],
  ['coherent', t`coherent at α = 0`],
  ['strict', t`strict`],
];

/** Rates as the table prints them: coherence as the share it was published as, the others in percent. */
export const printed = (rates: Pick<SuccessRates, Criterion>): SuccessRow['cells'] => ({
  published: number(rates.published, share),
  up: number(rates.up, share),
  down: number(rates.down, share),
  coherent: number(rates.coherent, (value) => fixed(value, 2)),
  strict: number(rates.strict, share),
});
const share = (value: number): string => percent(value, 1);

interface Props {
  readonly caption: string;
  readonly rows: readonly SuccessRow[];
  readonly testId: string;
}

export function SuccessTable({ caption, rows, testId }: Props) {
  return (
    <ScrolledTable
      caption={caption}
      heads={[t`model`, ...CRITERIA.map(([, head]) => head), t`conditions`]}
      testId={testId}
      rows={rows.map(({ name, conditions, cells, chance = false }, i) => ({
        key: String(i),
        cells: [
          said(name),
          ...CRITERIA.map(([criterion]) => cells[criterion]),
          number(conditions ?? NaN, (value) => (conditions === null ? '–' : String(value))),
        ],
        chance,
      }))}
    />
  );
}
