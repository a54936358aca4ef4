/** What config files state of a model, wherever they state it. */
import { expect, test } from 'vitest';
import { contextOf, endTokensOf, vocabularyOf, withinTables } from '../../../workers/tokenizer/stated';

test('the context, by every name; of the part about text before the whole; null where it is not stated or no length', () => {
  for (const key of [
    'max_position_embeddings',
    'n_positions',
    'n_ctx',
    'seq_length',
    'max_seq_len',
    'max_sequence_length',
    'context_length',
  ]) {
    expect(contextOf({ [key]: 77 })).toBe(77);
    expect(contextOf({ [key]: 99, text_config: { [key]: 77 } })).toBe(77);
    expect(contextOf({ [key]: 99, text_config: {} })).toBe(99);
  }
  for (const value of [undefined, null, 0, -1, 1.5, '2048', [2048], NaN]) expect(contextOf({ max_position_embeddings: value })).toBeNull();
  expect(contextOf({ vision_config: { max_position_embeddings: 16 } })).toBeNull();
  expect(vocabularyOf({ vocab_size: 9, text_config: { vocab_size: 12 } })).toBe(12);
  expect(vocabularyOf({})).toBeNull();
});

test('tables of the graph end a context that is longer or not stated', () => {
  expect([
    withinTables(2048, 512),
    withinTables(512, 2048),
    withinTables(null, 512),
    withinTables(512, null),
    withinTables(null, null),
  ]).toEqual([512, 512, 512, 512, null]);
});

test('end tokens, one or several, of every file', () => {
  expect([
    ...endTokensOf(
      { eos_token_id: 1 },
      null,
      { eos_token_id: [2, 3] },
      { text_config: { eos_token_id: [4] } },
      { eos_token_id: null },
      { eos_token_id: ['5', 6.5, -1] },
    ),
  ]).toEqual([1, 2, 3, 4]);
});
