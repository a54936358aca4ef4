/** What a link says of choices, sweeps and many games: how many of each, which strengths and controls, which prompts and games not. */
import * as v from 'valibot';
import {
  ASK_LIMITS,
  MOST_STRENGTHS,
  RANDOM_COUNTS,
  strengthsWithin,
  type ChoosingSettings,
  type PlayingSettings,
  type SweepingSettings,
} from './ask-settings';
import { HASH_DIGITS, parameter, type Choices, type InUse, type Parameter } from './link-parameter';
import { number, onOrOff } from './link-values';
import { LIMITS, type View } from './view';
import { t } from '../language/t';

/** Numbers of a list: "-3_0_3". */
const BETWEEN = '_';
const numbers = v.pipe(
  v.string(),
  v.transform((text) => text.split(BETWEEN).map((one) => (one.trim() ? Number(one) : NaN))),
);

const { max } = LIMITS.alpha;
const STRENGTHS = t`up to ${MOST_STRENGTHS} numbers, one of them not 0, as -3_0_3, each ${-max} to ${max}`;
const strengths = v.pipe(
  numbers,
  v.check((all) => strengthsWithin(all, max) !== null, STRENGTHS),
  v.transform((all) => strengthsWithin(all, max)),
);
const random = number(t`one of ${RANDOM_COUNTS.join(', ')}`, (value) => (RANDOM_COUNTS as readonly number[]).includes(value));
const counted = (name: keyof typeof ASK_LIMITS) => {
  const { min, max } = ASK_LIMITS[name];
  return number(t`a whole number, ${min} to ${max}`, (value) => Number.isInteger(value) && value >= min && value <= max);
};
/** Places in a list, from 1. */
const PLACES = t`places of prompts of the set, from 1, as 1_3`;
const places = v.pipe(
  numbers,
  v.check((all) => all.every((place) => Number.isInteger(place) && place >= 1), PLACES),
);

/** Directions that were chosen are in no link: another page has not got them. */
type Linked = Omit<ChoosingSettings, 'other'>;
type Asked = Linked & SweepingSettings & Pick<PlayingSettings, 'free' | 'times'>;
type Field<S> = { [K in keyof S]: S[K] extends readonly string[] | string ? never : K }[keyof S];

const written = (value: Asked[Field<Asked>]): string | null =>
  value === null ? null : Array.isArray(value) ? value.join(BETWEEN) : String(value);

const choosing = <K extends Field<Linked>>(name: string, key: K, schema: v.GenericSchema<string, Linked[K]>): Parameter =>
  textual(
    name,
    schema,
    (view) => written(view.choosing[key]),
    (value) => ({ choosing: { [key]: value } }),
  );
const sweeping = <K extends Field<SweepingSettings>>(
  name: string,
  key: K,
  schema: v.GenericSchema<string, SweepingSettings[K]>,
): Parameter =>
  textual(
    name,
    schema,
    (view) => written(view.sweeping[key]),
    (value) => ({ sweeping: { [key]: value } }),
  );

const playing = <K extends keyof PlayingSettings>(
  name: string,
  key: K,
  schema: v.GenericSchema<string, PlayingSettings[K]>,
  write: (value: PlayingSettings[K]) => string | null = (value) => written(value as Asked[Field<Asked>]),
): Parameter =>
  textual(
    name,
    schema,
    (view) => write(view.playing[key]),
    (value) => ({ playing: { [key]: value } }),
  );
/** Ids of games and of their variants; a game as it is stands as a dot. */
const AS_IT_IS = '.';
const IDS = t`ids, as the-duel_the-maze`;
const ids = v.pipe(
  v.string(),
  v.transform((text) => (text === '' ? [] : text.split(BETWEEN))),
  v.check((all) => all.every((one) => one === AS_IT_IS || /^[\w-]{1,80}$/.test(one)), IDS),
);
const variants = v.pipe(
  ids,
  v.transform((all) => all.map((one) => (one === AS_IT_IS ? null : one))),
);

/** A setting whose text is made by `write`. */
function textual<T>(
  name: string,
  schema: v.GenericSchema<string, T>,
  write: (view: View, inUse: InUse) => string | null,
  take: (value: T) => Choices,
): Parameter {
  return {
    name,
    write: (view, defaults, inUse) => {
      const text = write(view, inUse);
      return text === write(defaults, inUse) ? null : text;
    },
    read: parameter(name, schema, () => null, take).read,
  };
}

/** Prompts go by their places, because the ids of a set of one's own are words of one's own; null where none of them is left out. */
function placesOut({ sweeping: { without } }: View, { prompts }: InUse): string | null {
  const out = prompts.flatMap(({ id }, i) => (without.includes(id) ? [i + 1] : []));
  return out.length === 0 ? null : out.join(BETWEEN);
}

/** Ids of the prompts at these places, and in words the places that the set has not. */
export function withoutPlaces(out: readonly number[] = [], prompts: InUse['prompts']): { without: string[]; ignored: string[] } {
  const beyond = prompts.length > 0 && out.some((place) => place > prompts.length);
  return {
    without: out.flatMap((place) => prompts[place - 1]?.id ?? []),
    ignored: beyond ? [t`sweepWithout=${out.join(BETWEEN).slice(0, 40)} (this set has prompts 1 to ${prompts.length})`] : [],
  };
}

/** In the order in which a link has them. */
export const ASKING: readonly Parameter[] = [
  {
    name: 'itemsFile',
    write: (_, __, { itemsHash }) => itemsHash?.slice(0, HASH_DIGITS) ?? null,
    read: (text) => (/^[0-9a-f]{8}$/.test(text) ? { choices: { itemsFile: text } } : { expected: t`${HASH_DIGITS} hex digits` }),
  },
  choosing('items', 'items', counted('items')),
  choosing('choiceAlphas', 'strengths', strengths),
  choosing('choiceRandom', 'random', random),
  choosing('choiceControls', 'controls', onOrOff),
  textual('sweepWithout', places, placesOut, (sweepWithout) => ({ sweepWithout })),
  sweeping('sweepAlphas', 'strengths', strengths),
  sweeping('samples', 'samples', counted('samples')),
  sweeping('sweepRandom', 'random', random),
  sweeping('sweepControls', 'controls', onOrOff),
  playing('playWithout', 'without', ids, (all) => all.join(BETWEEN)),
  playing('playVariants', 'variants', variants, (all) => all.map((one) => one ?? AS_IT_IS).join(BETWEEN)),
  playing('playFree', 'free', onOrOff),
  playing('playTimes', 'times', counted('times')),
  playing('playAlphas', 'strengths', strengths),
  playing('playRandom', 'random', random),
  playing('playControls', 'controls', onOrOff),
];
