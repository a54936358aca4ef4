/** The embedded model as the lab loads it. */
import type { Device, ModelChoice, ModelInfo } from '../../src/protocol';
import { fetchCatalogue } from '../../src/hub/catalogue';
import type { LoadedModel } from '../../workers/model/loaded';
import { loadModel } from '../../workers/model/load';

const ID = 'smollm2-135m-instruct';
/** Where its files lie on the bench's own server. */
export const ROOT = new URL(`/models/${ID}`, self.location.origin).href;
/** Its graph, under `${ROOT}/onnx/`. */
export const FILE = 'model_q4.onnx';

type Loaded = { model: LoadedModel; info: ModelInfo };
const loaded = new Map<boolean, Promise<Loaded>>();

/**
 * Loads once; a worker holds one device. `widen` false keeps the 4-bit weights, as WebGPU always does. Throws what loadModel throws, and
 * where the self-test fails.
 */
export async function labModel(device: Device, widen = true): Promise<LoadedModel> {
  const { model, info } = await loadedModel(device, widen);
  if (!info.selfTest.passed) throw new Error(`self-test: ${info.selfTest.failures.join('; ')}`);
  return model;
}

/** Loaded once more, in the second form of its graph, which a first edit mounts. Throws what `labModel` and `takeClamps` throw. */
export async function clampedModel(device: Device): Promise<LoadedModel> {
  const { model, info } = await load(device, true);
  if (!info.selfTest.passed) throw new Error(`self-test: ${info.selfTest.failures.join('; ')}`);
  await model.takeClamps();
  return model;
}

/** As `labModel`, with what the page is told of it, whether or not it passed. */
export function loadedModel(device: Device, widen = true): Promise<Loaded> {
  const model = loaded.get(widen) ?? load(device, widen);
  loaded.set(widen, model);
  return model;
}

async function load(device: Device, widen: boolean): Promise<Loaded> {
  const { reference } = (await fetchCatalogue((path) => fetch(`/${path}`))).find(({ id }) => id === ID)!;
  const choice: ModelChoice = {
    id: ID,
    repo: ID,
    revision: 'embedded',
    dtype: 'q4',
    root: ROOT,
    device,
    widen,
    ...(reference ? { reference } : {}),
  };
  return loadModel(choice, () => {}, new AbortController().signal);
}
