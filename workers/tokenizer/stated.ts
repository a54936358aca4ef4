/**
 * What a model's JSON files state of it: the longest context, the tokens that end an answer. Models of several kinds of input say it of
 * their text inside config.json.
 */
import { languagePart } from '../../src/graph/hints';
import { objectOf, type Json } from './json';

/** config.json and its part about text, if it has one: what stands in the latter holds for the decoder. */
const textPart = (config: Json): Json | null => objectOf(languagePart(config));

/** As the families call it: most; GPT-2; GPT-J and CodeGen; ChatGLM and Bloom; MPT; RWKV. */
const CONTEXT = [
  'max_position_embeddings',
  'n_positions',
  'n_ctx',
  'seq_length',
  'max_seq_len',
  'max_sequence_length',
  'context_length',
] as const;

/** The longest prompt and answer together, in tokens; null where config.json states none. */
export function contextOf(config: Json): number | null {
  for (const part of [textPart(config), config]) {
    for (const key of CONTEXT) {
      const value = part?.[key];
      if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
    }
  }
  return null;
}

/** The longest context where the graph's own tables end after so many positions; null where neither has an end. */
export function withinTables(stated: number | null, positions: number | null): number | null {
  return stated === null || positions === null ? (stated ?? positions) : Math.min(stated, positions);
}

/** How many tokens the model knows; null where config.json states it nowhere. */
export function vocabularyOf(config: Json): number | null {
  const stated = [textPart(config)?.vocab_size, config.vocab_size].find((value) => typeof value === 'number' && value >= 1);
  return typeof stated === 'number' ? stated : null;
}

/** Every token that one of these files says an answer ends with (`eos_token_id`: one or several). */
export function endTokensOf(...files: (Json | null)[]): Set<number> {
  const stated = files.flatMap((file) => [file?.eos_token_id, file && textPart(file)?.eos_token_id]).flat();
  return new Set(stated.filter((id): id is number => typeof id === 'number' && Number.isInteger(id) && id >= 0));
}
