/** The worker: one switch over the protocol. Keeps the loaded model and nothing else; requests run one after the other, cancels at once. */
import { LabError, errorData } from '../src/error';
import type { Calls, FromWorker, Kind, ToWorker } from '../src/protocol';
import { capture } from './capture';
import { cut } from './cut';
import { generate } from './generate';
import { inspectGraph } from './inspect';
import type { LoadedModel } from './loaded';
import { loadModel } from './model';

type Request = Extract<ToWorker, { kind: Kind }>;

let model: LoadedModel | null = null;
let last: Promise<void> = Promise.resolve();
const running = new Map<number, AbortController>();
const started = new Set<number>();

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if ('cancel' in data) return cancel(data.cancel);
  running.set(data.id, new AbortController());
  // Looking into a graph touches no model: it need not wait for one.
  if (data.kind === 'inspect') void answer(data);
  else last = last.then(() => answer(data));
};

/** What is under way notices by its signal; what is still waiting for its turn is answered at once. */
function cancel(id: number): void {
  const controller = running.get(id);
  controller?.abort();
  if (!controller || started.has(id)) return;
  running.delete(id);
  post({ id, error: errorData(controller.signal.reason) }, null);
}

async function answer(request: Request): Promise<void> {
  const { id } = request;
  const signal = running.get(id)?.signal;
  if (!signal) return; // Cancelled before its turn.
  started.add(id);
  const event = (event: Calls[Kind]['event']) => post({ id, event }, event);
  try {
    const out = await handle(request, event, signal);
    post({ id, out }, out);
  } catch (error) {
    const data = errorData(error);
    // After a failed run ONNX Runtime is in no state to be asked again (WebAssembly may have aborted).
    post(data.code === 'run-failed' ? { fatal: data } : { id, error: data }, null);
  } finally {
    running.delete(id);
    started.delete(id);
  }
}

async function handle(request: Request, event: (event: Calls[Kind]['event']) => void, signal: AbortSignal): Promise<Calls[Kind]['out']> {
  switch (request.kind) {
    case 'load': {
      await unload();
      const loaded = await loadModel(request.in, event, signal, (error) => post({ fatal: errorData(error) }, null));
      model = loaded.model;
      return loaded.info;
    }
    case 'unload':
      return await unload();
    case 'inspect':
      return await inspectGraph(request.in, event, signal);
    case 'tokenize':
      return { ids: loaded().encode(request.in.text) };
    case 'cut':
      return await cut(loaded(), request.in, signal);
    case 'capture':
      return await capture(loaded(), request.in, event, signal);
    case 'generate':
      return await generate(loaded(), request.in, event, signal);
  }
}

async function unload(): Promise<null> {
  const old = model;
  model = null;
  await old?.dispose();
  return null;
}

function loaded(): LoadedModel {
  if (!model) throw new LabError('no-model', 'No model is loaded.', 'Load one first: lab.load("smollm2-135m-instruct"), or the button in section 1.');
  return model;
}

/** Sends, moving the big arrays instead of copying them. */
function post(message: FromWorker, payload: object | null): void {
  const arrays = Object.values(payload ?? {}).filter((value): value is Float32Array<ArrayBuffer> => value instanceof Float32Array);
  self.postMessage(message, { transfer: arrays.map((array) => array.buffer) });
}
