/** The model's worker. Keeps the loaded model and nothing else. */
import { errorData, LabError } from '../src/error';
import type { Calls } from '../src/protocol';
import { capture } from './pass/capture';
import { cut } from './pass/cut';
import { choose } from './choose/choose';
import { damage } from './generate/damage';
import { generate } from './generate/generate';
import { inspectGraph } from './model/inspect';
import { lens } from './model/lens';
import type { LoadedModel } from './model/loaded';
import { loadModel } from './model/load';
import { ledger } from './device/ledger';
import { serve } from './serve';
import { play } from './play/play';
import { promptIds } from './tokenizer/prompt';
import { pausing } from './yield';
import { t } from '../src/language/t';

let model: LoadedModel | null = null;

const fail: (error: unknown) => void = serve<Calls>(
  {
    async load(choice, event, signal) {
      await unload();
      const told: typeof event = (at) => (ledger.phase(at.phase), event(at));
      const loaded = await loadModel(choice, told, signal, fail).finally(() => ledger.phase(null));
      model = loaded.model;
      return loaded.info;
    },
    unload,
    inspect: inspectGraph,
    tokenize: ({ text }) => ({ ids: promptIds(loaded(), { prompt: text, template: false }) }),
    cut: (request, _, signal) => cut(loaded(), request, signal),
    capture: async (request, event, signal) => capture(await ready(signal), request, event, signal),
    lens: async (request, _, signal) => lens(await ready(signal), request, signal),
    choose: async (request, event, signal) => choose(await ready(signal), request, event, signal),
    play: async (request, event, signal) => play(await ready(signal), request, event, signal),
    generate: async (request, event, signal) => generate(await ready(signal), request, event, signal),
    damage: async (request, _, signal) => damage(await ready(signal), request, signal),
    profile: () => ledger.read(),
  },
  // Looking into a graph, or at the clock, touches no model. After a failed run ONNX Runtime is in no state to be asked again (WebAssembly
  // may have aborted).
  { atOnce: ['inspect', 'profile'], around: (kind, work) => ledger.during(kind, work), isFatal: ({ code }) => code === 'run-failed' },
);

async function unload(): Promise<null> {
  const old = model;
  model = null;
  await old?.dispose();
  return null;
}

function loaded(): LoadedModel {
  if (!model)
    throw new LabError('no-model', t`No model is loaded.`, t`Load a model first; in a script: lab.load("smollm2-135m-instruct").`);
  return model;
}

/** The loaded model, in a form that is tested. */
async function ready(signal: AbortSignal): Promise<LoadedModel> {
  const model = loaded();
  await model.settle(pausing(signal)).catch((error: unknown) => {
    // The first form is back. It does all but edits, and is asked for those again by whoever wants some.
    if (errorData(error).code !== 'edits-failed') throw error;
  });
  return model;
}
