/** The self-test of the second form finds a graph in which one of the operators does nothing. */
import type { Tensor as OrtTensor } from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { clampTest } from '../../../workers/model/clamp-test';
import { loadTiny, withRun } from './tiny';

describe('an operator that does nothing', async () => {
  const { model } = await loadTiny('tiny-llama-builder');
  await model.takeClamps();
  test('none: all is well', async () => expect(await clampTest(model)).toEqual([]));
  test.each([
    ['low', 'kept above'],
    ['high', 'capped'],
  ])('bounds from %s', async (side, said) => {
    const input = `edit_${side}`;
    const deaf = withRun(model, (feeds, names) => {
      const both = (feeds.edit_low!.data as Float32Array).some((low, i) => low === (feeds.edit_high!.data as Float32Array)[i]);
      const none = (feeds[input]!.data as Float32Array).slice().fill(side === 'low' ? -1e30 : 1e30);
      const Tensor = feeds[input]!.constructor as typeof OrtTensor;
      return model.session.run(both ? feeds : { ...feeds, [input]: new Tensor('float32', none, feeds[input]!.dims) }, names);
    });
    expect(await clampTest(deaf)).toEqual([expect.stringMatching(new RegExp(`^${said} at block`))]);
  });
});
