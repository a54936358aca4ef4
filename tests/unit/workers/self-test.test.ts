/** The self-test keeps within what a model can read at once. */
import { expect, test } from 'vitest';
import { selfTest } from '../../../workers/model/self-test';
import { loadTiny, withRun } from './tiny';

test('a model of sixteen positions is asked for no more', async () => {
  const { model } = await loadTiny('tiny-18-gpt2-optimum');
  const totals: number[] = [];
  const watched = withRun(model, (feeds, names) => {
    totals.push(feeds.attention_mask!.dims[1]!);
    return model.session.run(feeds, names);
  });
  expect((await selfTest({ ...watched, context: 16 }, null)).failures).toEqual([]);
  expect(Math.max(...totals)).toBe(16);
  await model.dispose();
});
