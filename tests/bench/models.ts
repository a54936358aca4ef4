/** The embedded model as the lab loads it on WASM. */
import type { ModelChoice } from '../../src/protocol';
import type { LoadedModel } from '../../workers/model/loaded';
import { loadModel } from '../../workers/model/load';

/** Where its files lie on the bench's own server. */
export const ROOT = new URL('/models/smollm2-135m-instruct', self.location.origin).href;
/** Its graph, under `${ROOT}/onnx/`. */
export const FILE = 'model_q4.onnx';

const loaded = new Map<boolean, Promise<LoadedModel>>();

/** Loads once. `widen` false keeps the 4-bit weights. Throws what loadModel throws, and where the self-test fails. */
export function labModel(widen = true): Promise<LoadedModel> {
  const model = loaded.get(widen) ?? load(widen);
  loaded.set(widen, model);
  return model;
}

async function load(widen: boolean): Promise<LoadedModel> {
  const choice: ModelChoice = {
    id: 'smollm2-135m-instruct',
    repo: 'smollm2-135m-instruct',
    revision: 'embedded',
    dtype: 'q4',
    root: ROOT,
    device: 'wasm',
    widen,
  };
  const { model, info } = await loadModel(choice, () => {}, new AbortController().signal);
  if (!info.selfTest.passed) throw new Error(`self-test: ${info.selfTest.failures.join('; ')}`);
  return model;
}
