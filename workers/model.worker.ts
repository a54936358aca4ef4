/** The model's worker. Keeps the loaded model and nothing else. */
import { LabError } from '../src/error';
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
import { serve } from './serve';
import { promptIds } from './tokenizer/prompt';

let model: LoadedModel | null = null;

const fail = serve<Calls>(
  {
    async load(choice, event, signal) {
      await unload();
      const loaded = await loadModel(choice, event, signal, fail);
      model = loaded.model;
      return loaded.info;
    },
    unload,
    inspect: inspectGraph,
    tokenize: ({ text }) => ({ ids: promptIds(loaded(), { prompt: text, template: false }) }),
    cut: (request, _, signal) => cut(loaded(), request, signal),
    capture: (request, event, signal) => capture(loaded(), request, event, signal),
    lens: (request, _, signal) => lens(loaded(), request, signal),
    choose: (request, event, signal) => choose(loaded(), request, event, signal),
    generate: (request, event, signal) => generate(loaded(), request, event, signal),
    damage: (request, _, signal) => damage(loaded(), request, signal),
  },
  // Looking into a graph touches no model. After a failed run ONNX Runtime is in no state to be asked again (WebAssembly may have aborted).
  { atOnce: ['inspect'], isFatal: ({ code }) => code === 'run-failed' },
);

async function unload(): Promise<null> {
  const old = model;
  model = null;
  await old?.dispose();
  return null;
}

function loaded(): LoadedModel {
  if (!model) throw new LabError('no-model', 'No model is loaded.', 'Load a model first; in a script: lab.load("smollm2-135m-instruct").');
  return model;
}
