/** An answer of a model, with all that it depends on: the messages, the pushes, the sampling. */
import * as v from 'valibot';
import { UNITS } from '../lab/units';
import type { Coherence } from '../protocol';
import { control } from './control';
import { monitored } from './monitor';
import { modelStamp } from './stamp';
import { also, finite, flag, inside, is, list, oneOf, record, text, whole, seed } from '../formats/schemas';
import { band, id, measured, moment } from './fields';
import { t } from '../language/t';

export const unit = oneOf(...UNITS);

/**
 * A push: `amount` in `unit`, shared by the blocks of the band (`profile`: in these proportions, of `add` alone), along directions of the
 * experiment.
 */
export const edit = record({
  op: oneOf('add', 'ablate', 'set', 'cap', 'floor'),
  directions: id,
  band,
  amount: finite,
  unit,
  when: oneOf('all', 'prompt', 'answer'),
  profile: v.optional(list(finite)),
});
export type Edit = v.InferOutput<typeof edit>;

/** A push as choices and sweeps make them: added at all positions, in equal parts by the blocks of its band. */
export const isEven = ({ op, when, profile }: Edit): boolean => op === 'add' && when === 'all' && profile === undefined;

/** What a row of choices or of a sweep is pushed by, and what is done to every row beside it. */
export interface PushBeside {
  readonly push: Edit;
  readonly edits: readonly Edit[];
}

/** The edits of a record as choices and sweeps make them: the push, then those beside it; null for what no plan asks for. */
export function pushBeside([push, ...edits]: readonly Edit[]): PushBeside | null {
  return push && isEven(push) ? { push, edits } : null;
}

/** Equal for lists of edits that do the same; '' without any. Their order counts: later directions are made orthogonal to earlier ones. */
export const editsKey = (edits: readonly Edit[]): string =>
  edits.length === 0
    ? ''
    : JSON.stringify(
        edits.map(({ op, directions, band, amount, unit, when, profile = null }) =>
          op === 'ablate' ? [op, directions, band, when] : [op, directions, band, amount, unit, when, profile],
        ),
      );

/** How the next token is chosen. Temperature 0 is greedy. */
const sampling = record({ temperature: finite, topP: finite, repetitionPenalty: finite, maxNewTokens: whole });

/** What an answer scores along directions of the experiment. */
const reads = record({
  directions: id,
  /** [token][layer], the push included; empty for a control, of which only the finished answer is read. */
  scores: list(list(measured)),
  /** [layer]: mean score of the finished answer, read again without a push; null where it was not read again. */
  unsteered: v.nullable(list(measured)),
  /** [token][layer]: the same of each token; absent where only the mean was kept. */
  reread: v.optional(list(list(measured))),
});
export type Reads = v.InferOutput<typeof reads>;

/**
 * Only the log-probability is taken from a file, and must be the logarithm of a probability (null where there was no token); counts and
 * verdict are made anew from the text when the file is opened.
 */
export const coherence = v.pipe(
  is<Coherence>(t`an object`, (value) => typeof value === 'object' && value !== null),
  also((value, report) => {
    const said = inside(value, ['meanLogProb']) ?? NaN;
    if (typeof said !== 'number' || said > 0 || said === -Infinity) report(['meanLogProb'], t`a number of at most 0, or null`);
  }),
  v.transform((value): Coherence => ({ ...value, meanLogProb: value.meanLogProb ?? NaN })),
  v.readonly(),
);

/** How it ended: by itself, at `maxNewTokens`, stopped by a person, or broken off for a reason. */
const ending = v.union([record({ kind: oneOf('end', 'limit', 'stopped') }), record({ kind: v.literal('failed'), reason: text })]);
export type Ending = v.InferOutput<typeof ending>;

export const message = record({ role: oneOf('system', 'user', 'assistant'), content: text });

export const answer = record({
  id,
  /** ISO 8601. Answers of one batch have the same. */
  at: moment,
  /** `stamp` is null where version 1 kept the name alone. */
  model: record({ id: text, stamp: v.nullable(modelStamp) }),
  messages: list(message),
  /** The messages were put in the model's chat template. */
  template: flag,
  edits: list(edit),
  sampling,
  seed,
  tokens: list(whole),
  text: text,
  /** [token]: how many characters of the text are there after it; absent in earlier files. */
  ends: v.optional(list(whole)),
  /** How many of its first tokens were given to it: “what if it had said”; absent where it chose all of them. */
  given: v.optional(whole),
  /** null without directions to read along. */
  reads: v.nullable(reads),
  /** Along further directions, which pushed nothing of it; absent where it was read along the pushed ones alone. */
  alsoReads: v.exactOptional(list(reads)),
  /** null where it was stopped. */
  coherence: v.nullable(coherence),
  ending,
  /** What it stands beside as a control; absent for an answer that is none. */
  control: v.optional(control),
  /** What a monitor read of it, as a turn of a conversation; absent where none did. */
  monitor: v.optional(monitored),
});
export type Answer = v.InferOutput<typeof answer>;

/** It chose every one of its tokens. One that was made to begin with given tokens is no answer to its prompt alone. */
export const choseAll = ({ given = 0 }: { readonly given?: number | undefined }): boolean => given === 0;

/** The strength that an answer of version 1's kind was pushed with: the amount of its only edit; 0 without one. */
export const alphaOf = ({ edits }: Pick<Answer, 'edits'>): number => edits[0]?.amount ?? 0;
