/** The table of directions that were read and pushed. */
import type { ShownRun } from '../../experiment/shown';
import type { ChoiceVerdict } from '../../lab/report/choice-verdict';
import type { ChoicesReport } from '../../lab/report/choices';
import { spokenStrength } from '../../lab/report/spoken-push';
import { fixed, signed } from '../parts/format';
import { bandText } from '../steer/dose';
import type { Cell, TwinColumn } from '../parts/Table';
import { t } from '../../language/t';

type Band = readonly [number, number];

export interface Pushed {
  readonly run: ShownRun;
  /** The blocks that were pushed. */
  readonly band: Band;
  readonly report: ChoicesReport;
  readonly verdict: ChoiceVerdict;
}

/** The block that stands for what was pushed: the recommended one, where it is among its blocks, else the middle one of them. */
export function blockOf({ evidence }: ShownRun, [first, last]: Band): number {
  const recommended = evidence?.recommended?.layer ?? -1;
  return recommended >= first && recommended <= last ? recommended : Math.floor((first + last) / 2);
}

/** What each is called: its blocks are named where not all were pushed over the same. `names`: of directions, by id. */
export function pushedNames(all: readonly Pushed[], names: ReadonlyMap<string, string>): string[] {
  const apart = new Set(all.map(({ band }) => band.join())).size > 1;
  return all.map(({ run: { record }, band }) => {
    const name = names.get(record.id) ?? record.name;
    return apart ? `${name}, ${bandText(band)}` : name;
  });
}

const shift = (value: number): string => signed(value, 2);
const NO_INTERVAL = t`fewer than ten items, or pairs, have no interval`;
export const PUSHED_COLUMNS: readonly TwinColumn[] = [
  { name: t`direction` },
  { name: t`blocks pushed` },
  { name: t`read at block` },
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

/** A row for the push to each side of each that the verdict speaks of. `names`: of the directions, by id. */
export const pushedRows = (all: readonly Pushed[], names: ReadonlyMap<string, string>): Cell[][] =>
  all.flatMap(({ run, band, report: { strengths } }) => {
    const layer = blockOf(run, band);
    const { auroc, aurocLow, aurocHigh } = run.report.table;
    const spoken = [spokenStrength(strengths, -1), spokenStrength(strengths, 1)];
    return spoken.flatMap((one): Cell[][] =>
      one
        ? [
            [
              { text: names.get(run.record.id) ?? run.record.name },
              { text: band[0] === band[1] ? `${band[0]}` : band.join('–') },
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
