/** How far a push should go: by damage that was measured with the settings in use, and with no other. */
import { describe, expect, test } from 'vitest';
import type { Answer, Edit } from '../../../src/experiment/answer';
import type { DamageRecord } from '../../../src/experiment/damage';
import { measuredOtherwise, suggestedIn, type PushedAlong } from '../../../src/experiment/suggested';
import type { Directions } from '../../../src/lab/direction';

const lengths: Directions = { layers: 2, width: 1, data: Float32Array.of(1, 1), separation: [2, 4], midpoint: [0, 0], norm: [10, 20] };
const sampling = { temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 8 };
const model = { graphHash: 'graph', device: 'wasm' };
const push = (amount: number, over: Partial<Edit> = {}): Edit => ({
  ...{ op: 'add', directions: 'directions-1', band: [1, 1], amount, unit: 'separation', when: 'all' },
  ...over,
});
const cap: Edit = { op: 'cap', directions: 'directions-2', band: [0, 1], amount: 1, unit: 'raw', when: 'all' };
/** An answer without a push, at whose tokens damage is measured. */
const plain = (id: string, over: Partial<Answer> = {}): Answer =>
  ({
    ...{
      id,
      messages: [{ role: 'user', content: `prompt of ${id}` }],
      template: true,
      edits: [push(0)],
      sampling,
      seed: 1,
      tokens: [1, 2],
    },
    ...{ model: { id: 'tiny', stamp: model }, reads: { directions: 'directions-1' }, ending: { kind: 'stopped-itself' } },
    ...over,
  }) as unknown as Answer;
const damage = (answer: string, edits: Edit[], kl: number[], over: object = {}): DamageRecord =>
  ({ id: '', model, answer, edits, kl, ...over }) as unknown as DamageRecord;

const along: PushedAlong = { directions: 'directions-1', band: [1, 1], edits: [], template: true, sampling, graphHash: 'graph' };
const answers = [
  plain('a'),
  plain('b'),
  plain('warm', { sampling: { ...sampling, temperature: 0.7 } }),
  plain('text', { template: false }),
];
const damages = [damage('a', [push(2)], [0.5]), damage('b', [push(4)], [1.5])];
const up = (some: readonly DamageRecord[], over: Partial<PushedAlong> = {}) =>
  suggestedIn({ answers, damages: some }, { ...along, ...over }, 'separation', lengths)?.up ?? null;

describe('what counts', () => {
  test('is what was measured along these directions, over this band, of this model, told in any unit', () => {
    expect(suggestedIn({ answers, damages }, along, 'separation', lengths)).toEqual({ up: { size: 3, reached: true }, down: null });
    expect(suggestedIn({ answers, damages }, along, 'raw', lengths)!.up!.size).toBe(12);
    for (const other of [{ directions: 'directions-2' }, { band: [0, 1] as const }, { graphHash: 'another' }])
      expect(up(damages, other)).toBeNull();
  });
  test.each<[string, DamageRecord]>([
    ['of answers that were sampled another way', damage('warm', [push(1)], [9])],
    ['of answers to prompts that were written another way', damage('text', [push(1)], [9])],
    ['beside edits', damage('a', [push(1), cap], [9])],
    ['of a control', damage('a', [push(1)], [9], { control: { kind: 'random', seed: 1, turned: true } })],
    ['of an answer that is not here any more', damage('gone', [push(1)], [9])],
    ['of another model', damage('a', [push(1)], [9], { model: { ...model, graphHash: 'another' } })],
  ])('is not the damage %s', (_, other) => expect(up([...damages, other])).toEqual({ size: 3, reached: true }));

  test('is by itself what an answer of those settings gives', () => {
    const all = [...damages, damage('warm', [push(1)], [2]), damage('a', [push(0), cap], [0.5]), damage('a', [push(2), cap], [1.5])];
    expect(up(all, { sampling: { ...sampling, temperature: 0.7 } })).toEqual({ size: 0.5, reached: true });
    expect(up(all, { edits: [cap] })).toEqual({ size: 1, reached: true });
  });
});

describe('beside edits', () => {
  const beside = { ...along, edits: [cap] };
  test('it begins with what they cost by themselves', () => {
    const all = [damage('a', [push(0), cap], [0.5]), damage('a', [push(2), cap], [0.75])];
    expect(suggestedIn({ answers, damages: all }, beside, 'separation', lengths)).toMatchObject({
      up: { size: 2, reached: false },
      alone: 0.5,
    });
  });
  test('that pass the limit by themselves, no push is left', () => {
    const all = [damage('a', [push(0), cap], [3]), damage('a', [push(2), cap], [0.75])];
    expect(suggestedIn({ answers, damages: all }, beside, 'separation', lengths)).toEqual({
      up: { size: 0, reached: true },
      down: null,
      alone: 3,
    });
  });
  test('whose own damage is not known, nothing is suggested', () =>
    expect(suggestedIn({ answers, damages: [damage('a', [push(2), cap], [0.75])] }, beside, 'separation', lengths)).toBeNull());
});

describe('where nothing fits, the nearest that was measured is named', () => {
  const otherwise = (some: readonly DamageRecord[], over: Partial<PushedAlong> = {}) =>
    measuredOtherwise({ answers, damages: some }, { ...along, ...over });
  test('by the settings that are others', () => {
    expect(otherwise(damages, { band: [0, 1] })).toEqual(['band']);
    expect(otherwise([damage('warm', [push(1), cap], [9])], { template: false })).toEqual(['edits', 'template', 'sampling']);
    expect(otherwise([damage('warm', [push(1), cap], [9]), damage('text', [push(1)], [9])])).toEqual(['template']);
  });
  test('and none where one fits, or nothing was measured along these directions', () => {
    expect(otherwise([...damages, damage('text', [push(1)], [9])])).toEqual([]);
    expect(otherwise(damages, { directions: 'directions-2' })).toEqual([]);
    expect(otherwise([])).toEqual([]);
  });
});
