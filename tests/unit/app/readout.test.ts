/** The readout of all blocks is one question to the model, blocks without a direction are left out of it, and the answer is kept. */
import { expect, test } from 'vitest';
import { readoutActions } from '../../../src/app/readout-actions';
import { isToKeep } from '../../../src/app/session';
import { createLabStore, type LabState } from '../../../src/app/state';
import { replaced } from '../../../src/app/state-updates';
import type { DirectionsRecord } from '../../../src/experiment/directions';
import { emptyExperiment, type Experiment } from '../../../src/experiment/experiment';
import { readoutAt } from '../../../src/experiment/readout';

const record: DirectionsRecord = {
  ...{ id: 'directions-1', name: 'mine', origin: { file: 'a.npy', sha256: 'ab' }, layers: 4, width: 2, scale: null },
  data: Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0),
};
const info = { graphHash: 'mine', device: 'wasm', deviceName: 'two', layers: 4, width: 2 };
const ready = { status: 'ready', info } as unknown as LabState['model'];
const experiment: Experiment = { ...emptyExperiment(4), directions: [record] };

function page(before: () => void = () => undefined) {
  const asked: { directions: Float32Array; width: number; top: number }[] = [];
  const store = createLabStore();
  store.setState({ experiment, model: ready });
  const call = (_kind: string, request: (typeof asked)[number]) => {
    asked.push(request);
    before();
    const rows = Array.from({ length: request.directions.length / request.width }, (_, row) => ({
      positive: [{ id: row, token: `t${row}`, logit: 1 }],
      negative: [{ id: row + 9, token: `u${row}`, logit: -1 }],
    }));
    return Promise.resolve({ rows });
  };
  const clock = { now: () => new Date('2026-11-26T08:00:00.000Z') };
  const actions = readoutActions({ store, clock } as unknown as Parameters<typeof readoutActions>[0], { call } as never);
  const at = (layer: number) =>
    readoutAt(store.getState().experiment.readouts, { directions: record.id, graphHash: 'mine' }, layer)?.block.positive[0]!.token ?? null;
  return { ...actions, store, asked, at };
}

test('one call asks of the blocks that have a direction; the experiment has them', async () => {
  const { readOutAll, asked, at, store } = page();
  await readOutAll(record);
  expect(asked).toEqual([{ directions: Float32Array.of(1, 0, 0, 1), width: 2, top: 10 }]);
  expect([0, 1, 2, 3].map(at)).toEqual(['t0', null, 't1', null]);
  expect(store.getState().experiment.readouts).toMatchObject([{ at: '2026-11-26T08:00:00.000Z', model: { graphHash: 'mine' } }]);
  await readOutAll({ ...record, data: new Float32Array(8) });
  expect(asked).toHaveLength(1);
});

test('a block that is asked later stands beside the others; another experiment gets none of it', async () => {
  const { readOut, at, store } = page();
  await readOut(record, 2);
  await readOut(record, 0);
  expect([0, 2].map(at)).toEqual(['t0', 't0']);
  expect(store.getState().experiment.readouts).toHaveLength(1);
  const late = page(() => late.store.setState(replaced(late.store.getState(), experiment, {}, { line: 'other', own: false, mark: null })));
  await late.readOut(record, 0);
  expect(late.at(0)).toBeNull();
  late.store.setState({ model: { status: 'none' } });
  await expect(late.readOut(record, 0)).rejects.toMatchObject({ code: 'no-model' });
});

test('a readout of one’s own run is kept with the session, one of the recording alone makes no session', async () => {
  const { readOut, store } = page();
  const analyses = [{ id: 'one' }] as unknown as Experiment['analyses'];
  // Directions from a file would be the person's own.
  const directions: DirectionsRecord[] = [{ ...record, origin: { analysis: 'one', pooling: 'mean' } }];
  const kept = async (origin: 'live' | 'recorded') => {
    store.setState({ experiment: { ...experiment, analyses, directions }, origins: { one: origin } });
    const before = store.getState();
    await readOut(record, 0);
    return isToKeep(store.getState(), before);
  };
  expect([await kept('live'), await kept('recorded')]).toEqual([true, false]);
});
