/** Whether a matrix of sets tried on each other is one that the lab could have made. */
import { shown } from '../formats/shown';
import { isContentId } from './content-id';
import { expectLength, expectRows, misfit, type Told } from './misfit';
import { trainTestId, type TrainTestRecord } from './train-test';
import { t } from '../language/t';

/** An AUROC counts halves of the n × n comparisons of n pairs; of rounding it has no more than this. */
const ROUNDING = 1e-6;

/**
 * Throws unless there are two sets or more, each once, a number for each two of them at each block, and each AUROC one that its number of
 * test pairs can give.
 */
export function expectTrainTest(told: Told, path: string, matrix: TrainTestRecord): void {
  const { id, sets, train, test, shared, auroc, model } = matrix;
  const n = sets.length;
  if (n < 2) misfit(told, `${path}.sets`, t`at least 2 sets`, `${n}`);
  const hashes = sets.map(({ hash }) => hash);
  const twice = hashes.findIndex((hash, i) => hashes.indexOf(hash) !== i);
  if (twice >= 0) misfit(told, `${path}.sets[${twice}].hash`, t`a set of its own`, shown(hashes[twice]));
  expectLength(told, `${path}.train`, n, train);
  expectLength(told, `${path}.test`, n, test);
  expectRows(told, `${path}.shared`, [n, n], shared);
  shared.forEach((row, j) =>
    row.forEach((count, k) => {
      if (count > test[k]!) misfit(told, `${path}.shared[${j}][${k}]`, t`at most ${test[k]!} test pairs`, `${count}`);
    }),
  );
  expectLength(told, `${path}.auroc`, model.layers, auroc);
  auroc.forEach((rows, layer) => {
    expectRows(told, `${path}.auroc[${layer}]`, [n, n], rows);
    rows.forEach((row, j) =>
      row.forEach((value, k) => expectCell(told, `${path}.auroc[${layer}][${j}][${k}]`, value, train[j]!, test[k]!)),
    );
  });
  const own = trainTestId(matrix);
  if (isContentId('matrix', id) && id !== own)
    misfit(told, `${path}.id`, t`"${own}", the id that model, way and sets give`, t`${shown(id)}, which does not belong to them`);
}

function expectCell(told: Told, path: string, value: number, train: number, test: number): void {
  if (Number.isNaN(value)) return;
  if (train === 0 || test === 0)
    misfit(told, path, t`no number, for there are ${train} pairs to train on and ${test} to test on`, `${value}`);
  const halves = 2 * test * test * value;
  if (value >= 0 && value <= 1 && Math.abs(halves - Math.round(halves)) <= ROUNDING * halves + ROUNDING) return;
  misfit(told, path, t`an AUROC of ${test} pairs: a number of halves of ${test * test}, from 0 to 1`, `${value}`);
}
