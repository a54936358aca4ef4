import { expect, it } from 'vitest';
import { foldsOf } from '../../../src/lab/folds';
import { METHODS } from '../../../src/lab/readers/method';
import { crossValidate } from '../../../src/lab/validate';
import { expectClose } from './golden';
import { everyPair, grouped, layers, reading, residuals } from './reading';

it.each(METHODS)('%s: the AUROCs of groups left out equal scikit-learn fitted anew', (method) => {
  const expected = reading.methods[method].leaveOneGroupOut;
  const { folds, crossMean, crossMin } = crossValidate(residuals, method, everyPair, foldsOf(grouped, 'leave-one-group-out'));
  expect(folds.map(({ name, train, test }) => ({ name, train, test }))).toEqual(
    ['g0', 'g1', 'g2', 'g3'].map((name) => ({ name, train: 15, test: 5 })),
  );
  folds.forEach(({ auroc }, fold) => expectClose(auroc, expected[fold]!));
  const at = (layer: number): number[] => expected.map((fold) => fold[layer]!);
  expectClose(
    crossMean,
    layers.map((layer) => at(layer).reduce((sum, value) => sum + value, 0) / 4),
  );
  expectClose(
    crossMin,
    layers.map((layer) => Math.min(...at(layer))),
  );
  const [split] = crossValidate(residuals, method, everyPair, foldsOf(grouped, 'split')).folds;
  expectClose(split!.auroc, reading.methods[method].split);
});

it('a fold without a direction is NaN, and so are mean and worst; the other folds stay', () => {
  const { folds, crossMean, crossMin } = crossValidate(residuals, 'lda', everyPair, [
    { name: 'a', train: [0, 1, 2], test: [3] },
    { name: 'b', train: [4], test: [3] },
  ]);
  expect(folds[0]!.auroc[0]).toBeGreaterThanOrEqual(0);
  expect([folds[1]!.auroc[0], crossMean[0], crossMin[0]]).toEqual([NaN, NaN, NaN]);
});
