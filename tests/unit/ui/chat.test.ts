/** What a conversation says before it overflows, what its threshold promises, and the table of its monitor. */
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/experiment/answer';
import type { Alarm } from '../../../src/experiment/monitor';
import { alarmSentences } from '../../../src/ui/chat/alarm-text';
import { pointsOf, rowsOf } from '../../../src/ui/chat/points';
import { roomOf } from '../../../src/ui/chat/room';
import { turnText } from '../../../src/ui/chat/turn-text';

describe('room in the context', () => {
  test('is said while there is some', () => {
    expect(roomOf(312, 64, 2048, 1)).toEqual({ text: '312 of 2,048 tokens used; this turn may take up to 64 more.', refusal: null });
    expect(roomOf(1984, 64, 2048, 1).refusal).toBeNull();
  });
  test('a turn that would overflow is refused with by how much and what to do', () => {
    expect(roomOf(2000, 64, 2048, 1).refusal).toBe(
      'That is 16 tokens more than the model can read: allow at most 48 tokens for the answer, or take turns back.',
    );
    expect(roomOf(2048, 1, 2048, 1).refusal).toBe('That is 1 token more than the model can read: take turns back, or start anew.');
  });
  test('before the first turn there is none to take back', () => {
    expect(roomOf(2000, 64, 2048, 0).refusal).toContain('allow at most 48 tokens for the answer, or shorten what you say.');
    expect(roomOf(2048, 1, 2048, 0).refusal).toBe('That is 1 token more than the model can read: shorten what you say.');
  });
  test('without a stated context nothing is refused, and that is said', () => {
    expect(roomOf(5000, 64, null, 1)).toEqual({
      text: '5,000 tokens used; this turn may take up to 64 more. Where this model’s context ends is not known.',
      refusal: null,
    });
  });
});

describe('what a threshold promises', () => {
  const sides = { positive: 'kind', negative: 'cold' };
  const threshold = { value: 1.5, above: 1, of: 39, next: 0.05, interval: { low: 0.001, high: 0.135 } };
  const alarm: Alarm = { threshold, foundOn: 29, hits: { above: 15, of: 20 }, texts: 'test' };
  const said = (over: Partial<Alarm>, share = 0.05, complete = true) =>
    alarmSentences({ ...alarm, ...over }, share, sides, complete).join(' ');
  test('false alarms, of the next text and how far that is open, hits on held-out texts, and that turns are other texts', () => {
    expect(said({})).toBe(
      'Above 1.50 a text counts as “kind”. Of the set’s “cold” texts 1 of 39 (3 %) lie above it, false alarms: one more text like them does with 5 %, and so few texts leave open anything from 0 % to 14 %. Of its held-out “kind” texts 15 of 20 (75 %) do, hits. The directions were found on 29 of these 39 texts. Turns of a conversation are other texts: how many of them raise a false alarm, the set cannot tell.',
    );
  });
  test('what so few texts cannot promise', () =>
    expect(said({ threshold: { ...threshold, above: 0, of: 8, next: 1 / 9 } })).toContain(
      'With 8 such texts no rate below 1 in 9 (11 %) can be promised',
    ));
  test('that no text was held out, that the run was not whole, that there is no score', () => {
    expect(said({ texts: 'all' })).toContain('both rates flatter');
    expect(said({}, 0.05, false)).toContain('The run was not whole');
    expect(said({ threshold: null })).toBe('No “cold” text of the set has a score at this block, so there is no threshold here.');
  });
});

describe('under what a turn was written', () => {
  const sampling = { temperature: 0.7, topP: 0.9, repetitionPenalty: 1.1, maxNewTokens: 64 };
  const way = { alpha: 0, band: [10, 19] as [number, number], along: 'empathy', sampling, seed: 5 };
  test('sampling is said alike with a push and without', () => {
    const drawn = 'temperature 0.7, top p 0.9, repetition penalty 1.1, up to 64 tokens, seed 5';
    expect(turnText(way)).toBe(`no push, ${drawn}`);
    expect(turnText({ ...way, alpha: 2 })).toBe(`pushed over blocks 10–19 along “empathy”, ${drawn}`);
  });
  test('without a temperature there is no seed to tell', () =>
    expect(turnText({ ...way, sampling: { ...sampling, temperature: 0 } })).toBe(
      'no push, temperature 0, top p 0.9, repetition penalty 1.1, up to 64 tokens',
    ));
});

test('a point a text of the turns that were read in this way; what could not be read has no score', () => {
  const way = { directions: 'd', pooling: 'mean', how: { template: false, maxTokens: 512 } } as const;
  const turn = (text: string, amount: number, monitor: object | undefined): Answer =>
    ({ text, edits: [{ amount }], messages: [{ role: 'user', content: `before ${text}` }], monitor }) as never;
  const read = { ...way, user: { scores: [1, 2], truncated: true }, assistant: null };
  const points = pointsOf(
    [turn('a', 0, read), turn('b', 3, { ...read, directions: 'other' }), turn('c', 3, read), turn('d', 0, undefined)],
    way,
    1,
  );
  expect(points.map(({ turn: at, side, score, pushed }) => [at, side, score, pushed])).toEqual([
    [1, 'user', 2, false],
    [1, 'assistant', NaN, false],
    [3, 'user', 2, false],
    [3, 'assistant', NaN, true],
  ]);
  expect(rowsOf(points, 1.5).slice(2)).toEqual([
    [3, { text: 'you' }, 2, { text: 'yes' }, { text: 'before c (its end was not read)' }],
    [3, { text: 'the model, pushed' }, NaN, { text: '–' }, { text: 'c' }],
  ]);
});
