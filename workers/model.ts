/** From a model choice to a session: fetch, instrument, widen on the CPU, create, self-test. Holds what the other files read. */
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { LabError } from '../src/error';
import type { GraphInfo } from '../src/graph/info';
import { instrument } from '../src/graph/instrument';
import { sliceCache } from '../src/graph/slice-cache';
import { widen } from '../src/graph/widen';
import type { Dtype, LoadEvent, ModelChoice, ModelInfo } from '../src/protocol';
import { chooseDevice } from './device';
import { fetchFile, fetchJson } from './hub';
import { planLoad } from './limits';
import { ort, startRuntime, wasmThreads } from './runtime';
import { selfTest } from './self-test';

export interface LoadedModel {
  session: ort.InferenceSession;
  graph: GraphInfo;
  inputNames: ReadonlySet<string>;
  /** Longest prompt and answer together, in tokens. */
  context: number;
  endTokens: ReadonlySet<number>;
  /** Raw text → token ids, as the tokenizer's own post-processor has it. */
  encode(text: string): number[];
  /** A user message in the model's chat template → token ids. `answer` opens the assistant's turn. Throws `no-chat-template`. */
  encodeChat(message: string, answer: boolean): number[];
  decode(ids: readonly number[]): string;
  dispose(): Promise<void>;
}

const SUFFIX: Record<Dtype, string> = { fp32: '', fp16: '_fp16', q8: '_quantized', int8: '_int8', uint8: '_uint8', q4: '_q4', q4f16: '_q4f16', bnb4: '_bnb4' };

/** The graph's file in the folder onnx/, by dtype. */
export const graphFile = (dtype: Dtype): string => `model${SUFFIX[dtype]}.onnx`;

