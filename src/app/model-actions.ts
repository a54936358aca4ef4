/** Load and unload the model. */
import { WorkerClient } from '../client';
import { LabError, errorData } from '../error';
import type { Calls, Inspection, LoadEvent, ModelChoice, ModelInfo, RemoteFile } from '../protocol';
import { askToPersist } from '../storage/room';
import { fetchCatalogue, resolveModel, type ModelSpec } from '../hub/catalogue';
import { filesOf } from '../hub/sizes';
import { fit } from './view-actions';
import { store, type ModelState } from './store';

const { getState: get, setState: set } = store;

/** The page's one line to the model's worker. */
export const client = new WorkerClient<Calls>(
  () => new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module' }),
  {
    ended: 'The model was unloaded.',
    crashed: {
      what: "The model's worker stopped",
      hint: 'The model it held is gone; everything computed so far is kept on this page. Often memory ran out: if it stops again, close other tabs, choose a smaller model, or reload the page.',
    },
    program: 'The program that runs models',
  },
  recover,
);

/** Counts what replaces a model: loads that begin, and unloads. */
let loads = 0;
/** Counts loads that were asked for; one that cannot begin leaves the one under way alone. */
let asked = 0;
let last: ModelChoice | null = null;
/** Times the worker ended by itself since a person asked for a model. */
let failures = 0;
const TRIES = 2;

/** `?device=` of the page's address. */
export const forcedDevice = ((): ModelChoice['device'] => {
  const asked = new URLSearchParams(location.search).get('device');
  return asked === 'wasm' || asked === 'webgpu' ? asked : 'auto';
})();

export interface LoadOptions {
  device?: ModelChoice['device'] | undefined;
  onProgress?: ((event: LoadEvent) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** The model is ready, or the promise says why not. What was loaded before is given back first. */
export async function loadModel(spec: ModelSpec, o: LoadOptions = {}): Promise<ModelInfo> {
  const own = ++asked;
  const choice = await resolve(spec, o.device).catch((error: unknown) => {
    // It cannot begin, so no model's state tells: a person who pressed a button has to see it all the same.
    set({ error: errorData(error) });
    throw error;
  });
  // Meanwhile another load, or none, may have been asked for.
  if (own !== asked) throw superseded();
  return begin(choice, o);
}

const superseded = (): LabError =>
  new LabError('cancelled', 'The load was cancelled: another one, or an unload, came after it.', 'Load again if you still want it.');

/** Where the files of a model lie, by the page's catalogue and its hub. */
export async function resolve(spec: ModelSpec, device: ModelChoice['device'] = forcedDevice): Promise<ModelChoice> {
  const catalogue = get().catalogue.length > 0 ? get().catalogue : await fetchCatalogue();
  return resolveModel(spec, catalogue, device, get().hub, device !== 'wasm' && (await hasF16()));
}

/** Whether the browser's graphics adapter computes with 16-bit floats. */
const hasF16 = async (): Promise<boolean> =>
  (await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }))?.features.has('shader-f16') ?? false;

/** What a load would fetch: see src/hub/sizes.ts. Throws what resolving and `filesOf` throw. */
export const readSizes = async (spec: ModelSpec): Promise<RemoteFile[] | null> => filesOf(await resolve(spec));

/** Loads files whose place is known: on a hub, on this disk, or handed in. */
export function loadChoice(choice: ModelChoice, o: LoadOptions = {}): Promise<ModelInfo> {
  asked++;
  return begin(choice, o);
}

function begin(choice: ModelChoice, o: LoadOptions): Promise<ModelInfo> {
  failures = 0;
  last = choice;
  // Never waited for: the browser may ask the reader. No is no error.
  if (!choice.local) void askToPersist();
  return load(choice, o);
}

/** The last model that was asked for, on the processor. */
export const loadOnWasm = (): Promise<ModelInfo> => (last ? loadChoice({ ...last, device: 'wasm' }) : loadModel('', { device: 'wasm' }));

/** The worker has ended by itself. The first time its model is loaded again, from what this machine has; after that the person decides. */
function recover(error: LabError): void {
  const { model } = get();
  if (model.status !== 'ready' || !last) return; // A load under way has been rejected, and says so itself.
  const data = errorData(error);
  failures++;
  if (failures >= TRIES) {
    set({ model: { status: 'failed', id: model.info.id, error: data, offerWasm: model.info.device !== 'wasm' } });
    return;
  }
  set({ error: { ...data, hint: `${data.hint} The model is being loaded again; what was computed is kept.`.trim() } });
  load(last, {}).catch(console.error); // A failure stands in the store.
}

async function load(choice: ModelChoice, { onProgress, signal }: LoadOptions): Promise<ModelInfo> {
  const { device } = choice;
  if (signal?.aborted) throw new LabError('cancelled', 'Stopped before it began.', 'Nothing was changed.');
  client.terminate('Another model is being loaded.'); // A worker keeps its WASM memory and its runtime: a new model gets a new one.
  const own = ++loads;
  const mine = () => own === loads;
  set({ model: { status: 'loading', id: choice.id, event: null } });
  const stop = () => mine() && cancelLoad();
  signal?.addEventListener('abort', stop);
  try {
    const info = await client.call('load', choice, {
      signal,
      onEvent(event) {
        if (mine()) set({ model: { status: 'loading', id: choice.id, event } });
        onProgress?.(event);
      },
    });
    set(({ experiment }) => ({ model: { status: 'ready', info }, experiment: fit(experiment, info.layers) }));
    return info;
  } catch (error) {
    const data = errorData(error);
    if (mine())
      set({
        model:
          data.code === 'cancelled'
            ? { status: 'none' }
            : { status: 'failed', id: choice.id, error: data, offerWasm: device !== 'wasm' && OF_THE_DEVICE.has(data.code) },
      });
    throw error;
  } finally {
    // A stop that comes later must not end the model that was loaded.
    signal?.removeEventListener('abort', stop);
  }
}

/** What a graph is and wants, without loading it. A model that is loaded stays loaded. */
export async function inspectModel(
  source: ModelSpec | File,
  { onProgress: onEvent, signal }: Omit<LoadOptions, 'device'> = {},
): Promise<Inspection> {
  return client.call('inspect', source instanceof File ? { file: source } : { model: await resolve(source) }, { signal, onEvent });
}

/** Takes a failed load off the page: something else was chosen. */
export function forgetFailure(): void {
  if (get().model.status === 'failed') set({ model: { status: 'none' } });
}

/** Ends a load under way, at once and wherever it is. */
export function cancelLoad(): void {
  client.terminate('The load was cancelled.');
}

/** Gives the model's memory back. What was computed stays. */
export function unload(): void {
  asked++;
  loads++;
  client.terminate();
  set({ model: { status: 'none' } });
}

/** The loaded model, or the reason why nothing may be computed with it. */
export function usable(model: ModelState): ModelInfo {
  if (model.status !== 'ready') throw new LabError('no-model', 'No model is loaded.', 'Load one in section 1.');
  const { selfTest, device } = model.info;
  if (!selfTest.passed) {
    throw new LabError(
      'self-test-failed',
      `This device failed its self-test: ${selfTest.failures.join('; ')}.`,
      device === 'webgpu' ? 'Load the model on WASM instead.' : 'Try another browser; numbers from this one cannot be trusted.',
    );
  }
  return model.info;
}

const OF_THE_DEVICE: ReadonlySet<string> = new Set([
  'webgpu-missing',
  'session-failed',
  'run-failed',
  'device-lost',
  'gpu-out-of-memory',
  'worker-crashed',
]);
