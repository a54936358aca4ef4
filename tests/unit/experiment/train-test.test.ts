/** Matrices of sets tried on each other, as records of an experiment and in a file. */
import { describe, expect, test } from 'vitest';
import { emptyExperiment } from '../../../src/experiment/experiment';
import { merged } from '../../../src/experiment/merge';
import { checkExperiment, decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { trainTestId, trainTestsOf, withTrainTest, type TrainTestRecord } from '../../../src/experiment/train-test';

const model = {
  id: 'm',
  repo: 'r',
  revision: 'v',
  dtype: 'q4',
  architecture: 'A',
  layers: 1,
  width: 3,
  device: 'wasm',
  deviceName: '2 WASM threads',
  widened: false,
  graphHash: 'g',
  selfTestPassed: true,
} as const;
const way = { model, how: { template: false, maxTokens: 512 }, method: 'lda', pooling: 'mean' } as const;
const sets = [
  { hash: 'a', name: 'Empathy' },
  { hash: 'b', name: 'Honesty' },
];
const matrix: TrainTestRecord = {
  id: trainTestId({ ...way, sets }),
  at: '2026-11-26T00:00:00.000Z',
  ...way,
  sets,
  train: [8, 0],
  test: [2, 3],
  shared: [
    [0, 1],
    [0, 0],
  ],
  auroc: [
    [
      [0.625, 5 / 9],
      [NaN, NaN],
    ],
  ],
};
const experiment = withTrainTest(emptyExperiment(1), matrix);

test('made anew a matrix takes its own place; another way is another one', () => {
  const again = { ...matrix, at: '2026-11-27T00:00:00.000Z' };
  expect(withTrainTest(experiment, again).matrices).toEqual([again]);
  const others = (['pca', 'lda'] as const).map((method) => ({ ...matrix, method, id: trainTestId({ ...matrix, method }) }));
  const both = others.reduce(withTrainTest, experiment);
  expect(both.matrices.map(({ method }) => method)).toEqual(['lda', 'pca']);
  expect(trainTestsOf(both, way)).toEqual([matrix]);
  expect(trainTestsOf(both, { ...way, how: { ...way.how, template: true } })).toEqual([]);
});

test('a file gives it back, cells without a number too; a file of before has none', () => {
  expect(decodeExperiment(encodeExperiment(experiment), 'a file').matrices).toEqual([matrix]);
  const before: Record<string, unknown> = { ...experiment };
  delete before.matrices;
  expect(checkExperiment(before, 'a file').matrices).toEqual([]);
});

test('it comes along where experiments are put side by side', () => {
  expect(merged(emptyExperiment(1), experiment).matrices).toEqual([matrix]);
  expect(merged(experiment, experiment).matrices).toEqual([matrix]);
});

describe('what the lab cannot have made is refused with its path', () => {
  const of = (one: Partial<TrainTestRecord>) => ({ ...experiment, matrices: [{ ...matrix, ...one }] });
  const cells = (...auroc: number[][]): Partial<TrainTestRecord> => ({ auroc: [auroc] });
  test.each<[string, Partial<TrainTestRecord>, string]>([
    ['one set', { sets: sets.slice(0, 1) }, 'matrices[0].sets: expected at least 2 sets, got 1'],
    ['a set twice', { sets: [sets[0]!, sets[0]!] }, 'matrices[0].sets[1].hash: expected a set of its own'],
    ['an AUROC above 1', cells([1.25, 5 / 9], [NaN, NaN]), 'matrices[0].auroc[0][0][0]: expected an AUROC of 2 pairs'],
    ['an AUROC that two pairs cannot give', cells([0.7, 5 / 9], [NaN, NaN]), 'matrices[0].auroc[0][0][0]: expected an AUROC of 2 pairs'],
    ['an AUROC without training pairs', cells([0.625, 5 / 9], [0.5, NaN]), 'matrices[0].auroc[0][1][0]: expected no number'],
    ['a row too few', cells([0.625, 5 / 9]), 'matrices[0].auroc[0]: expected a list of 2'],
    ['blocks of another model', { auroc: [] }, 'matrices[0].auroc: expected a list of 1'],
    ['more shared pairs than pairs', { shared: [[0, 4], matrix.shared[1]!] }, 'matrices[0].shared[0][1]: expected at most 3 test pairs'],
    ['an id of another way', { method: 'pca' }, 'matrices[0].id: expected "matrix-'],
  ])('%s', (_, wrong, said) => expect(() => checkExperiment(of(wrong), 'a file')).toThrow(said));
  test('two of one id', () =>
    expect(() => checkExperiment({ ...experiment, matrices: [matrix, matrix] }, 'a file')).toThrow('matrices[1].id: expected an id'));
});
