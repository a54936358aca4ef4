/**
 * Which pairs are to be written: of each situation so many, the sources in turn, both sides of a pair by one source, for what tells two
 * models apart would else tell the sides apart. Pure.
 */
import { messagesFor, SIDES, type Sides, type Situation } from './instructions';

/** Who writes. No key: it belongs to no record. */
export interface SourceName {
  readonly model: string;
  /** Of the server; null for the model that is loaded here. */
  readonly host: string | null;
}

export interface WriteSettings {
  readonly instructions: Sides;
  /** Words that a text is asked for. */
  readonly words: number;
  /** Pairs a situation. */
  readonly count: number;
  readonly temperature: number;
  /** Tokens that a text may have. */
  readonly maxTokens: number;
  /** Of the first pair; the next has the next. */
  readonly seed: number;
}

/** A pair that is to be written. */
export interface Wanted {
  /** Names it by all that it hangs on: what was written under the same key is not written again. */
  readonly key: string;
  readonly situation: Situation;
  readonly source: SourceName;
  /** Both sides have one seed. */
  readonly seed: number;
}

/** Seeds from one pair of a situation to its next: more than there are situations. */
const APART = 2 ** 16;

/**
 * One pair of every situation before the second of any, so that a stop leaves something of all. `without`: ids of situations that are left
 * out. Who writes a pair and its seed follow from the place of its situation among all: of the others nothing is asked for anew.
 */
export function planOf(
  situations: readonly Situation[],
  sources: readonly SourceName[],
  settings: WriteSettings,
  without: readonly string[] = [],
): Wanted[] {
  const { instructions, words, count, temperature, maxTokens, seed } = settings;
  return Array.from({ length: sources.length === 0 ? 0 : count }, (_, n) =>
    situations.flatMap((situation, s): Wanted[] => {
      if (without.includes(situation.id)) return [];
      // Moved on by one from pair to pair of a situation, too: else two sources would share an even number of situations out.
      const source = sources[(n + s) % sources.length]!;
      const own = (seed + n * APART + s) % 2 ** 32;
      const { positive, negative } = instructions;
      const key = JSON.stringify([
        situation.id,
        situation.text,
        source.host,
        source.model,
        positive,
        negative,
        words,
        temperature,
        maxTokens,
        own,
      ]);
      return [{ key, situation, source, seed: own }];
    }),
  ).flat();
}

/** What of a plan is not written yet. */
export const rest = (plan: readonly Wanted[], made: readonly { readonly key: string }[]): Wanted[] => {
  const there = new Set(made.map(({ key }) => key));
  return plan.filter(({ key }) => !there.has(key));
};

export interface Estimate {
  /** Requests, two a pair. */
  readonly requests: number;
  /** Tokens that are read, about: four characters make one in English. */
  readonly read: number;
  /** Tokens that are written, at most. */
  readonly most: number;
  /** Tokens that are written, about, if the texts are as long as they are asked to be. */
  readonly written: number;
}

const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_WORD = 1.35;
/** Marks of roles around a message. */
const AROUND = 8;

/** What writing these costs, before anything is asked. */
export function estimateOf(wanted: readonly Wanted[], { instructions, words, maxTokens }: WriteSettings): Estimate {
  const read = wanted.flatMap(({ situation }) =>
    SIDES.map((side) => {
      const [{ content }] = messagesFor(instructions[side], situation, words);
      return AROUND + Math.ceil(content.length / CHARACTERS_PER_TOKEN);
    }),
  );
  const requests = 2 * wanted.length;
  return {
    requests,
    read: read.reduce((sum, one) => sum + one, 0),
    most: requests * maxTokens,
    written: Math.round(requests * Math.min(maxTokens, words * TOKENS_PER_WORD)),
  };
}
