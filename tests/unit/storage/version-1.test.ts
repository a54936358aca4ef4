/** What version 1 kept: a name that no release wrote takes nothing over and ends no list. */
import 'fake-indexeddb/auto';
import { clear, createStore, keys, set } from 'idb-keyval';
import { beforeEach, expect, test } from 'vitest';
import { listVersion1, removeVersion1, takeOverVersion1 } from '../../../src/storage/version-1';

const disk = createStore('eia-lab', 'runs');
beforeEach(() => clear(disk));

const name = { reading: 1, repo: 'r', dtype: 'q4', graphHash: 'g', scenarioHash: 'h', tokensHash: 't', pooling: 'mean', template: false };
const text = { residual: new Float32Array(4), tokenHash: 'tokens' };

test.each([
  ['cut off', JSON.stringify(name).slice(0, 30)],
  ['without its hash', JSON.stringify({ ...name, graphHash: undefined })],
  ['with a pooling that there is not', JSON.stringify({ ...name, pooling: 'all' })],
])('a name %s is listed as it lies there, and can be deleted', async (_, broken) => {
  await set(`${broken}|text 0`, text, disk);
  const taken: unknown[] = [];
  await takeOverVersion1((kept) => (taken.push(kept), Promise.resolve()));
  expect(taken).toEqual([]);
  const [listed] = await listVersion1();
  expect(listed).toMatchObject({ name: broken, outdated: true, texts: 1, bytes: 16 });
  await removeVersion1(broken);
  expect(await keys(disk)).toEqual([]);
});

test('a record that is no text is not taken over as one', async () => {
  const run = JSON.stringify(name);
  await set(`${run}|text 0`, text, disk);
  await set(`${run}|text 1`, { residual: [0, 0, 0, 0], tokenHash: 'other' }, disk);
  const taken: { tokenHashes: readonly string[] }[] = [];
  await takeOverVersion1((kept) => (taken.push(kept), Promise.resolve()));
  expect(taken.map(({ tokenHashes }) => tokenHashes)).toEqual([['tokens']]);
});
