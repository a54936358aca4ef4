/** From a model choice to a session: fetch, instrument, widen on the CPU, create, self-test. Holds what the other files read. */
import { LabError } from '../src/error';
import type { GraphInfo } from '../src/graph/info';
import { BARE_GRAPH, FLAT_GRAPH } from '../src/data/graph-path';
import { instrument } from '../src/graph/instrument';
import { readModel } from '../src/graph/onnx';
import { skeleton } from '../src/graph/skeleton';
import { checkSupport, unsupported } from '../src/graph/support';
import type { Dtype, LoadEvent, ModelChoice, ModelInfo } from '../src/protocol';
import { fingerprint, sha256 } from '../src/storage/hash';
import { chooseDevice, NO_F16, onCpu } from './device';
import { openModel } from './hub';
import { openGraph, readConfig, readTokenizer, readTokenizerConfig } from './layout';
import { limitsOf, planLoad } from './limits';
import type { LoadedModel } from './loaded';
import { ofBlob, optionalJson, type ModelFile, type ModelFiles } from './model-files';
import { mount } from './mount';
import { startRuntime } from './runtime';
import { selfTest } from './self-test';
import { createSession } from './session';
import { tokensOf } from './tokens';

/** Loads and tests. `fatal` is told if the device is lost, now or later. A failed self-test does not throw: ModelInfo says so, and the page refuses to plot. */
export async function loadModel(
  choice: ModelChoice,
  report: (event: LoadEvent) => void,
  signal: AbortSignal,
  fatal: (error: LabError) => void = () => undefined,
): Promise<{ model: LoadedModel; info: ModelInfo }> {
  const started = performance.now();
  let chosen = await chooseDevice(choice.device, choice.dtype.endsWith('f16') || choice.dtype === 'fp16', fatal);

  const source = openModel(choice, report, signal);
  const config = await readConfig(source);
  const generation = await optionalJson(source, 'generation_config.json');
  const settings = await readTokenizerConfig(source);
  const { chatTemplate, ...tokens } = tokensOf(config, generation, await readTokenizer(source), settings);
  const opened = await openGraph(source, choice);
  const { path, file: graphFile } = opened;
  const file = path.slice(path.lastIndexOf('/') + 1);

  const phase = (name: LoadEvent['phase']) => {
    signal.throwIfAborted();
    report({ phase: name, bytes: 0, total: 0, secondsLeft: null });
  };
  phase('instrument');
  const instrumented = await keepIfGood(source, opened, async () => instrument(await skeleton(ofBlob(graphFile.blob), file), { file }));
  const graph = instrumented.info;
  // The name of a file need not say what it computes in; the graph does.
  if (choice.device === 'auto' && graph.activation === 'float16' && chosen.gpu && !chosen.gpu.features.has('shader-f16')) {
    chosen.gpu.destroy();
    chosen = onCpu(NO_F16);
  }
  const lacking = choice.device === 'auto' && chosen.gpu ? unsupported(readModel(instrumented.bytes).graph, 'webgpu', { widened: false }) : null;
  if (lacking) {
    chosen.gpu?.destroy();
    chosen = onCpu(`WebGPU cannot run this file: ${lacking.message.replace(/\.$/, '')}`);
  }
  const { device, gpu, name, fallbackReason } = chosen;
  const build = startRuntime(device);
  const limits = limitsOf(gpu);
  const plan = planLoad(graph, limits);
  const widened = device === 'wasm' && graph.bits !== null && plan.widen && choice.widen !== false;
  checkSupport(instrumented.bytes, device, { widened });
  const external = await openWeights(source, graph, opened);
  const reference = choice.reference ? { text: choice.reference.text, residual: await readResidual(source, choice.reference.file, graph) } : null;

  if (widened) phase('widen');
  const mounted = await mount(instrumented.bytes, external.files, { info: graph, device, widen: widened });
  phase('session');
  const session = await keepIfGood(source, opened, () => createSession(mounted, graph, { gpu, build }));
  const model: LoadedModel = { ...tokens, session, graph, limits, widened, inputNames: new Set(session.inputNames), dispose: releaseOf(session) };
  try {
    phase('self-test');
    const test = await selfTest(model, reference);
    // Weights that have just come, that nobody vouches for and that give no numbers, are not kept.
    if (!Number.isFinite(test.zeroSteerDifference) && source.downloaded() > 0) for (const weights of external.unlisted) await source.discard(weights);
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
      dtype: file === FLAT_GRAPH ? foundDtype(graph) : choice.dtype,
      widened,
      graphHash: external.hash,
      deviceName: name,
      fallbackReason,
      slowReason: plan.slowReason ?? (graph.rowsCoupled ? ONE_BY_ONE : null),
      chatTemplate,
      selfTest: test,
      downloaded: source.downloaded(),
      seconds: (performance.now() - started) / 1000,
    };
    return { model, info };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

/** Apart from `loadModel`, whose every closure would keep all that it has seen: the widened weights, too. */
const releaseOf = (session: LoadedModel['session']) => () => session.release();

/** Why several strengths gain nothing from running side by side (workers/lanes.ts). */
const ONE_BY_ONE = 'This file scales its numbers by the whole batch (dynamic quantisation), so strengths are run one after the other; q4 or fp32 run them together.';

/** What a graph holds, where its file's name says nothing: exporters call every graph model.onnx. */
function foundDtype({ bits, activation }: GraphInfo): Dtype {
  if (bits !== null) return bits > 4 ? 'q8' : activation === 'float16' ? 'q4f16' : 'q4';
  return activation === 'float16' ? 'fp16' : 'fp32';
}

/**
 * The weight files a graph reads, by location: Blobs that stay on the disk until somebody needs their bytes; the paths of those nobody vouches for;
 * and one hash over all of them and the graph. Throws `download-short`.
 */
async function openWeights(source: ModelFiles, graph: GraphInfo, { path: graphPath, file: graphFile }: { path: string; file: ModelFile }): Promise<{ files: Map<string, Blob>; unlisted: string[]; hash: string }> {
  const at = graphPath.lastIndexOf('/') + 1;
  const [folder, own] = [graphPath.slice(0, at), graphPath.slice(at)];
  const files = new Map<string, Blob>();
  const unlisted: string[] = [];
  const hashes = [await hashOf(graphFile)];
  await source.noteReads(graphPath, graph.external.map(({ location }) => location));
  await source.expect(graph.external.filter(({ location }) => location !== own).map(({ location }) => folder + location));
  // The list, if it was only now asked for, may name another version than the graph that was kept: its weights would be another model's.
  if ((await source.open(graphPath)).sha256 !== graphFile.sha256) throw new LabError('model-changed', `${graphPath} has changed on the hub since it was kept here.`, 'The new one has been fetched: load again.');
  for (const { location, bytes } of graph.external) {
    const weights = location === own ? graphFile : await source.open(folder + location);
    const { blob, listed } = weights;
    if (blob.size < bytes) {
      await source.discard(folder + location);
      throw new LabError('download-short', `${folder}${location} has ${blob.size} bytes, the graph reads up to ${bytes}.`, 'The file is incomplete or belongs to another graph; it was removed. Load again.');
    }
    files.set(location, blob);
    if (location !== own) hashes.push(await hashOf(weights));
    if (!listed) unlisted.push(folder + location);
  }
  return { files, unlisted, hash: await sha256(new Blob(hashes)) };
}

async function readResidual(source: ModelFiles, file: string, graph: GraphInfo): Promise<Float32Array> {
  const { buffer } = await bytesOf((await source.open(file)).blob);
  if (buffer.byteLength !== graph.layers * graph.width * 4) {
    await source.discard(file);
    throw new LabError('reference-mismatch', `${file} holds ${buffer.byteLength} bytes, expected ${graph.layers} × ${graph.width} float32.`, 'models.json and the reference file do not belong together.');
  }
  return new Float32Array(buffer);
}

/**
 * Does what needs a good graph file. Where it fails the file may be damaged, and is removed so that the next load fetches it again: for certain where its bytes
 * do not add up; on suspicion where it has just come and nobody had said what it should be, unless that would cost gigabytes for what may be the device's fault.
 */
async function keepIfGood<T>(source: ModelFiles, { path, file }: { path: string; file: ModelFile }, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as Partial<LabError>;
    const damaged = code?.startsWith('graph-') && code !== 'graph-not-understood';
    if (damaged || (!file.listed && source.downloaded() > 0 && file.blob.size < BARE_GRAPH)) await source.discard(path);
    throw error;
  }
}

const hashOf = async ({ sha256: known, blob }: ModelFile): Promise<string> => known ?? (await fingerprint(blob));
const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());
