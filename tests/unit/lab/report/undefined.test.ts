import { expect, test } from 'vitest';
import { COLUMNS } from '../../../../src/lab/report/columns';
import { listed, undefinedSentences } from '../../../../src/lab/report/undefined';

const list = (...blocks: number[]) => Array.from({ length: 12 }, (_, layer) => (blocks.includes(layer) ? NaN : 0.5));

test('a number that is there is not spoken of', () =>
  expect(undefinedSentences([listed('auroc', list()), listed('d', [0, 1])], new Set([0]))).toEqual([]));

test('a sentence names the columns, the blocks and the registry’s reason', () =>
  expect(
    undefinedSentences([listed('d', list(3)), listed('carrier', list(1, 4)), listed('agreement', list(...list().keys()))], new Set()),
  ).toEqual([
    `d is NaN at block 3: ${COLUMNS.d.nan}.`,
    `carrier is NaN at 2 blocks: 1, 4: ${COLUMNS.carrier.nan}.`,
    `agreement is NaN at every block: ${COLUMNS.agreement.nan}.`,
  ]));

test('many blocks are counted, and the first of them named', () =>
  expect(undefinedSentences([listed('d', list(0, 1, 2, 3, 4, 5, 6, 7, 8))], new Set())[0]).toMatch(
    /^d is NaN at 9 blocks: 0, 1, 2, 3, 4, 5, 6, 7, …: /,
  ));

test('columns of one reason share a sentence; a block without a direction is told apart from a block with one', () => {
  const sentences = undefinedSentences(
    [listed('auroc', list(2)), listed('d', list(2, 5)), listed('pairsRight', list(2)), listed('crossMean', list(2))],
    new Set([2]),
  );
  expect(sentences).toEqual([
    expect.stringMatching(/^auroc, d and pairsRight are NaN at block 2: no direction was found there/),
    `d is NaN at block 5: ${COLUMNS.d.nan}.`,
    'crossMean is NaN at block 2: the training texts of a fold have no direction there.',
  ]);
});
