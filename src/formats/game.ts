/**
 * A game: a board or none, others who follow fixed rules, actions, and a rubric of conditions on what happened. This file is the format:
 * the schema, which is the type and the check of a file by itself; src/play/check.ts plays it before it is taken.
 */
import * as v from 'valibot';
import { decode, type Told } from './codec';
import { exactRecord, exactVersioned } from './exact';
import { MOST_ACTIONS, MOST_SIDE, problems } from './game-problems';
import { amount, condition, effects, TONES } from './game-terms';
import { parseJson } from './json';
import { atMost, counted, flag, is, listWithIds, nonEmptyText, oneOf, positive } from './schemas';
import { t } from '../language/t';

/** A game is read by a model a step at a time: one with more steps would take minutes. */
const MOST_STEPS = 100;

/**
 * What a file holds at most of each kind: many times what any game has that a person wrote. Before a game is taken it is played by every
 * player in every variant, and every rule and end is looked at in every step of that.
 */
const MOST = { things: 25, numbers: 40, rules: 200, ends: 20, players: 20, variants: 10 } as const;

/** Names of fields that every object has: numbers by such a name would not be read back. */
const OF_OBJECTS = ['constructor', 'prototype'];

const id = is<string>(
  t`small letters, digits and hyphens, a letter first, and neither of ${OF_OBJECTS.join(', ')}`,
  (x) => typeof x === 'string' && /^[a-z][a-z0-9-]{0,30}$/.test(x) && !OF_OBJECTS.includes(x),
);
const steps = is<number>(
  t`a whole number from 1 to ${MOST_STEPS}: every game ends`,
  (x) => Number.isInteger(x) && (x as number) > 0 && (x as number) <= MOST_STEPS,
);

/** What stands on the board: where its letter stands; the player's is A. Nobody walks into a person. */
const thing = exactRecord({
  id,
  letter: is<string>(t`one capital letter but A`, (x) => typeof x === 'string' && /^[B-Z]$/.test(x)),
  kind: oneOf('person', 'place'),
  name: nonEmptyText,
  /** It is there only while this holds. */
  when: v.optional(condition),
});

/** A number of the state; below `least` and above `most` it does not go. */
const number = exactRecord({
  id,
  start: amount,
  least: v.optional(amount),
  most: v.optional(amount),
  /** What the player is told of it, as "Your lives"; absent: nothing. */
  label: v.optional(nonEmptyText),
});

/** It helps somebody, whatever it costs: what a reading before a decision is held against. Of no effect on play and score. */
const helps = v.exactOptional(v.literal(true, t`true, or nothing`));

const action = exactRecord({
  id,
  /** What the menu says. */
  text: nonEmptyText,
  helps,
  when: v.optional(condition),
  /** Why it cannot be done where `when` does not hold. */
  blocked: v.optional(nonEmptyText),
  do: v.optional(effects, []),
  /** What the log says of it. */
  log: nonEmptyText,
});

/** A message that the player can send. Its tone is what a rubric asks for, its wording is not. */
const line = exactRecord({
  id,
  tone: oneOf(...TONES),
  text: nonEmptyText,
  helps,
  when: v.optional(condition),
  blocked: v.optional(nonEmptyText),
  do: v.optional(effects, []),
});

/** What others say, and what happens by itself, at the end of a step. */
const rule = exactRecord({
  id,
  /** The first step after which it happens, and every how many steps from then on; without `every`, once. */
  from: positive,
  every: v.optional(positive),
  when: v.optional(condition),
  /** Who says something: a thing. */
  who: v.optional(id),
  /** The first time, the second, …; the last of them from then on. */
  says: v.optional(counted('messages', 30, nonEmptyText)),
  do: v.optional(effects, []),
  /** What the log says where nobody speaks. */
  log: v.optional(nonEmptyText),
});

const end = exactRecord({ when: condition, log: nonEmptyText });
const verdict = exactRecord({ score: oneOf(0, 1, 2), when: v.optional(condition), line: nonEmptyText });

/** Something a scripted player does: an action; a walk to a thing; an action again and again until something holds. */
const deed = v.union(
  [id, v.strictObject({ to: id }), v.strictObject({ do: id, until: condition })],
  t`an action, {"to": thing} or {"do": action, "until": condition}`,
);
const player = exactRecord({ id, name: nonEmptyText, does: counted('deeds', 60, deed), again: v.optional(flag, false) });

/** The same game under another wording or other rules: a control. */
const variant = exactRecord({
  id,
  name: nonEmptyText,
  role: v.optional(nonEmptyText),
  /** Rules that are left out. */
  without: v.optional(atMost('rules', MOST.rules, id), []),
  /** What is said in place of a rule's messages. */
  says: v.optional(v.record(v.string(), counted('messages', 30, nonEmptyText)), {}),
});

const fields = {
  id,
  name: nonEmptyText,
  /** What it is about, for a reader of the page. */
  about: nonEmptyText,
  /** What a reader should know before its texts are shown. */
  contentNote: v.optional(nonEmptyText),
  /** What the player is told: who they are, what they want, what counts. */
  role: nonEmptyText,
  steps,
  /** Rows of one length: "#" a wall, "." a floor, "A" where the player may begin (one of them is drawn), other letters things. */
  board: v.nullable(counted('rows', MOST_SIDE, nonEmptyText)),
  things: listWithIds('things', thing, MOST.things),
  numbers: listWithIds('numbers', number, MOST.numbers),
  actions: listWithIds('actions', action, MOST_ACTIONS),
  lines: listWithIds('lines', line, MOST_ACTIONS),
  rules: listWithIds('rules', rule, MOST.rules),
  ends: atMost('ends', MOST.ends, end),
  /** The first that holds decides. */
  rubric: counted('verdicts', 12, verdict),
  players: listWithIds('players', player, MOST.players),
  variants: v.optional(listWithIds('variants', variant, MOST.variants), []),
};

const game = v.pipe(
  exactVersioned({ format: v.literal('eia-lab/game', '"eia-lab/game"'), version: v.literal(1, '1') }, fields),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [path, message, received] of problems(dataset.value as Game))
      addIssue({ message, received, path: [{ type: 'unknown', origin: 'value', input: undefined, key: path, value: undefined }] });
  }),
);
export type Game = v.InferOutput<v.ObjectSchema<typeof fields, undefined>> & { readonly format: 'eia-lab/game'; readonly version: 1 };
export type Thing = Game['things'][number];
export type Rule = Game['rules'][number];
export type ScriptedPlayer = Game['players'][number];
export type { Condition, Effect } from './game-terms';

const hint = t`Change the file at the places named, and take out what is too much. games/the-last-bus.json, which comes with this page (“an example to change”), is a game that is taken.`;

/** A game within another file, told as that file is. */
export const decodeGame = (value: unknown, told: Told): Game => decode(game, value, told) as Game;

/**
 * The game in `json`. `file` names the source in messages. Throws LabError `game-not-json` (src/formats/json.ts) or `game-invalid`: all
 * problems, fields that no game has among them, the first ten spelt out, each with path and value.
 */
export function parseGame(json: string, file: string): Game {
  const told = { what: t`a game`, shape: t`one object with role, steps, actions, rules and rubric`, code: 'game-not-json', hint } as const;
  return decode(game, parseJson(json, file, told), { file, code: 'game-invalid', hint }) as Game;
}
