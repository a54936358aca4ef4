/** The alarm of a set: its threshold from held-out texts, else from all, and what it does on the set itself. */
import { expect, test } from 'vitest';
import { alarmOf } from '../../../src/experiment/monitor';
import type { ShownRun } from '../../../src/experiment/shown';

type Given = Pick<ShownRun, 'scores' | 'set'>;
const run = (splits: readonly ('train' | 'test')[], positive: number[], negative: number[]): Given =>
  ({
    set: { set: { pairs: splits.map((split) => ({ split })) } },
    scores: { positive: [positive], negative: [negative], scored: [[]] },
  }) as never;

test('held-out texts alone set it, whatever the others score', () => {
  const given = run(['train', 'test', 'test', 'test', 'test', 'test'], [-9, 5, 3, 4, 0, NaN], [99, 1, 2, 3, 0, -1]);
  expect(alarmOf(given, 0, 0.2)).toEqual({ threshold: { value: 2, above: 1, of: 5 }, hits: { above: 3, of: 4 }, texts: 'test' });
  // One in five is the least that five texts can tell.
  expect(alarmOf(given, 0, 0.1)).toEqual({ threshold: { value: 3, above: 0, of: 5 }, hits: { above: 2, of: 4 }, texts: 'test' });
});

test('without held-out negatives all texts do, and that is said', () => {
  expect(alarmOf(run(['train', 'train'], [2, 3], [0, 1]), 0, 0.1)).toEqual({
    threshold: { value: 1, above: 0, of: 2 },
    hits: { above: 2, of: 2 },
    texts: 'all',
  });
  expect(alarmOf(run(['train', 'test'], [2, 3], [0, NaN]), 0, 0.1)).toMatchObject({ texts: 'all', threshold: { value: 0, of: 1 } });
});

test('at a block without scores there is none', () => {
  expect(alarmOf(run(['test'], [NaN], [NaN]), 0, 0.1)).toEqual({ threshold: null, hits: { above: 0, of: 0 }, texts: 'all' });
  expect(alarmOf(run(['test'], [1], [0]), 7, 0.1).threshold).toBeNull();
});