/** Loads and tests. `fatal` is told if the device is lost, now or later. A failed self-test does not throw: ModelInfo says so, and the page refuses to plot. */
export async function loadModel(
  choice: ModelChoice,
  report: (event: LoadEvent) => void,
  signal: AbortSignal,
  fatal: (error: LabError) => void = () => undefined,
): Promise<{ model: LoadedModel; info: ModelInfo }> {
  const started = performance.now();
  const { device, gpu, name, fallbackReason } = await chooseDevice(choice.device, choice.dtype.endsWith('f16') || choice.dtype === 'fp16', fatal);
  startRuntime(device);

  const file = graphFile(choice.dtype);
  const progress = downloadProgress(report);
  const fetchOptions = { signal, onBytes: progress.bytes };
  const json = async (path: string, required = true) => (progress.next(), await fetchJson(choice.root, path, fetchOptions, required));
  const config = (await json('config.json'))!;
  const generation = await json('generation_config.json', false);
  const tokenizerConfig = (await json('tokenizer_config.json'))!;
  const tokenizerJson = (await json('tokenizer.json'))!;
  progress.next();
  const published = await fetchFile(choice.root, `onnx/${file}`, fetchOptions);
  const graphHash = hex(await crypto.subtle.digest('SHA-256', published));

  const phase = (name: LoadEvent['phase']) => {
    signal.throwIfAborted();
    report({ phase: name, bytes: 0, total: 0, secondsLeft: null });
  };
  const instrumented = instrument(published, { file });
  const graph = instrumented.info;
  const plan = planLoad(graph, gpu);
  const external = new Map<string, Uint8Array>();
  progress.expect(graph.external.reduce((sum, { location, bytes }) => sum + (location === file ? 0 : bytes), 0));
  for (const { location, bytes } of graph.external) {
    progress.next();
    const data = location === file ? published : await fetchFile(choice.root, `onnx/${location}`, fetchOptions);
    if (data.length < bytes) {
      throw new LabError('download-short', `onnx/${location} has ${data.length} bytes, the graph reads up to ${bytes}.`, 'The file is incomplete or belongs to another graph.');
    }
    external.set(location, data);
  }

  phase('instrument');
  const widened = device === 'wasm' && graph.quantised && plan.widen && choice.widen !== false;
  // On the CPU every output is copied out of WebAssembly: ask for the new keys and values only.
  let bytes = (device === 'wasm' && sliceCache(instrumented.bytes, graph)) || instrumented.bytes;
  let files: ReadonlyMap<string, Uint8Array> = external;
  if (widened) {
    phase('widen');
    const wide = widen(bytes, external);
    bytes = wide.bytes;
    files = new Map(wide.external.map(({ location }) => [location, wide.files.get(location) ?? external.get(location)!]));
  }
  phase('session');
  const session = await createSession(bytes, files, gpu, graph);
  const model = assemble(session, graph, config, generation, new PreTrainedTokenizer(tokenizerJson, tokenizerConfig));
  try {
    phase('self-test');
    const reference = choice.reference ? { text: choice.reference.text, residual: await fetchResidual(choice, graph, signal) } : null;
    const test = await selfTest(model, reference);
    const info: ModelInfo = {
      id: choice.id,
      repo: choice.repo,
      revision: choice.revision,
      architecture: String((config.architectures as string[] | undefined)?.[0] ?? config.model_type ?? 'unknown'),
      layers: graph.layers,
      width: graph.width,
      vocab: graph.vocab ?? Number(config.vocab_size),
      context: model.context,
      device,
      dtype: choice.dtype,
      widened,
      graphHash,
      deviceName: name,
      fallbackReason,
      slowReason: plan.slowReason,
      chatTemplate: Boolean(tokenizerConfig.chat_template),
      selfTest: test,
      seconds: (performance.now() - started) / 1000,
    };
    return { model, info };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

async function createSession(graphBytes: Uint8Array, files: ReadonlyMap<string, Uint8Array>, gpu: GPUDevice | null, graph: GraphInfo): Promise<ort.InferenceSession> {
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: [gpu ? { name: 'webgpu', device: gpu } : 'wasm'],
    logSeverityLevel: 3, // Errors only: that shape arithmetic runs on the CPU is by design.
    externalData: [...files].map(([path, data]) => ({ path, data })),
    ...(gpu ? { preferredOutputLocation: Object.fromEntries(graph.cache.map(({ present }) => [present, 'gpu-buffer' as const])) } : {}),
  };
  try {
    return await ort.InferenceSession.create(graphBytes, options);
  } catch (error) {
    const where = gpu ? 'on the graphics adapter' : `with ${wasmThreads()} WASM threads`;
    const hint = gpu ? 'Choose WASM, or a smaller dtype.' : 'The model may be too large for this browser tab: choose a smaller one.';
    throw new LabError('session-failed', `The model could not be started ${where}: ${(error as Error).message}`, hint);
  }
}

function assemble(session: ort.InferenceSession, graph: GraphInfo, config: Record<string, unknown>, generation: Record<string, unknown> | null, tokenizer: PreTrainedTokenizer): LoadedModel {
  const eos = [config.eos_token_id, generation?.eos_token_id, tokenizer.eos_token_id].flat();
  return {
    session,
    graph,
    inputNames: new Set(session.inputNames),
    context: Number(config.max_position_embeddings) || 2048,
    endTokens: new Set(eos.filter((id): id is number => typeof id === 'number')),
    encode: (text) => tokenizer.encode(text),
    encodeChat(message, answer) {
      if (!tokenizer.chat_template) {
        throw new LabError('no-chat-template', 'This model has no chat template.', 'Switch the template off: the text is then read as it is.');
      }
      const text = tokenizer.apply_chat_template([{ role: 'user', content: message }], { tokenize: false, add_generation_prompt: answer }) as string;
      return tokenizer.encode(text, { add_special_tokens: false });
    },
    decode: (ids) => tokenizer.decode([...ids], { skip_special_tokens: true }),
    dispose: () => session.release(),
  };
}

async function fetchResidual(choice: ModelChoice, graph: GraphInfo, signal: AbortSignal): Promise<Float32Array> {
  const bytes = await fetchFile(choice.root, choice.reference!.file, { signal });
  if (bytes.length !== graph.layers * graph.width * 4) {
    throw new LabError('reference-mismatch', `${choice.reference!.file} holds ${bytes.length} bytes, expected ${graph.layers} × ${graph.width} float32.`, 'models.json and the reference file do not belong together.');
  }
  return new Float32Array(bytes.buffer);
}

/** Adds up the bytes of several downloads into LoadEvents, with the time left at the rate so far. */
function downloadProgress(report: (event: LoadEvent) => void) {
  const started = performance.now();
  let before = 0;
  let current = 0;
  let total = 0;
  let told = 0;
  return {
    next() {
      before += current;
      current = 0;
    },
    /** So many bytes are still to come. Until this is known the total is 0, "not known". */
    expect(bytes: number) {
      total = before + current + bytes;
    },
    bytes(of: number) {
      current = of;
      const now = performance.now();
      if (now - told < 100 && before + current !== total) return;
      told = now;
      const done = before + current;
      const secondsLeft = total > 0 && done > 0 ? ((now - started) / 1000) * (total / done - 1) : null;
      report({ phase: 'files', bytes: done, total, secondsLeft });
    },
  };
}

const hex = (buffer: ArrayBuffer): string => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
