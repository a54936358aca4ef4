/** What a self-test that was passed spares the next load, and what it does not. */
import { Tensor } from 'onnxruntime-web';
import { beforeEach, expect, test } from 'vitest';
import type { Latest } from '../../../src/storage/latest';
import type { PassedTest } from '../../../src/storage/loads';
import { tested } from '../../../workers/model/tested';
import type { LoadedModel } from '../../../workers/model/loaded';
import { loadTiny, withRun } from './tiny';

const { model } = await loadTiny('tiny-llama-builder');
type Disk = Pick<Latest<PassedTest>, 'find' | 'keep'>;
const kept = new Map<string, PassedTest>();
const disk: Disk = {
  find: (name) => Promise.resolve(kept.get(name)),
  keep: (name, passed) => Promise.resolve(void kept.set(name, passed)),
};
beforeEach(() => kept.clear());

/** The model, and how often it was run. */
function counted(change: (outputs: Record<string, Tensor>) => void = () => undefined): { model: LoadedModel; runs: () => number } {
  let runs = 0;
  const run = async (feeds: Record<string, Tensor>, names: string[]) => {
    runs++;
    const outputs = (await model.session.run(feeds, names)) as Record<string, Tensor>;
    change(outputs);
    return outputs;
  };
  return { model: withRun(model, run), runs: () => runs };
}

test('the whole test once, then one reading; its numbers stay, with their date', async () => {
  const first = counted();
  const whole = await tested(first.model, null, 'a', disk);
  expect(whole).toMatchObject({ passed: true, failures: [] });
  expect(whole).not.toHaveProperty('kept');
  const again = counted();
  const short = await tested(again.model, null, 'a', disk);
  expect(short).toEqual({ ...whole, seconds: short.seconds, kept: { at: kept.get('a')!.at, difference: 0 } });
  expect(again.runs()).toBe(1);
  expect(first.runs()).toBeGreaterThan(4);
});

test('another name, or none, is tested whole; without a name nothing is kept', async () => {
  await tested(model, null, 'a', disk);
  expect(await tested(model, null, 'b', disk)).not.toHaveProperty('kept');
  expect(await tested(model, null, null, disk)).not.toHaveProperty('kept');
  expect([...kept.keys()]).toEqual(['a', 'b']);
});

test.each([
  ['a residual', 'hook_resid_post', 1.001],
  ['a logit', 'logits', 1.001],
  ['no number', 'logits', NaN],
])('%s that changed since has the whole test made again', async (_, output, factor) => {
  await tested(model, null, 'a', disk);
  const { read } = kept.get('a')!;
  const numbers = output === 'logits' ? read.logits : read.residual;
  let [most, at] = [0, 0];
  numbers.forEach((x, i) => Math.abs(x) > most && ([most, at] = [Math.abs(x), i]));
  // The weights changed, so that every run of a lone row differs.
  const changed = counted((outputs) => {
    const { data, dims } = outputs[output] ?? { data: [], dims: [] };
    if (dims[output === 'logits' ? 0 : 1] === 1 && data.length === numbers.length) (data as Float32Array)[at]! *= factor;
  });
  const again = await tested(changed.model, null, 'a', disk);
  expect(again).not.toHaveProperty('kept');
  expect(changed.runs()).toBeGreaterThan(4);
});

test('what fails is not kept', async () => {
  const lossy = (feeds: Record<string, Tensor>, names: string[]) => {
    const steer = (feeds.steer!.data as Float32Array).map((x) => x / 2);
    return model.session.run({ ...feeds, steer: new Tensor(steer, feeds.steer!.dims) }, names);
  };
  expect((await tested(withRun(model, lossy), null, 'a', disk)).passed).toBe(false);
  expect(kept.size).toBe(0);
});

test('a browser that keeps nothing tests whole, and says nothing else', async () => {
  const refusing: Disk = { find: () => Promise.reject(new Error('refused')), keep: () => Promise.reject(new Error('refused')) };
  expect(await tested(model, null, 'a', refusing)).toMatchObject({ passed: true });
});
