/**
 * What a person has chosen to ask: items of choices, prompts of a sweep, and games to be played, under strengths, each with its controls.
 * They are part of the view; the model is asked nothing by them until somebody says so.
 */
import * as v from 'valibot';
import { finite, flag, list, record, text, whole } from '../formats/schemas';
import { id } from './fields';

/** How many random directions can be asked beside a push. */
export const RANDOM_COUNTS = [0, 5, 20] as const;
export type RandomCount = (typeof RANDOM_COUNTS)[number];

/** More strengths would take longer than anyone waits. */
export const MOST_STRENGTHS = 9;

/** What fields and links take. */
export const ASK_LIMITS = {
  items: { min: 1, max: 999 },
  samples: { min: 1, max: 20 },
  times: { min: 1, max: 50 },
} as const;

/** In the unit of steering; null while nobody has written other strengths than those of the unit. */
const strengths = v.nullable(list(finite));

export const choosingSettings = record({
  /** At most so many items. */
  items: whole,
  strengths,
  /** Random directions. */
  random: whole,
  /** Shuffled labels, another concept, just asking. */
  controls: flag,
  /** The directions that are the other concept's, where a person chose them. */
  other: v.exactOptional(id),
});
export type ChoosingSettings = v.InferOutput<typeof choosingSettings>;

export const sweepingSettings = record({
  /** Ids of prompts of the set that are left out. */
  without: list(text),
  /** Prompts of one's own as they were written, an empty line between two. */
  own: text,
  strengths,
  /** Answers to each prompt under each strength. */
  samples: whole,
  /** Random directions. */
  random: whole,
  /** Shuffled labels, just asking. */
  controls: flag,
});
export type SweepingSettings = v.InferOutput<typeof sweepingSettings>;

export const playingSettings = record({
  /** Games that are left out: those of the lab by name, others by the id of their rules (`optionOf`). */
  without: list(text),
  /** Controls of the games, null for the games as they are. */
  variants: list(v.nullable(text)),
  /** The model writes its actions, in place of letters of the menu. */
  free: flag,
  /** How often each. */
  times: whole,
  strengths,
  /** Random directions. */
  random: whole,
  /** Shuffled labels, another concept, just asking. */
  controls: flag,
});
export type PlayingSettings = v.InferOutput<typeof playingSettings>;

export const CHOOSING: ChoosingSettings = { items: 12, strengths: null, random: 20, controls: true };
export const SWEEPING: SweepingSettings = { without: [], own: '', strengths: null, samples: 1, random: 0, controls: true };
export const PLAYING: PlayingSettings = {
  ...{ without: [], variants: [null], free: false, times: 2 },
  ...{ strengths: null, random: 0, controls: true },
};

/** Each strength once, ascending; null for what no field takes: none but 0, too many, or one beyond `most`. */
export function strengthsWithin(given: readonly number[] | null, most: number): readonly number[] | null {
  const all = [...new Set(given ?? [])].sort((a, b) => a - b);
  const fits = all.some((alpha) => alpha !== 0) && all.length <= MOST_STRENGTHS && all.every((alpha) => Math.abs(alpha) <= most);
  return fits ? all : null;
}

const inside = ({ min, max }: { min: number; max: number }, value: number): number => Math.min(max, Math.max(min, value));
const nearest = (value: number): RandomCount => RANDOM_COUNTS.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0]!;

/** With every number such as a person could have chosen. `most`: the largest strength. */
export const choosingWithin = (settings: ChoosingSettings, most: number): ChoosingSettings => ({
  ...settings,
  items: inside(ASK_LIMITS.items, settings.items),
  strengths: strengthsWithin(settings.strengths, most),
  random: nearest(settings.random),
});

/** As `choosingWithin`. */
export const sweepingWithin = (settings: SweepingSettings, most: number): SweepingSettings => ({
  ...settings,
  samples: inside(ASK_LIMITS.samples, settings.samples),
  strengths: strengthsWithin(settings.strengths, most),
  random: nearest(settings.random),
});

/** As `choosingWithin`. */
export const playingWithin = (settings: PlayingSettings, most: number): PlayingSettings => ({
  ...settings,
  times: inside(ASK_LIMITS.times, settings.times),
  strengths: strengthsWithin(settings.strengths, most),
  random: nearest(settings.random),
});
