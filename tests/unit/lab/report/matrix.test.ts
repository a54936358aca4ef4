import { expect, test } from 'vitest';
import { auroc } from '../../../../src/lab/auroc';
import { pairsInARow } from '../../../../src/lab/direction';
import { index, type LayerIndex } from '../../../../src/lab/indices';
import { METHODS } from '../../../../src/lab/readers/method';
import { readerAt } from '../../../../src/lab/readers/reader';
import { aurocsAlong, byLayer, sharedPairs, unitAt } from '../../../../src/lab/report/matrix';
import { scoresAt } from '../../../../src/lab/score';
import { made } from '../reading';

const pairs = pairsInARow(20);
const [train, tested] = [pairs.slice(0, 12), pairs.slice(12)];
const [one, other] = [made(20, 8, 2, 1, 2), made(20, 8, 2, 2, 2)];
const layer = index<LayerIndex>(1);

test.each(METHODS)('%s: a direction on the pairs of another set has the AUROC of its scores there', (method) => {
  const unit = unitAt({ residuals: one, train }, method, layer)!;
  expect(unit).toEqual(readerAt(method, one, train, layer).unit);
  const data = Float32Array.from([...new Float32Array(8), ...unit]);
  const scores = scoresAt(other, unit, layer);
  const side = (of: 'positive' | 'negative') => tested.map((pair) => scores[pair[of]]!);
  expect(Array.from(aurocsAlong({ layers: 2, width: 8, data }, other, tested))).toEqual([NaN, auroc(side('positive'), side('negative'))]);
});

test('without training pairs there is no direction, without test pairs no AUROC', () => {
  expect(unitAt({ residuals: one, train: [] }, 'mean-difference', layer)).toBeNull();
  const unit = unitAt({ residuals: one, train }, 'mean-difference', layer)!;
  const data = Float32Array.from([...unit, ...unit]);
  expect(Array.from(aurocsAlong({ layers: 2, width: 8, data }, one, []))).toEqual([NaN, NaN]);
});

test('the matrix is turned so that a block comes first', () => {
  expect(
    byLayer(
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      2,
    ),
  ).toEqual([[[1, 3]], [[2, 4]]]);
});

test('test pairs that share a text with the training pairs are counted', () => {
  const twice = [
    ['a', 'b'],
    ['c', 'd'],
    ['b', 'a'],
  ] as const;
  expect(sharedPairs(['b', 'x'], twice)).toBe(2);
  expect(sharedPairs([], twice)).toBe(0);
});
