/** The choices of an experiment brought together: items by strengths and controls, as src/lab/report/choices.ts takes them. */
import { reversed } from '../formats/listing';
import { margins } from '../lab/choices';
import { mean } from '../lab/moments';
import type { AskedUnder, ChoiceMargins } from '../lab/report/choices';
import { askedChoice, besideKey } from './asked-choice';
import type { Choice } from './choice';
import { isTurned, type Control } from './control';
import { rowName, type AskedItem, type ChoiceRow, type ChoiceWay } from './choice-plan';
import { madeOnce } from './made-once';
import { wayKey, waysOf, type AskedWay } from './ways';

/** An item that was asked, with its options' lengths in tokens and what came of it. */
export interface ItemAsked extends AskedItem {
  /** [option] */
  readonly tokens: readonly number[];
  /** By strength, ascending, the controls aside: [option] log-probabilities. */
  readonly under: readonly { readonly alpha: number; readonly logProbs: readonly number[] }[];
}

/** Choices of one way. */
export interface ChoicesAsked {
  readonly way: ChoiceWay;
  /** The latest of them. */
  readonly at: string;
  readonly model: Choice['model'];
  /** Ids of the choices. */
  readonly records: readonly string[];
  readonly items: readonly ItemAsked[];
  /**
   * An item that was asked in both orders of its options is one: the mean of both, NaN where one of them was not asked. A liking for a
   * letter cancels in it, and two orders of one question are no two observations.
   */
  readonly margins: ChoiceMargins;
  /** Ids of the directions of other concepts that stood in for these, in the order of `margins.other`. */
  readonly others: readonly string[];
}

/** The ways in which items were pushed along these directions, the one that was asked last at the end. */
export function waysAlong(choices: readonly Choice[], directions: string): AskedWay<ChoiceWay>[] {
  return [...knownWays(choices, '', () => pushedWays(choices)).values()].filter((way) => way.directions === directions);
}

/** Those of every direction are found in one go through thousands of choices. */
const pushedWays = (choices: readonly Choice[]): ReadonlyMap<string, AskedWay<ChoiceWay>> =>
  waysOf(choices, (choice) => {
    const asked = choice.control ? null : askedChoice(choice);
    return asked?.isPushed && asked.way ? [asked.wayKey!, { ...asked.way, model: choice.model }] : null;
  });

const once = madeOnce<readonly Choice[], ChoicesAsked | null>();
const knownWays = madeOnce<readonly Choice[], ReadonlyMap<string, AskedWay<ChoiceWay>>>();
const places = madeOnce<readonly Choice[], ReadonlyMap<string, readonly number[]>>();

/**
 * What was asked in this way. A choice without a push belongs to every way of its model, file and edits; paraphrases are not among the
 * items. null where nothing was pushed so.
 */
export const askedIn = (choices: readonly Choice[], way: ChoiceWay): ChoicesAsked | null =>
  once(choices, wayKey(way), () => broughtTogether(choices, way));

