/** Which sets of this browser can be compared with the run on show, what the analysis worker is asked, and what becomes of its answer. */
import { expect, test } from 'vitest';
import { compareActions } from '../../../src/app/compare-actions';
import type { Context } from '../../../src/app/ports';
import { createLabStore } from '../../../src/app/state';
import { emptyExperiment } from '../../../src/experiment/experiment';
import type { ShownRun } from '../../../src/experiment/shown';
import type { ListedReading, WholeReading } from '../../../src/storage/readings';

interface Over {
  graphHash?: string;
  template?: boolean;
  maxTokens?: number;
  layers?: number;
  texts?: number;
}

const set = {
  pairs: [
    { id: 'p', scenario: 's', split: 'train', positive: 'a', negative: 'b' },
    { id: 'q', scenario: 's', split: 'test', positive: 'c', negative: 'd' },
  ],
  scored: [],
};

function listed(name: string, setHash: string, over: Over = {}): ListedReading {
  const { graphHash = 'g', template = false, maxTokens = 512, layers = 30, texts = 4 } = over;
  const reading = { how: { template, maxTokens }, model: { layers, width: 576 }, scenarios: { name, set } };
  return { name, setHash, texts, whole: { name, setHash, graphHash, reading } as unknown as WholeReading } as ListedReading;
}

const run = {
  model: { graphHash: 'g' },
  reading: { how: { template: false, maxTokens: 512 } },
  spec: { pooling: 'last', method: 'lda' },
  capture: { template: false, maxTokens: 512, pooling: 'mean' },
  directions: { layers: 30, width: 576 },
} as unknown as ShownRun;

const store = createLabStore();
const clock = { now: () => new Date('2026-11-26T00:00:00Z') };
const actions = (listReadings: () => Promise<ListedReading[]>, call: unknown = () => Promise.reject(new Error())) =>
  compareActions({ store, clock, disk: { readings: { listReadings } }, analysis: { call } } as unknown as Context);

test('one reading a set, the latest; of the same model, template, cut and blocks', async () => {
  const all = [
    listed('one before', 'one'),
    listed('two', 'two'),
    listed('one now', 'one'),
    listed('another model', 'three', { graphHash: 'other' }),
    listed('as chat messages', 'three', { template: true }),
    listed('cut elsewhere', 'three', { maxTokens: 128 }),
    listed('other blocks', 'three', { layers: 28 }),
    listed('deleted', 'three', { texts: 0 }),
    { ...listed('of version 1', 'three'), whole: null },
  ];
  const found = await actions(() => Promise.resolve(all)).setsReadLike(run);
  expect(found.map(({ name }) => name)).toEqual(['two', 'one now']);
});

test('a browser that refuses storage has no sets', async () => {
  expect(await actions(() => Promise.reject(new Error('private window'))).setsReadLike(run)).toEqual([]);
});

const found = { train: [1, 1], test: [1, 1], shared: [], auroc: [] };
const both = ['one', 'two'].map((name) => listed(name, `hash of ${name}`).whole!);
const { signal } = new AbortController();

test('the worker is asked for the pairs of each set, its steps are told, and the matrix is in the experiment', async () => {
  const steps: number[][] = [];
  const asked: unknown[] = [];
  const call = (kind: string, input: unknown, { onEvent }: { onEvent: (event: { done: number; of: number }) => void }) => {
    asked.push([kind, input]);
    onEvent({ done: 1, of: 4 });
    return Promise.resolve(found);
  };
  const asking = { signal, onStep: (done: number, of: number) => void steps.push([done, of]) };
  await actions(() => Promise.resolve([]), call).compareSets(both, run, asking);
  const pairs = [
    { positive: 0, negative: 1, split: 'train' },
    { positive: 2, negative: 3, split: 'test' },
  ];
  expect(asked).toMatchObject([['matrix', { pooling: 'last', method: 'lda', sets: both.map((reading) => ({ reading, pairs })) }]]);
  expect(steps).toEqual([[1, 4]]);
  const { experiment, origins } = store.getState();
  const [matrix] = experiment.matrices;
  expect(matrix).toMatchObject({ at: '2026-11-26T00:00:00.000Z', method: 'lda', pooling: 'last', ...found });
  expect(matrix!.sets).toEqual([
    { hash: 'hash of one', name: 'one' },
    { hash: 'hash of two', name: 'two' },
  ]);
  expect(origins[matrix!.id]).toBe('live');
});

test('an experiment that is opened meanwhile stays as it is', async () => {
  store.setState({ experiment: emptyExperiment() });
  const call = () => {
    store.setState(({ epoch }) => ({ epoch: epoch + 1 }));
    return Promise.resolve(found);
  };
  await actions(() => Promise.resolve([]), call).compareSets(both, run, { signal, onStep: () => undefined });
  expect(store.getState().experiment.matrices).toEqual([]);
});
