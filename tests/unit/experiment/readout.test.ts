/** Readouts in a run file: they come back, files of before open, and what no model could have said is refused by path. */
import { expect, test } from 'vitest';
import { emptyExperiment, type Experiment } from '../../../src/experiment/experiment';
import { merged } from '../../../src/experiment/merge';
import { readoutAt, readoutId, withReadout, type ReadBlock } from '../../../src/experiment/readout';
import { checkExperiment, decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import type { ModelStamp } from '../../../src/experiment/stamp';

const AT = '2026-11-26T00:00:00.000Z';
const model: ModelStamp = {
  ...{ id: 'm', repo: 'o/m', revision: 'main', dtype: 'q4', architecture: '', layers: 3, width: 2, device: 'wasm', deviceName: 'two' },
  ...{ widened: false, graphHash: 'graph', selfTestPassed: true },
};
const directions = 'directions-1';
const bare: Experiment = {
  ...emptyExperiment(3),
  directions: [
    {
      ...{ id: directions, name: 'mine', origin: { file: 'a.npy', sha256: 'ab' }, layers: 3, width: 2, scale: null },
      data: Float32Array.of(1, 0, 0, 0, 0, 1),
    },
  ],
};
const token = (id: number, logit: number) => ({ id, token: ` t${id}`, logit });
const block = (layer: number, best = 2): ReadBlock => ({
  layer,
  positive: [token(1, best), token(2, 1)],
  negative: [token(3, -2), token(4, -1)],
});
const experiment = withReadout(bare, { directions, model, at: AT, blocks: [block(2), block(0)] });

test('come back, in the order of the model', () => {
  expect(experiment.readouts[0]!.blocks.map(({ layer }) => layer)).toEqual([0, 2]);
  expect(decodeExperiment(encodeExperiment(experiment), 'a file')).toEqual(experiment);
});

test('a file of before, without the field, has none', () => {
  const before: Record<string, unknown> = { ...bare };
  delete before.readouts;
  expect(checkExperiment(before, 'a file').readouts).toEqual([]);
});

test('the same device adds to its record, another has one of its own, and the latest is shown', () => {
  const again = withReadout(experiment, { directions, model, at: AT, blocks: [block(0, 3)] });
  expect(again.readouts).toHaveLength(1);
  const beside = withReadout(again, { directions, model: { ...model, device: 'webgpu' }, at: AT, blocks: [block(0, 4)] });
  const best = (layer: number, graphHash = 'graph') =>
    readoutAt(beside.readouts, { directions, graphHash }, layer)?.block.positive[0]!.logit ?? null;
  expect([beside.readouts.length, best(0), best(2), best(1), best(0, 'other')]).toEqual([2, 4, 2, null, null]);
  expect(withReadout(experiment, { directions: 'gone', model, at: AT, blocks: [block(0)] })).toBe(experiment);
  expect(merged(bare, beside).readouts).toEqual(beside.readouts);
});

const [readout] = experiment.readouts as [(typeof experiment.readouts)[number]];
const first = (over: Partial<ReadBlock>) => ({ blocks: [{ ...block(0), ...over }] });
test.each([
  ['along unknown directions', { directions: 'directions-9' }, 'readouts[0].directions: expected the name of directions'],
  ['by a model of another size', { model: { ...model, width: 4 } }, 'readouts[0].model: expected a model of 3 × 2'],
  ['of no block', { blocks: [] }, 'readouts[0].blocks: expected at least one block'],
  ['of a block beyond the model', { blocks: [block(3)] }, 'readouts[0].blocks[0].layer: expected a block after -1, below 3, got 3'],
  ['of blocks out of order', { blocks: [block(2), block(0)] }, 'readouts[0].blocks[1].layer: expected a block after 2'],
  ['of a block twice', { blocks: [block(2), block(2)] }, 'readouts[0].blocks[1].layer: expected a block after 2'],
  ['of a block without a direction', { blocks: [block(1)] }, 'readouts[0].blocks[0].layer: expected a block that has a direction'],
  ['without a number', first({ positive: [token(1, NaN), token(2, 1)] }), 'readouts[0].blocks[0].positive[0].logit: expected a number'],
  ['not highest first', first({ positive: [token(1, 1), token(2, 2)] }), 'positive[1].logit: expected at most 1'],
  ['not lowest first', first({ negative: [token(1, -1), token(2, -2)] }), 'negative[1].logit: expected at least -1'],
  ['with a token twice', first({ negative: [token(3, -2), token(3, -1)] }), 'negative[1].id: expected a token of its own'],
  ['raised less than lowered', first({ positive: [token(1, -3), token(2, -4)] }), 'positive[0].logit: expected at least -2'],
  ['with one end shorter', first({ positive: [token(1, 2)] }), 'readouts[0].blocks[0]: expected as many tokens at each end'],
  ['under the id of another', { id: readoutId({ directions, model: { ...model, graphHash: 'x' } }) }, 'readouts[0].id: expected'],
] as const)('a readout %s is refused', (_, over, message) => {
  expect(() => checkExperiment({ ...experiment, readouts: [{ ...readout, ...over }] }, 'a file')).toThrow(message);
});
