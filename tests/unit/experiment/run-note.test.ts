/** What a run says when it has ended. */
import { expect, test } from 'vitest';
import { noteOf, type Ended } from '../../../src/experiment/run-note';
import { planTexts } from '../../../src/experiment/text-plan';

const pair = (id: string, split: 'train' | 'test', positive: string, negative: string) => ({
  id,
  scenario: 's',
  split,
  positive,
  negative,
});
const pairs = [pair('one', 'train', 'a', 'b'), pair('two', 'train', 'c', 'd'), pair('three', 'test', 'e', 'f')];
const plan = planTexts({ pairs, scored: [] });
const wasm = { device: 'wasm', checked: true } as const;
const at = { pooling: 'mean', template: false, maxTokens: 4, context: 2048 } as const;
const note = (tokenHashes: string[], over: Partial<Ended> = {}) =>
  noteOf(
    {
      made: { complete: true, of: 6, computed: 6, fromStorage: 0, seconds: 2 },
      cut: { tokens: [], truncated: tokenHashes.map(() => true), tokenHashes },
      truncated: 0,
      before: [],
      storageError: null,
      stopped: false,
      ...over,
    },
    wasm,
    plan,
    { pairs },
    at,
  );

test('all went well: how many and how long, and nothing else', () =>
  expect(note(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('Read 6 texts in 2 s.'));
test('pairs that the cut made equal are named', () =>
  expect(note(['a', 'a', 'c', 'd', 'e', 'f'])).toMatch(/Pair one: both sides begin with the same 4 tokens/));
test('a test pair that was trained on as far as it is read is named', () => expect(note(['a', 'b', 'c', 'd', 'a', 'b'])).toMatch(/three/));
test('cut texts, a full disk and a second device are said', () => {
  const all = note(['a', 'b', 'c', 'd', 'e', 'f'], {
    truncated: 2,
    storageError: 'disk full',
    before: [{ device: 'webgpu', checked: false }],
  });
  for (const part of ['2 texts were longer than 4 tokens', 'did not keep the result (disk full)', 'read on WebGPU and on WASM'])
    expect(all).toContain(part);
});
