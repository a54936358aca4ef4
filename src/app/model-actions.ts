/** Load, unload and look into a model. */
import { LabError, errorData } from '../error';
import { fetchCatalogue, resolveModel, type ModelSpec } from '../hub/catalogue';
import type { Inspection, LoadEvent, ModelChoice, ModelInfo, Profile } from '../protocol';
import { logFault } from './guard';
import type { Context, Ports } from './ports';
import { deviceOf, profileAsked } from './query';
import { t } from '../language/t';

/** Times a model is loaded again by itself after its worker ended. */
const TRIES = 2;

export interface LoadOptions {
  /** Default 'auto': WebGPU where it can run the model, else the processor. */
  device?: ModelChoice['device'] | undefined;
  /** Called as files come and as the model is made ready. */
  onProgress?: ((event: LoadEvent) => void) | undefined;
  /** Stops the load; the call then rejects with `cancelled`. */
  signal?: AbortSignal | undefined;
}

/** Failures after which the processor may do what the graphics device did not. */
const OF_THE_DEVICE: ReadonlySet<string> = new Set([
  'webgpu-missing',
  'session-failed',
  'run-failed',
  'device-lost',
  'gpu-out-of-memory',
  'worker-crashed',
]);

const superseded = (): LabError =>
  new LabError('cancelled', t`The load was cancelled: another one, or an unload, came after it.`, t`Load again if you still want it.`);

/** Also gives `client`, the one line to the model's worker, and `forcedDevice`, the `?device=` of the address. */
export function modelActions(context: Context, connect: Ports['model']) {
  const { store, disk, address } = context;
  const { getState: get, setState: set } = store;
  const client = connect(recover);
  /** Counts what replaces a model: loads that begin, and unloads. */
  let loads = 0;
  /** Counts loads that were asked for; one that cannot begin leaves the one under way alone. */
  let asked = 0;
  let last: ModelChoice | null = null;
  /** Times the worker ended by itself since a person asked for a model. */
  let failures = 0;

  const forcedDevice: ModelChoice['device'] = deviceOf(address.search);

  /** The model is ready, or the promise says why not. What was loaded before is given back first. */
  async function loadModel(spec: ModelSpec, o: LoadOptions = {}): Promise<ModelInfo> {
    const own = ++asked;
    const choice = await resolve(spec, o.device).catch((error: unknown) => {
      // It cannot begin, so no model's state tells: a person who asked for it has to see it all the same.
      set({ error: errorData(error) });
      throw error;
    });
    // Meanwhile another load, or none, may have been asked for.
    if (own !== asked) throw superseded();
    return begin(choice, o);
  }

  /** Where the files of a model lie, by the page's catalogue and its hub. */
  async function resolve(spec: ModelSpec, on: ModelChoice['device'] = forcedDevice): Promise<ModelChoice> {
    const known = get().catalogue;
    const catalogue = known.length > 0 ? known : await fetchCatalogue(context.fetchOwn);
    return resolveModel(spec, catalogue, on, get().hub, on !== 'wasm' && (await context.hasF16()));
  }

  /** Loads files whose place is known: on a hub, on this disk, or handed in. */
  function loadChoice(choice: ModelChoice, o: LoadOptions = {}): Promise<ModelInfo> {
    asked++;
    return begin(choice, o);
  }

  /** What was said of another model, or of something that could not be fetched, is over when a model is chosen. */
  function forgetErrors(): void {
    const { error } = get();
    if (error?.where === 'model' || error?.code === 'network') set({ error: null });
  }

  function begin(choice: ModelChoice, o: LoadOptions): Promise<ModelInfo> {
    forgetErrors();
    failures = 0;
    last = choice;
    // Never waited for: the browser may ask the reader. No is no error.
    if (!choice.local) void disk.room.askToPersist();
    return load(choice, o);
  }

  /**
   * The worker has ended by itself. The first time its model is loaded again, from what this machine has; after that the person decides.
   */
  function recover(error: LabError): void {
    const { model } = get();
    if (model.status !== 'ready' || !last) return; // A load under way has been rejected, and says so itself.
    const data = errorData(error);
    failures++;
    if (failures >= TRIES) {
      set({ model: { status: 'failed', id: model.info.id, error: data, offerWasm: model.info.device !== 'wasm' } });
      return;
    }
    set({ error: { ...data, hint: t`${data.hint} The model is being loaded again; what was computed is kept.`.trim() } });
    load(last, {}).catch(() => undefined); // A failure stands in the store, and a fault in the console.
  }

  async function load(choice: ModelChoice, { onProgress, signal }: LoadOptions): Promise<ModelInfo> {
    const { device } = choice;
    if (signal?.aborted) throw new LabError('cancelled', t`Stopped before it began.`, t`Nothing was changed.`);
    client.terminate(t`Another model is being loaded.`); // A worker keeps its WASM memory and its runtime: a new model gets a new one.
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
      if (!mine()) throw superseded();
      set({ model: { status: 'ready', info } });
      return info;
    } catch (error) {
      const data = errorData(error);
      logFault(error);
      const offerWasm = device !== 'wasm' && OF_THE_DEVICE.has(data.code);
      if (mine())
        set({ model: data.code === 'cancelled' ? { status: 'none' } : { status: 'failed', id: choice.id, error: data, offerWasm } });
      throw error;
    } finally {
      // A stop that comes later must not end the model that was loaded.
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends a load under way, at once and wherever it is. */
  function cancelLoad(): void {
    client.terminate(t`The load was cancelled.`);
  }

  return {
    client,
    forcedDevice,
    profileAsked: profileAsked(address.search),
    /** What the worker did with its time since the model that it has began to load. */
    profile: (): Promise<Profile> => client.call('profile', null),
    resolve,
    loadModel,
    loadChoice,
    cancelLoad,
    /** The last model that was asked for, on the processor. */
    loadOnWasm: (): Promise<ModelInfo> => (last ? loadChoice({ ...last, device: 'wasm' }) : loadModel('', { device: 'wasm' })),
    /** What a graph is and wants, without loading it. A model that is loaded stays loaded. */
    async inspectModel(source: ModelSpec | File, { onProgress: onEvent, signal }: Omit<LoadOptions, 'device'> = {}): Promise<Inspection> {
      return client.call('inspect', source instanceof File ? { file: source } : { model: await resolve(source) }, { signal, onEvent });
    },
    /** Takes a failed load off the page, and what was said of it: something else was chosen. */
    forgetFailure(): void {
      if (get().model.status === 'failed') set({ model: { status: 'none' } });
      forgetErrors();
    },
    /** Gives the model's memory back. What was computed stays. */
    unload(): void {
      asked++;
      loads++;
      client.terminate();
      set({ model: { status: 'none' } });
    },
  };
}
export type ModelActions = ReturnType<typeof modelActions>;
