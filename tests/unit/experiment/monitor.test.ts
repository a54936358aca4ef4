/** The alarm of a set: its threshold from all negative texts, and what it does on the set itself. */
import { expect, test } from 'vitest';
import { alarmOf } from '../../../src/experiment/monitor';
import type { ShownRun } from '../../../src/experiment/shown';

type Given = Pick<ShownRun, 'scores' | 'set'>;
const run = (splits: readonly ('train' | 'test')[], positive: number[], negative: number[]): Given =>
  ({
    set: { set: { pairs: splits.map((split) => ({ split })) } },
    scores: { positive: [positive], negative: [negative], scored: [[]] },
  }) as never;

test('all negative texts set it: held-out ones alone would have called a rate theirs that the others do not have', () => {
  const given = run(['train', 'test', 'test', 'test', 'test', 'test'], [-9, 5, 3, 4, 0, NaN], [99, 1, 2, 3, 0, -1]);
  expect(alarmOf(given, 0, 0.3)).toMatchObject({
    threshold: { value: 3, above: 1, of: 6, next: 2 / 7 },
    foundOn: 1,
    hits: { above: 2, of: 4 },
    texts: 'test',
  });
  // One in seven is the least that six texts can promise.
  expect(alarmOf(given, 0, 0.1)).toMatchObject({ threshold: { value: 99, above: 0, next: 1 / 7 }, hits: { above: 0, of: 4 } });
});

test('without held-out positives the hits are of all texts', () => {
  expect(alarmOf(run(['train', 'train'], [2, 3], [0, 1]), 0, 0.1)).toMatchObject({
    threshold: { value: 1, above: 0, of: 2 },
    foundOn: 2,
    hits: { above: 2, of: 2 },
    texts: 'all',
  });
});

test('at a block without scores there is none', () => {
  expect(alarmOf(run(['test'], [NaN], [NaN]), 0, 0.1)).toEqual({ threshold: null, foundOn: 0, hits: { above: 0, of: 0 }, texts: 'all' });
  expect(alarmOf(run(['test'], [1], [0]), 7, 0.1).threshold).toBeNull();
});
