/** States of a run are made one after the other, as fast as they are drawn. */
import { expect, test } from 'vitest';
import { drawing } from '../../../src/app/drawing';
import { pulled } from '../../../src/app/pulled';
import { createLabStore } from '../../../src/app/state';
import { shownRun } from '../../../src/experiment/shown';
import { decodeExperiment } from '../../../src/experiment/run-file';
import type { Analysis } from '../../../src/experiment/analysis';
import { RECORDING } from '../../recording';

const turn = () => new Promise((resolve) => setTimeout(resolve));

test('one at a time; what is asked for meanwhile is done once more', async () => {
  const ends: (() => void)[] = [];
  const ask = pulled(() => new Promise((resolve) => void ends.push(resolve)));
  [1, 2, 3].forEach(ask);
  expect(ends).toHaveLength(1);
  ends[0]!();
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]!();
  await turn();
  expect(ends).toHaveLength(2);
});

test('work that fails is done again when it is asked for again', async () => {
  let done = 0;
  const ask = pulled(() => (done++, Promise.reject(new Error('no'))));
  ask();
  await turn();
  ask();
  await turn();
  expect(done).toBe(2);
});

test('whoever waits goes on once the charts show what the store holds, and at once where no page draws', async () => {
  const store = createLabStore();
  const { beginDrawing, drawn, allDrawn } = drawing({ store });
  await allDrawn();
  const end = beginDrawing(() => Promise.resolve(null));
  const recorded = decodeExperiment(RECORDING, 'run.json');
  const [one] = recorded.analyses as unknown as [Analysis];
  store.setState({ experiment: { ...recorded, analyses: [{ ...one, report: { table: {} } as never }] } });
  const said: string[] = [];
  void allDrawn().then(() => said.push('drawn'));
  drawn(null);
  await turn();
  expect(said).toEqual([]);
  drawn(shownRun(store.getState().experiment));
  await turn();
  expect(said).toEqual(['drawn']);
  store.setState({ experiment: { ...recorded, analyses: [{ ...one, report: { table: {} } as never }] } });
  void allDrawn().then(() => said.push('gone'));
  end();
  await turn();
  expect(said).toEqual(['drawn', 'gone']);
});
