/** The table of directions that were read and pushed. */
import type { ShownRun } from '../../experiment/shown';
import type { ChoiceVerdict } from '../../lab/report/choice-verdict';
import type { ChoicesReport } from '../../lab/report/choices';
import { fixed, signed } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Table';
import { t } from '../../language/t';

export interface Pushed {
  readonly run: ShownRun;
  readonly report: ChoicesReport;
  readonly verdict: ChoiceVerdict;
}

/** The block that stands for a direction: the recommended one, else the middle one, so that none is picked for its figures. */
export const blockOf = ({ evidence, report }: ShownRun): number => evidence?.recommended?.layer ?? Math.floor(report.layers / 2);

const shift = (value: number): string => signed(value, 2);
const NO_INTERVAL = t`fewer than ten items, or pairs, have no interval`;
export const PUSHED_COLUMNS: readonly TwinColumn[] = [
  { name: t`direction` },
  { name: t`block` },
  { name: t`AUROC`, print: (value) => fixed(value, 2) },
  { name: t`from`, print: (value) => fixed(value, 2), nan: NO_INTERVAL },
  { name: t`to`, print: (value) => fixed(value, 2), nan: NO_INTERVAL },
  { name: 'α', print: (value) => signed(value, 1) },
  { name: 'D', print: shift },
  { name: t`low`, print: shift, nan: NO_INTERVAL },
  { name: t`high`, print: shift, nan: NO_INTERVAL },
  { name: t`items` },
  { name: t`random pushes that move it less`, print: (value) => `${fixed(value * 100, 0)} %`, nan: t`not asked` },
];

/** A row for the strongest push to each side of each direction. `names`: of the directions, by id. */
export const pushedRows = (all: readonly Pushed[], names: ReadonlyMap<string, string>): Cell[][] =>
  all.flatMap(({ run, report: { strengths } }) => {
    const layer = blockOf(run);
    const { auroc, aurocLow, aurocHigh } = run.report.table;
    const strongest = [strengths.find(({ alpha }) => alpha < 0), strengths.findLast(({ alpha }) => alpha > 0)];
    return strongest.flatMap((one): Cell[][] =>
      one
        ? [
            [
              { text: names.get(run.record.id) ?? run.record.name },
              ...[layer, auroc[layer] ?? NaN, aurocLow[layer] ?? NaN, aurocHigh[layer] ?? NaN],
              ...[one.alpha, one.effect.mean, one.effect.low, one.effect.high, one.effect.items.length],
              one.random ? share(one.alpha, one.random.percentile) : NaN,
            ],
          ]
        : [],
    );
  });

/** Of random pushes of its size, those that move choices less far the way that the push is meant to. */
const share = (alpha: number, below: number): number => (alpha > 0 ? below : 1 - below);
