/** What was written so far as this browser keeps it, so that it can be gone on with on the next visit: JSON, checked when read. Pure. */
import * as v from 'valibot';
import { finite, flag, list, nonEmptyText, oneOf, record, seed, text, whole } from '../../formats/schemas';
import { NOTHING_SPENT, type HalfPair, type MadePair, type Spent } from './made';

const sides = record({ positive: text, negative: text });
const made = record({ text, cut: flag, usage: v.nullable(record({ read: whole, written: whole })), at: text });
const pair = record({
  key: text,
  situation: record({ id: text, title: text, text }),
  source: record({ model: nonEmptyText, host: v.nullable(text) }),
  settings: record({ words: whole, temperature: finite, maxTokens: whole, instructions: sides }),
  seed,
  run: text,
  came: record({ positive: made, negative: made }),
  now: sides,
  state: oneOf('open', 'accepted', 'rejected'),
  row: v.nullable(text),
});
const source = v.variant('kind', [
  v.object({ id: text, kind: v.literal('loaded') }),
  v.object({ id: text, kind: v.literal('endpoint'), base: text, model: text }),
]);
const form = record({
  sources: list(source),
  /** null: our own, which follow the names of the set. */
  instructions: v.nullable(sides),
  /** Ids of situations that are left out. */
  without: list(text),
  words: whole,
  count: whole,
  temperature: finite,
  maxTokens: whole,
  seed,
});
const half = record({ key: text, side: oneOf('positive', 'negative'), came: made });
const spent = record({ read: whole, written: whole, texts: whole, untold: whole });
/** `gone`: of texts that are not there any more; earlier versions forgot it. */
const file = record({ form, made: list(pair), halves: list(half), gone: v.optional(spent) });

/** What a person chose: who writes, what, and how. Keys are no part of it. */
export type WriteForm = v.InferOutput<typeof form>;
export type FormSource = v.InferOutput<typeof source>;

export interface WrittenSoFar {
  readonly form: WriteForm;
  readonly made: readonly MadePair[];
  readonly halves: readonly HalfPair[];
  /** What was spent on texts that are not there any more: empty answers, and halves that are of no use. */
  readonly gone: Spent;
}

export const emptyForm: WriteForm = {
  ...{ sources: [{ id: 'source-1', kind: 'endpoint', base: '', model: '' }], instructions: null, without: [] },
  ...{ words: 80, count: 2, temperature: 0.8, maxTokens: 250, seed: 1 },
};

export const encodeWritten = ({ form, made, halves, gone }: WrittenSoFar): string => JSON.stringify({ form, made, halves, gone });

/** null where it is none, or none any more. */
export function decodeWritten(json: string): WrittenSoFar | null {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), file), json);
  return success ? { ...output, gone: output.gone ?? NOTHING_SPENT } : null;
}
