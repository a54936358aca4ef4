/** The tables behind the picture of choices: strengths, situations, items. */
import type { ItemAsked } from '../../experiment/choices-asked';
import { choiceWarnings } from '../../experiment/choice-warnings';
import type { ChoicesReport, StandIn } from '../../lab/report/choices';
import { brief, count, fixed, percent, signed, tick } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Twin';
import { t } from '../../language/t';

const shift = (value: number): string => signed(value, 2);
const FEW = t`fewer than ten items have no interval`;
const NOT_ASKED = t`not asked`;

const STRENGTH_COLUMNS: readonly TwinColumn[] = [
  { name: t`asked`, print: (alpha) => `α = ${tick(alpha)}` },
  { name: 'D', print: shift },
  { name: t`low`, print: shift, nan: FEW },
  { name: t`high`, print: shift, nan: FEW },
  { name: t`items` },
  { name: t`moved the wrong way or not`, print: (value) => percent(value) },
  { name: t`random directions` },
  { name: t`z among them`, print: (value) => signed(value, 1), nan: NOT_ASKED },
  { name: t`of them below`, print: (value) => percent(value), nan: NOT_ASKED },
  { name: t`shuffled labels`, print: shift, nan: NOT_ASKED },
];

/** `others`: what the directions of other concepts are called; without any the column says that none was asked. */
export const strengthColumns = (others: readonly string[]): readonly TwinColumn[] => [
  ...STRENGTH_COLUMNS,
  ...(others.length > 0 ? others.map(otherKey) : [t`another concept`]).map((name) => ({ name, print: shift, nan: NOT_ASKED })),
];

/** Of a line and a column. */
export const otherKey = (name: string): string => t`another concept: ${name}`;

/**
 * What directions of other concepts are called, each by another name: that of their set, with how they were found where a set has
 * several, and a number where that is the same, too.
 */
export function otherNames(others: readonly { readonly name: string; readonly foundBy: string }[]): string[] {
  const short = others.map(({ name }) => `“${brief(name, 40)}”`);
  const long = others.map(({ foundBy }, i) =>
    short.filter((one) => one === short[i]).length > 1 && foundBy ? `${short[i]} (${foundBy})` : short[i]!,
  );
  return long.map((name, i) => {
    const before = long.slice(0, i).filter((one) => one === name).length;
    return before === 0 ? name : `${name}, ${before + 1}`;
  });
}

/** A row a strength, then one for each sentence that asks. `asking`: what they ask for. */
export const strengthRows = (
  { strengths, asked }: ChoicesReport,
  asking: Readonly<Record<'positive' | 'negative', string>>,
  others: readonly string[],
): Cell[][] => [
  ...strengths.map(({ alpha, effect, random, shuffled, other }): Cell[] => [
    alpha,
    ...[effect.mean, effect.low, effect.high, effect.items.length, effect.wrong],
    ...[random?.draws.length ?? 0, random?.z ?? NaN, random?.percentile ?? NaN],
    standInCell(shuffled.at(-1)),
    ...(others.length > 0 ? others.map((_, i) => standInCell(other[i])) : [NaN]),
  ]),
  ...asked.map(({ side, effect }): Cell[] => [
    { text: t`asked for “${asking[side]}”` },
    ...[effect.mean, effect.low, effect.high, effect.items.length, effect.wrong, 0, NaN, NaN, NaN],
    ...(others.length > 0 ? others.map(() => NaN) : [NaN]),
  ]),
];

/** With the number of its items, where these are fewer than those of the push. */
function standInCell(one: StandIn | null | undefined): Cell {
  if (!one) return NaN;
  return one.whole ? one.mean : { text: t`${shift(one.mean)} (${count(one.items, 'item')})` };
}

export const SITUATION_COLUMNS: readonly TwinColumn[] = [
  { name: t`situation` },
  { name: 'α', print: tick },
  { name: t`items` },
  { name: 'D', print: shift },
  { name: t`moved the wrong way or not`, print: (value) => percent(value) },
];
export const situationRows = ({ strengths }: ChoicesReport, titleOf: (id: string) => string): Cell[][] =>
  strengths.flatMap(({ alpha, situations }) =>
    situations.map(({ name, items, mean, wrong }): Cell[] => [{ text: titleOf(name) }, alpha, items, mean, wrong]),
  );

/** Item, option, side, tokens, and the option's log-probability under each strength. */
export function itemTable(items: readonly ItemAsked[], sides: Readonly<Record<'positive' | 'negative', string>>) {
  const alphas = [...new Set(items.flatMap(({ under }) => under.map(({ alpha }) => alpha)))].sort((a, b) => a - b);
  const columns: TwinColumn[] = [
    ...[t`item`, t`option`, t`side`, t`tokens`].map((name) => ({ name })),
    ...alphas.map((alpha) => ({ name: t`log p at α = ${tick(alpha)}`, print: (value: number) => fixed(value, 2), nan: NOT_ASKED })),
  ];
  const rows = (): Cell[][] =>
    items.flatMap(({ id, options, tokens, under }) =>
      options.map(({ text, side }, i): Cell[] => [
        ...[id, text.trim(), sides[side]].map((one) => ({ text: one })),
        tokens[i]!,
        ...alphas.map((alpha) => under.find((one) => one.alpha === alpha)?.logProbs[i] ?? NaN),
      ]),
    );
  return { columns, rows };
}

/** How many times as many tokens the options of one side may have as those of the other. */
const UNEVEN = 1.5;

/**
 * What a reader of the figures should know of the items, in sentences. `learnt`: the situations of the texts from which the directions were
 * learnt.
 */
export function itemNotes(items: readonly ItemAsked[], learnt: ReadonlySet<string> = new Set()): string[] {
  const uneven = items.filter(({ options, tokens }) => {
    const of = (side: 'positive' | 'negative'): number => {
      const some = tokens.filter((_, i) => options[i]!.side === side);
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    const [a, b] = [of('positive'), of('negative')];
    return Math.max(a, b) > UNEVEN * Math.min(a, b);
  });
  const known = items.filter(({ scenario }) => learnt.has(scenario)).length;
  const listed = items.filter(({ order }) => order === 'listed').length;
  return [
    ...choiceWarnings(items),
    ...(uneven.length > 0
      ? [
          t`${uneven.length} of ${items.length} items have options of one side with more than ${UNEVEN} times the tokens of the other: a longer option moves further, whatever it says.`,
        ]
      : []),
    ...(known > 0
      ? [
          t`${known} of ${items.length} items are in situations that the directions were learnt from, in other words: what they move there need not be moved elsewhere.`,
        ]
      : []),
    ...(listed > 0
      ? [t`${listed} of ${items.length} items list their options as letters. Small models lean to one letter, whatever it stands for.`]
      : []),
  ];
}
