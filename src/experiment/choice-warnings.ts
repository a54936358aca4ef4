/**
 * What should be known about choices before anything is made of them, in sentences: for the page, and for scripts. They warn; what cannot
 * be a choice at all is refused by its schema (src/formats/choice-item.ts).
 */
import type { ChoiceOfSet, Side } from '../formats/choice-item';
import { auroc } from '../lab/auroc';
import { list } from './warnings';
import { t } from '../language/t';

/** How many times as long as the other's the options of one side of an item may be. */
const UNEVEN = 1.5;
/** Outside of this an AUROC of lengths tells the sides apart: what a test of the sets that come with the lab asks of their pairs. */
const EVEN = [0.4, 0.6] as const;
/** With fewer options of a side an AUROC of lengths says little. */
const FEWEST = 10;

type Item = Pick<ChoiceOfSet, 'id' | 'prompt' | 'options' | 'order'>;

/** A sentence or two for each thing that a reader of the items' figures should know; [] where there is nothing. */
export const choiceWarnings = (items: readonly Item[]): string[] => [...unevenSides(items), ...oneOrder(items), ...repeated(items)];

const characters = (text: string): number => Array.from(text.trim()).length;
const lengths = (items: readonly Item[], side: Side): number[] =>
  items.flatMap(({ options }) => options.filter((one) => one.side === side).map(({ text }) => characters(text)));
/** A log-probability is a sum over tokens, so it follows the length. `what`: to be worded in one length. */
const harm = (what: string): string =>
  t`A longer option is less likely and moves further under a push, whatever it says: word ${what} in the same length.`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same of items whose options have no sides, by their numbers from 1; [] where there is nothing. */
export function unevenOptions(items: readonly { readonly options: readonly string[] }[]): string[] {
  const uneven = items.flatMap(({ options }, i) => {
    const all = options.map(characters);
    return Math.max(...all) > UNEVEN * Math.min(...all) ? [t`Item ${i + 1}`] : [];
  });
  if (uneven.length === 0) return [];
  return [t`${list(uneven)}: the longest option is more than ${UNEVEN} times as long as the shortest, in characters. ${harm('them')}`];
}

function unevenSides(items: readonly Item[]): string[] {
  const both = harm(t`both sides`);
  const uneven = items.filter((item) => {
    const [one, other] = [mean(lengths([item], 'positive')), mean(lengths([item], 'negative'))];
    return Math.max(one, other) > UNEVEN * Math.min(one, other);
  });
  const [positive, negative] = [lengths(items, 'positive'), lengths(items, 'negative')];
  const few = Math.min(positive.length, negative.length) < FEWEST;
  const value = few ? 0.5 : auroc(Float64Array.from(positive), Float64Array.from(negative));
  return [
    ...(uneven.length > 0
      ? [
          t`${list(idsOf(uneven))}: the options of one side are more than ${UNEVEN} times as long as those of the other, in characters. ${both}`,
        ]
      : []),
    ...(value < EVEN[0] || value > EVEN[1]
      ? [t`The length of an option alone tells its side (AUROC ${value.toFixed(2)} over all items, 0.50 is none). ${both}`]
      : []),
  ];
}

/** A liking for the first letter counts for one side where all items list that side first. */
function oneOrder(items: readonly Item[]): string[] {
  const firsts = items.filter(({ order }) => order === 'listed').map(listedFirst);
  const [first] = firsts;
  if (first === undefined || firsts.some((one) => one !== first)) return [];
  return [
    t`Every item that lists its options lists the ${first} side first, so a liking for the first letter counts as one for that side. Add the same items in the other order.`,
  ];
}

/** The side of the option that comes first in the prompt of a listed item. */
function listedFirst({ prompt, options }: Item): Side {
  const at = ({ text }: Item['options'][number]): number => prompt.indexOf(text.trim());
  return options.reduce((first, one) => (at(one) < at(first) ? one : first)).side;
}

/** An item that is there twice weighs double, in the mean and in its interval. */
function repeated(items: readonly Item[]): string[] {
  const seen = new Set<string>();
  const again = items.filter(({ prompt, options }) => {
    const key = JSON.stringify([prompt.trim(), options.map(({ text, side }) => [text.trim(), side])]);
    return seen.has(key) || !seen.add(key);
  });
  return again.length > 0
    ? [t`${list(idsOf(again))}: the same prompt and options as an earlier item. It weighs double; leave one out.`]
    : [];
}

const idsOf = (items: readonly Item[]): string[] => items.map(({ id }) => id);
