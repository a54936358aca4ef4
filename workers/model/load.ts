/** From a model choice to a session, step by step: fetch, instrument, fit to the device, mount, create, self-test. */
import type { LabError } from '../../src/error';
import type { LoadEvent, ModelChoice, ModelInfo } from '../../src/protocol';
import { passedTests } from '../../src/storage/loads';
import { beginRuntime } from '../device/begin';
import { startRuntime } from '../device/runtime';
import { createSession } from '../device/session';
import { openGraph } from '../files/layout';
import { openModelFiles } from '../files/repository';
import { Turns } from '../generate/turns';
import { withinTables } from '../tokenizer/stated';
import { deviceFor, fit } from './fit';
import { settle, takeClamps, type Forms } from './forms';
import { modelInfo } from './info';
import { readJsonFiles, type JsonFiles } from './json-files';
import type { LoadedModel } from './loaded';
import { mount } from './mount';
import { keepIfGood, openWeights, readGraph } from './published';
import { readReference } from './reference';
import { tested } from './tested';
import { testName } from './test-name';

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
  const begin = (phase: LoadEvent['phase']) => {
    signal.throwIfAborted();
    report({ phase, bytes: 0, total: 0, secondsLeft: null });
  };
  const device = await deviceFor(choice, fatal);
  const begun = device.gpu ? null : (startRuntime(device.device), beginRuntime());
  const source = openModelFiles(choice, report, signal);
  const json = await readJsonFiles(source, choice);
  const opened = await openGraph(source, choice);

  begin('instrument');
  const published = await readGraph(source, opened, json.hints);
  const here = fit(device, choice, published);
  const weights = await openWeights(source, published);
  const reference = await readReference(source, choice, published.info);

  if (here.widened) begin('widen');
  const mounted = await mount(published.bytes, weights.files, {
    info: published.info,
    device: here.device,
    widen: here.widened,
    made: published.made,
  });
  begin('session');
  const session = await keepIfGood(source, opened, () => createSession(mounted, published.info, { ...here, begun }));
  const { bytes, info: graph, clamped } = published;
  const forms = { first: { bytes, info: graph }, clamped, files: weights.files, fit: here, untested: false };
  const model = loadedModel(session, mounted, json, forms);
  try {
    begin('self-test');
    const test = await tested(model, reference, await testName(mounted.bytes, weights.hash, here), passedTests);
    // Weights that were just fetched, that no list verified and that compute no finite numbers are not kept.
    if (!Number.isFinite(test.zeroSteerDifference) && source.downloaded() > 0)
      for (const path of weights.unlisted) await source.discard(path);
    if (test.passed) await published.made.keep();
    const info = modelInfo(choice, json, published, here, {
      context: model.context,
      graphHash: weights.hash,
      selfTest: test,
      notKept: await source.notKept(),
      downloaded: source.downloaded(),
      seconds: (performance.now() - started) / 1000,
    });
    return { model, info };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

/** Apart from `loadModel`, whose closures keep all that it has seen: `dispose` would keep the widened weights, too. */
function loadedModel(
  session: LoadedModel['session'],
  { beneath, rowsGoOn }: Pick<LoadedModel, 'beneath' | 'rowsGoOn'>,
  { tokens: { context, endTokens, encode, encodeChat, encodeAfter, textSpan, decode } }: JsonFiles,
  forms: Forms,
): LoadedModel {
  const { limits, widened } = forms.fit;
  const graph = forms.first.info;
  return {
    endTokens,
    encode,
    encodeChat,
    encodeAfter,
    textSpan,
    decode,
    context: withinTables(context, graph.positions),
    session,
    graph,
    limits,
    widened,
    inputNames: new Set(session.inputNames),
    beneath,
    rowsGoOn,
    turns: new Turns(),
    takeClamps(pause = () => Promise.resolve()) {
      return takeClamps(this, forms, pause);
    },
    settle(pause) {
      return settle(this, forms, pause);
    },
    dispose() {
      this.turns.dispose();
      return this.session.release();
    },
  };
}