function broughtTogether(choices: readonly Choice[], way: ChoiceWay): ChoicesAsked | null {
  const there = places(choices, '', () => placesOf(choices));
  const fellows = (of: ChoiceWay): Choice[] =>
    [besideKey(of), wayKey(of)]
      .flatMap((key) => there.get(key) ?? [])
      .sort((a, b) => a - b)
      .map((at) => choices[at]!);
  const mine = fellows(way);
  const last = mine.filter(isPushed).at(-1);
  if (!last) return null;
  // An item that was asked without a push alone says nothing of this way.
  const questions = [...byQuestion(mine)].filter(([, rows]) => [...rows.values()].some(isPushed));
  const each = questions.map(([, rows]) => rows);
  const all = each.flatMap((rows) => [...rows.values()]);
  const keys = new Map(questions.map(([key, rows]) => [rows, key]));
  const stems = inBothOrders(each);
  const column = (row: ChoiceRow): number[] => stems.map((orders) => mean(orders.map((rows) => marginOf(rows.get(rowName(row))))));
  const rowsOf = (fits: (control: Control | undefined) => boolean): ChoiceRow[] => {
    const found = all.filter(({ control }) => fits(control)).map(rowOf);
    return [...new Map(found.map((row) => [rowName(row), row])).values()].sort((a, b) => a.amount - b.amount);
  };
  const left = byQuestion(fellows({ ...way, edits: [] }).filter((choice) => !isPushed(choice) && !choice.control));
  const others = [...new Set(all.flatMap(({ control }) => (control?.kind === 'other' ? [control.directions] : [])))];
  const under = (fits: (control: Control | undefined) => boolean): AskedUnder[] =>
    rowsOf(fits).map((row) => ({ alpha: row.amount, margins: column(row) }));
  return {
    way,
    at: mine.reduce((latest, { at }) => (at > latest ? at : latest), last.at),
    model: last.model,
    records: all.map(({ id }) => id),
    items: each.map((rows) => itemOf([...rows.values()])),
    margins: {
      situations: stems.map(([rows]) => anyOf(rows!).question!.scenario),
      plain: column({ amount: 0 }),
      ...(way.edits.length > 0 && {
        left: stems.map((orders) => mean(orders.map((rows) => marginOf(left.get(keys.get(rows)!)?.get(rowName({ amount: 0 })))))),
      }),
      pushes: under((control) => control === undefined),
      random: under(isTurned),
      shuffled: under((control) => control?.kind === 'shuffled'),
      other: others.map((id) => under((control) => control?.kind === 'other' && control.directions === id)),
      asked: rowsOf((control) => control?.kind === 'asked').flatMap((row) =>
        row.control?.kind === 'asked' ? [{ side: row.control.side, margins: column(row) }] : [],
      ),
    },
    others,
  };
}

/**
 * Places among all choices, ascending: by `wayKey` of those that were pushed, by `besideKey` of those that were not; paraphrases aside.
 * Those of every way are found in one go through thousands.
 */
function placesOf(choices: readonly Choice[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  choices.forEach((choice, at) => {
    const asked = askedChoice(choice);
    const key = asked && (asked.isPushed ? asked.wayKey : asked.besideKey);
    if (key === null || choice.question!.urgency !== undefined) return;
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  });
  return groups;
}

const isPushed = (choice: Choice): boolean => askedChoice(choice)?.isPushed ?? false;

/** By item its choices by row; of two of the same row the later one. */
function byQuestion(choices: readonly Choice[]): Map<string, Map<string, Choice>> {
  const items = new Map<string, Map<string, Choice>>();
  for (const choice of choices) {
    const { item, rowName } = askedChoice(choice)!;
    const rows = items.get(item) ?? new Map<string, Choice>();
    items.set(item, rows.set(rowName, choice));
  }
  return items;
}

const anyOf = (rows: ReadonlyMap<string, Choice>): Choice => [...rows.values()][0]!;
const marginOf = (choice: Choice | undefined): number => (choice ? margins([choice.logProbs], [choice.question!.sides])[0]! : NaN);

/** Items that list the same options in opposite orders stand together, at the place of the first. */
function inBothOrders<Rows extends ReadonlyMap<string, Choice>>(items: readonly Rows[]): Rows[][] {
  const stems: Rows[][] = [];
  const waiting = new Map<string, Rows[]>();
  for (const item of items) {
    const { prompt, order } = anyOf(item).question!;
    const other = order === 'listed' ? waiting.get(prompt) : undefined;
    if (other) other.push(item);
    else stems.push([item]);
    waiting.delete(prompt);
    const turned = order === 'listed' && !other ? reversed(prompt) : null;
    if (turned) waiting.set(turned.question, stems.at(-1)!);
  }
  return stems;
}

const rowOf = (choice: Choice): ChoiceRow => askedChoice(choice)!.row;

function itemOf(all: readonly Choice[]): ItemAsked {
  const { item, options, question } = all[0]!;
  const { prompt, scenario, sides, tokens, order, file } = question!;
  return {
    id: item,
    scenario,
    prompt,
    options: options.map((text, i) => ({ text, side: sides[i]! })),
    order,
    ...(file && { file }),
    tokens,
    under: all
      .filter(({ control }) => !control)
      .map((one) => ({ alpha: rowOf(one).amount, logProbs: one.logProbs }))
      .sort((a, b) => a.alpha - b.alpha),
  };
}
