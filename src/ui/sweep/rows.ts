/** The tables behind the picture of a sweep: strengths, prompts, answers, damage. */
import { isTurned } from '../../experiment/control';
import type { SweepAsked, SweptCell } from '../../experiment/sweep-asked';
import type { SweepReport } from '../../lab/report/sweep';
import { fluentShare, type Beside } from '../../lab/report/sweep-success';
import { compact, fixed, percent, signed, tick } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Twin';
import { t } from '../../language/t';

export type Sides = Readonly<Record<'positive' | 'negative', string>>;

const shift = (value: number): string => signed(value, 2);
const NOT_ASKED = t`not asked`;
const FEW = t`one value has no interval`;

export const STRENGTH_COLUMNS: readonly TwinColumn[] = [
  { name: t`asked`, print: (alpha) => `α = ${tick(alpha)}` },
  { name: t`effect`, print: shift },
  { name: t`low`, print: shift, nan: FEW },
  { name: t`high`, print: shift, nan: FEW },
  { name: t`prompts` },
  { name: t`moved the wrong way or not`, print: (value) => percent(value) },
  { name: t`answers` },
  { name: t`not language` },
  { name: t`language`, print: (value) => percent(value), nan: t`no answer` },
  { name: t`without a push`, print: (value) => percent(value), nan: t`no answer` },
  { name: t`perplexity`, print: compact },
  { name: t`damage, mean`, print: compact, nan: NOT_ASKED },
  { name: t`damage, 95th percentile`, print: compact, nan: NOT_ASKED },
  { name: t`random directions` },
  { name: t`z among them`, print: (value) => signed(value, 1), nan: NOT_ASKED },
  { name: t`of them below`, print: (value) => percent(value), nan: NOT_ASKED },
  { name: t`their damage, mean`, print: compact, nan: NOT_ASKED },
  { name: t`shuffled labels`, print: shift, nan: NOT_ASKED },
];

/** Answers, those that are no language, the share that is, and that of the same prompts without a push. */
const languageOf = (beside: Beside): number[] => [beside.answers, beside.incoherent, fluentShare(beside), fluentShare(beside.before)];

/** No push first, then a row a strength, then one for each sentence that asks. */
export const strengthRows = ({ strengths, plain, asked, edits }: SweepReport, sides: Sides): Cell[][] => [
  [
    { text: edits ? t`no push, the edits alone` : t`no push` },
    ...[0, NaN, NaN, NaN, NaN, ...languageOf({ ...plain, before: plain }), plain.perplexity],
    ...(edits ? [edits.damage?.mean ?? NaN, edits.damage?.p95 ?? NaN] : [0, 0]),
    ...[0, NaN, NaN, NaN, NaN],
  ],
  ...strengths.map(({ alpha, effect, damage, random, shuffled }): Cell[] => [
    alpha,
    ...[effect.mean, effect.low, effect.high, effect.prompts, effect.wrong, ...languageOf(effect), effect.perplexity],
    ...[damage?.mean ?? NaN, damage?.p95 ?? NaN, random?.draws.length ?? 0, random?.z ?? NaN, random?.percentile ?? NaN],
    ...[random?.damage?.mean ?? NaN, shuffled?.mean ?? NaN],
  ]),
  ...asked.map(({ side, effect }): Cell[] => [
    { text: t`asked for “${sides[side]}”` },
    ...[effect.mean, effect.low, effect.high, effect.prompts, effect.wrong, ...languageOf(effect), effect.perplexity],
    // A sentence in front is no push: what it does to the tokens of an answer is not measured.
    ...[NaN, NaN, 0, NaN, NaN, NaN, NaN],
  ]),
];

export const CELL_COLUMNS: readonly TwinColumn[] = [
  { name: t`prompt` },
  { name: 'α', print: tick },
  { name: t`effect`, print: shift },
  { name: t`low`, print: shift, nan: FEW },
  { name: t`high`, print: shift, nan: FEW },
  { name: t`samples` },
  { name: t`answers` },
  { name: t`not language` },
  { name: t`language`, print: (value) => percent(value) },
  { name: t`without a push`, print: (value) => percent(value), nan: t`no answer` },
];
export const cellRows = ({ cells }: SweepReport, prompts: readonly string[]): Cell[][] =>
  cells.map(({ prompt, alpha, mean, low, high, samples, ...beside }): Cell[] => [
    { text: prompts[prompt]! },
    ...[alpha, mean, low, high, samples, ...languageOf(beside)],
  ]);

export const ANSWER_COLUMNS: readonly TwinColumn[] = [
  { name: t`prompt` },
  { name: t`row` },
  { name: 'α', print: tick },
  { name: t`seed` },
  { name: t`score, read again`, print: compact },
  { name: t`log-probability a token`, print: (value) => fixed(value, 2) },
  { name: t`tokens` },
  { name: t`reads` },
  { name: t`answer` },
];

export function rowText({ row: { control } }: Pick<SweptCell, 'row'>, sides: Sides): string {
  if (!control) return 'direction';
  switch (control.kind) {
    case 'random':
      return t`random direction ${control.seed}${isTurned(control) ? '' : t`, each block by itself`}`;
    case 'shuffled':
      return t`shuffled labels`;
    case 'other':
      return t`another concept`;
    case 'asked':
      return t`asked for “${sides[control.side]}”`;
  }
}

export const answerRows = ({ cells, prompts }: SweepAsked, layer: number, sides: Sides): Cell[][] =>
  cells.map((cell): Cell[] => {
    const { answer, row, prompt } = cell;
    return [
      ...[prompts[prompt]!, rowText(cell, sides)].map((text) => ({ text })),
      ...[row.amount, answer.seed, answer.reads?.unsteered?.[layer] ?? NaN, answer.coherence?.meanLogProb ?? NaN, answer.tokens.length],
      ...[answer.coherence?.verdict ?? '–', answer.text].map((text) => ({ text })),
    ];
  });
