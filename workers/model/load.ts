/** From a model choice to a session: fetch, instrument, widen on the CPU, create, self-test. Holds what the other files read. */
import { LabError } from '../../src/error';
import { departures } from '../../src/graph/departs';
import type { GraphInfo } from '../../src/graph/info';
import { claimedDtype } from '../../src/hub/graph-path';
import { readModel } from '../../src/graph/onnx';
import { compareClaim } from '../../src/graph/precision';
import { checkSupport, unsupported } from '../../src/graph/support';
import type { LoadEvent, ModelChoice, ModelInfo } from '../../src/protocol';
import { chooseDevice, NO_F16, onCpu } from '../device/device';
import { openModel } from '../files/repository';
import { openGraph, readDescription, readGenai, readTokenizer, readTokenizerConfig } from '../files/layout';
import { limitsOf, planLoad } from '../device/limits';
import type { LoadedModel } from './loaded';
import { optionalJson, type ModelFiles } from '../files/model-files';
import { mount } from './mount';
import { keepIfGood, openWeights, readGraph } from './published';
import { startRuntime } from '../device/runtime';
import { selfTest } from './self-test';
import { createSession } from '../device/session';
import { vocabularyOf, withinTables } from '../tokenizer/stated';
import { tokensOf } from '../tokenizer/tokens';

/**
 * Loads and tests. `fatal` is told if the device is lost, now or later. A failed self-test does not throw: ModelInfo says so, and the
 * page refuses to plot.
 */
export async function loadModel(
  choice: ModelChoice,
  report: (event: LoadEvent) => void,
  signal: AbortSignal,
  fatal: (error: LabError) => void = () => undefined,
): Promise<{ model: LoadedModel; info: ModelInfo }> {
  const started = performance.now();
  let chosen = await chooseDevice(choice.device, choice.dtype.endsWith('f16') || choice.dtype === 'fp16', fatal);

  const source = openModel(choice, report, signal);
  const { config, hints, own } = await readDescription(source, choice);
  const generation = await optionalJson(source, 'generation_config.json');
  const settings = await readTokenizerConfig(source, choice);
  const { chatTemplate, chatTemplateName, ...tokens } = tokensOf({
    config,
    generation,
    genai: await readGenai(source, generation),
    tokenizer: await readTokenizer(source, choice),
    settings,
  });
  const opened = await openGraph(source, choice);
  const file = opened.path.slice(opened.path.lastIndexOf('/') + 1);

  const phase = (name: LoadEvent['phase']) => {
    signal.throwIfAborted();
    report({ phase: name, bytes: 0, total: 0, secondsLeft: null });
  };
  phase('instrument');
  const instrumented = await readGraph(source, opened, hints);
  const graph = instrumented.info;
  // The name of a file need not say what it computes in; the graph does.
  if (choice.device === 'auto' && graph.activation === 'float16' && chosen.gpu && !chosen.gpu.features.has('shader-f16')) {
    chosen.gpu.destroy();
    chosen = onCpu(NO_F16);
  }
  const lacking =
    choice.device === 'auto' && chosen.gpu ? unsupported(readModel(instrumented.bytes).graph, 'webgpu', { widened: false }) : null;
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
  const external = await openWeights(source, instrumented);
  const reference = choice.reference
    ? { text: choice.reference.text, residual: await readResidual(source, choice.reference.file, graph) }
    : null;

  if (widened) phase('widen');
  const mounted = await mount(instrumented.bytes, external.files, { info: graph, device, widen: widened });
  phase('session');
  const session = await keepIfGood(source, opened, () => createSession(mounted, graph, { gpu, build }));
  const context = withinTables(tokens.context, graph.positions);
  const model: LoadedModel = {
    ...tokens,
    context,
    session,
    graph,
    limits,
    widened,
    inputNames: new Set(session.inputNames),
    dispose: releaseOf(session),
  };
  try {
    phase('self-test');
    const test = await selfTest(model, reference);
    // Weights that have just come, that nobody vouches for and that give no numbers, are not kept.
    if (!Number.isFinite(test.zeroSteerDifference) && source.downloaded() > 0)
      for (const weights of external.unlisted) await source.discard(weights);
    const { dtype, note: dtypeNote } = compareClaim(file, claimedDtype(file), graph.precision);
    const info: ModelInfo = {
      id: choice.id,
      repo: choice.repo,
      revision: choice.revision,
      commit: opened.file.commit,
      architecture: String((config.architectures as string[] | undefined)?.[0] ?? config.model_type ?? 'unknown'),
      layers: graph.layers,
      width: graph.width,
      vocab: graph.vocab ?? vocabularyOf(config) ?? NaN,
      context: model.context,
      device,
      dtype,
      dtypeNote,
      widened,
      graphHash: external.hash,
      deviceName: name,
      fallbackReason,
      slowReason: plan.slowReason ?? (graph.rowsCoupled ? ONE_BY_ONE : null),
      departs: departures(graph.traits, config, own),
      chatTemplate,
      chatTemplateName,
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

/** Why several strengths gain nothing from running side by side (workers/pass/lanes.ts). */
const ONE_BY_ONE =
  'This file scales its numbers by the whole batch (dynamic quantisation), so strengths are run one after the other; q4 or fp32 run them together.';

async function readResidual(source: ModelFiles, file: string, graph: GraphInfo): Promise<Float32Array> {
  const { buffer } = await bytesOf((await source.open(file)).blob);
  if (buffer.byteLength !== graph.layers * graph.width * 4) {
    await source.discard(file);
    throw new LabError(
      'reference-mismatch',
      `${file} holds ${buffer.byteLength} bytes, expected ${graph.layers} × ${graph.width} float32.`,
      'models.json and the reference file do not belong together.',
    );
  }
  return new Float32Array(buffer);
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());
