/** Which sets of this browser can be compared with the run on show, and what the analysis worker is asked. */
import { expect, test } from 'vitest';
import { compareActions } from '../../../src/app/compare-actions';
import type { Context } from '../../../src/app/ports';
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
  capture: { template: false, maxTokens: 512, pooling: 'mean' },
  directions: { layers: 30, width: 576 },
} as unknown as ShownRun;

const actions = (listReadings: () => Promise<ListedReading[]>, call: unknown = () => Promise.reject(new Error())) =>
  compareActions({ disk: { readings: { listReadings } }, analysis: { call } } as unknown as Context);

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

test('the worker is asked for the pairs of each set, and its steps are told', async () => {
  const steps: number[][] = [];
  const call = (kind: string, input: unknown, { onEvent }: { onEvent: (event: { done: number; of: number }) => void }) => {
    onEvent({ done: 1, of: 4 });
    return Promise.resolve({ kind, input });
  };
  const { whole } = listed('one', 'one');
  const asking = { signal: new AbortController().signal, onStep: (done: number, of: number) => void steps.push([done, of]) };
  const asked = await actions(() => Promise.resolve([]), call).trainTest([whole!], { pooling: 'last', method: 'lda' }, asking);
  expect(asked).toMatchObject({
    kind: 'matrix',
    input: {
      pooling: 'last',
      method: 'lda',
      sets: [
        {
          reading: whole,
          pairs: [
            { positive: 0, negative: 1, split: 'train' },
            { positive: 2, negative: 3, split: 'test' },
          ],
        },
      ],
    },
  });
  expect(steps).toEqual([[1, 4]]);
});
