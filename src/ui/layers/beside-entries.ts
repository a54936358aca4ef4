/** What can stand beside the AUROC curve, each with its mark and its switch: one registry for legend, switches and picture. */
import { BESIDE, type BesideId } from '../../experiment/view';
import type { ShownRun } from '../../experiment/shown';
import * as marks from '../figure/marks';
import type { AreaMark, Key, LineMark, Mark } from '../figure/plan';
import type { TermId } from '../glossary';
import { brief } from '../parts/format';
import { t } from '../../language/t';

/** A line over the blocks, a level for all of them, or a band. Values are [layer]. */
export type Drawn =
  | { readonly kind: 'level'; readonly value: number; readonly mark: LineMark }
  | { readonly kind: 'line'; readonly values: readonly number[]; readonly mark: LineMark; readonly title?: string }
  | { readonly kind: 'band'; readonly low: readonly number[]; readonly high: readonly number[]; readonly mark: AreaMark };

export interface BesideEntry {
  readonly id: BesideId;
  readonly label: string;
  readonly term: TermId;
  readonly mark: Mark;
  /** What is drawn for this run; [] where it is not known. */
  draw(run: ShownRun): readonly Drawn[];
  /** What the legend says of it; its mark and label where it is one thing. */
  keys?(run: ShownRun): readonly Key[];
}

const known = (values: ArrayLike<number> | undefined): values is ArrayLike<number> => !!values && Array.from(values).some(Number.isFinite);
const line = (values: ArrayLike<number> | undefined, mark: LineMark, title?: string): Drawn[] =>
  known(values) ? [{ kind: 'line', values: Array.from(values), mark, ...(title !== undefined && { title }) }] : [];
const band = (low: ArrayLike<number> | undefined, high: ArrayLike<number> | undefined, mark: AreaMark): Drawn[] =>
  known(low) && known(high) ? [{ kind: 'band', low: Array.from(low), high: Array.from(high), mark }] : [];

const leftOut = (group: string): string => t`left out: ${group}`;

const ENTRIES: Readonly<Record<BesideId, Omit<BesideEntry, 'id'>>> = {
  words: {
    label: t`bag of words`,
    term: 'bag-of-words',
    mark: marks.WORDS,
    draw: ({ report: { words } }) => (words && 'auroc' in words ? [{ kind: 'level', value: words.auroc, mark: marks.WORDS }] : []),
  },
  length: {
    label: t`length alone`,
    term: 'length-check',
    mark: marks.LENGTH,
    draw: ({ report: { length } }) => (length ? [{ kind: 'level', value: length.auroc, mark: marks.LENGTH }] : []),
  },
  shuffled: {
    label: t`shuffled labels`,
    term: 'shuffled',
    mark: marks.SHUFFLED,
    draw: ({ table }) => band(table.shuffledLow, table.shuffledHigh, marks.SHUFFLED),
  },
  random: {
    label: t`random directions`,
    term: 'random-directions',
    mark: marks.RANDOM,
    draw: ({ table }) => band(table.randomLow, table.randomHigh, marks.RANDOM),
  },
  'left-out': {
    label: t`situations left out`,
    term: 'left-out',
    mark: marks.LEFT_OUT,
    draw: ({ table, evidence }) => [
      ...(evidence?.groups ?? []).flatMap(({ group, auroc }, n) => line(auroc, marks.nthLeftOut(n), leftOut(group))),
      ...line(table.crossMean, marks.LEFT_OUT, t`left out: mean`),
    ],
    // The lowest of the situations is no line of its own: it would lie on theirs.
    keys: ({ evidence }) => [
      { mark: marks.LEFT_OUT, label: t`left out: mean (minimum: lowest thin line)` },
      ...(evidence?.groups ?? []).flatMap(({ group, auroc }, n) =>
        known(auroc) ? [{ mark: marks.nthLeftOut(n), label: leftOut(brief(group, 28)) }] : [],
      ),
    ],
  },
  folds: {
    label: t`folds`,
    term: 'folds',
    mark: marks.FOLDS,
    draw: ({ table }) => line(table.foldMean, marks.FOLDS),
  },
  tokens: {
    label: t`tokens shuffled`,
    term: 'token-shuffled',
    mark: marks.TOKENS,
    draw: ({ table }) => line(table.tokenShuffled, marks.TOKENS),
  },
  meaningless: {
    label: t`labels without meaning`,
    term: 'selectivity',
    mark: marks.MEANINGLESS,
    draw: ({ table }) =>
      table.selectivity
        ? line(
            table.auroc.map((auroc, layer) => auroc - table.selectivity![layer]!),
            marks.MEANINGLESS,
          )
        : [],
  },
};

/** All of them, in the order of their switches. */
export const BESIDE_ENTRIES: readonly BesideEntry[] = BESIDE.map((id) => ({ id, ...ENTRIES[id] }));
