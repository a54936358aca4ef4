/** A game that was played: what was done at each step, and what is known of who did it. The state of each step follows from the game. */
import * as v from 'valibot';
import { flag, list, nonEmptyText, record, seed, share, text, whole } from '../formats/schemas';
import { edit } from './answer';
import { control } from './control';
import { id, measured, moment } from './fields';
import { modelStamp } from './stamp';

const playedStep = record({
  /** An action of the game; null: what a model wrote is none, and cost it the step. */
  action: v.nullable(nonEmptyText),
  /** By the action's id, 1 in all: how likely it was to the model. null of a person, of a script, and of free text. */
  policy: v.nullable(v.record(v.string(), share)),
  /** Of the model's probability, how much its letters got. null where there is no policy. */
  mass: v.nullable(share),
  /** [layer]: the unsteered projection at the prompt's last token, before the action; null where it was not read. */
  read: v.nullable(list(measured)),
  /** Of the prompt that was read; absent where nothing was asked, and of records of earlier versions. */
  tokens: v.exactOptional(whole),
  /** What the model wrote, as it wrote it: of a player `free` alone. */
  wrote: v.exactOptional(text),
});
export type PlayedStep = v.InferOutput<typeof playedStep>;

export const play = record({
  id,
  /** ISO 8601. */
  at: moment,
  /** The id of a game of this experiment. */
  game: text,
  /** A control of the game; null: the game itself. */
  variant: v.nullable(text),
  seed,
  /** `model`: by the log-probabilities of actions; `free`: by what it writes; `person`; `dice`; else the id of a script of the game. */
  player: nonEmptyText,
  /** null where no model played. */
  model: v.nullable(modelStamp),
  /** Prompts were put in the model's chat template. */
  template: flag,
  /** The push first, of the amount 0 without one, then what was done beside it; along it was read. Empty without directions. */
  edits: list(edit),
  steps: list(playedStep),
  /** Steps that were taken before, in another game, under what was done there: it was gone on from. Absent of a game of its own. */
  from: v.optional(record({ play: id, steps: whole })),
  /** Absent for a game that is no control. */
  control: v.optional(control),
});
export type Play = v.InferOutput<typeof play>;
