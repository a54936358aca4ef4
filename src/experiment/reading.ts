/** The texts of a set as one model read them. Their residuals lie in storage, by the tokens of each text. */
import * as v from 'valibot';
import type { Cut, ReadOn } from '../protocol';
import { modelStamp } from './stamp';
import { MOST_TOKENS } from './capture';
import { flag, is, list, oneOf, record, text, whole } from '../formats/schemas';
import { id, moment } from './fields';
import { t } from '../language/t';

export const readOn = record({ device: oneOf('webgpu', 'wasm'), checked: flag });

const readText = record({
  /** Tokens read, after the cut; null where version 1 did not say. */
  tokens: v.nullable(whole),
  /** Its end was not read. */
  truncated: flag,
  /** null where it has not been read, or nobody said on what. */
  on: v.nullable(readOn),
});
export type ReadText = v.InferOutput<typeof readText>;

/** After how many tokens a text is cut: no model reads more than `MOST_TOKENS`. */
const cut = is<number>(
  t`a whole number above 0 and at most ${MOST_TOKENS}`,
  (x) => Number.isInteger(x) && (x as number) > 0 && (x as number) <= MOST_TOKENS,
);

/** How texts are given to the model. */
export const how = record({ template: flag, maxTokens: cut });

export const reading = record({
  id,
  /** As this browser keeps its texts (src/storage/readings.ts); null where nobody said. */
  name: v.optional(v.nullable(text), null),
  /** ISO 8601, when it was begun; '' where version 1 did not say. */
  at: v.union([moment, v.literal('')]),
  model: modelStamp,
  /** Hash of its set. */
  set: text,
  how,
  /** The most tokens the model reads of a text; null where its files do not say. */
  context: v.nullable(whole),
  /** Those of the pairs, positive before negative, then the scored ones; in the set's order. */
  texts: list(readText),
});
export type Reading = v.InferOutput<typeof reading>;

/** The texts of a reading, from what the model said of their tokens. `on` [text]: what each was read on. */
export const readTexts = (cut: Pick<Cut, 'tokens' | 'truncated'>, on: readonly (ReadOn | null)[]): ReadText[] =>
  cut.tokens.map((tokens, text) => ({ tokens, truncated: cut.truncated[text] ?? false, on: on[text] ?? null }));
