/** The same answer, written by the lab's own loop and by transformers.js' generate(), from the same files, one row, greedy. */
import { env, pipeline, type TextGenerationPipeline } from '@huggingface/transformers';
import type { Device } from '../../src/protocol';
import { generate } from '../../workers/generate/generate';
import { ort } from '../../workers/device/runtime';
import { labModel } from './models';

/** Who writes, what it is asked, and how many tokens it is to write. */
export interface Writing {
  readonly by: 'lab' | 'transformers.js';
  readonly prompt: string;
  readonly tokens: number;
}

/** Seconds from the prompt to the last token, and how many were written. Throws what loading and writing throw. */
export async function writing(device: Device, { by, prompt, tokens }: Writing): Promise<{ seconds: number; tokens: number }> {
  const write = by === 'lab' ? await ours(device) : await theirs(device);
  const started = performance.now();
  const written = await write(prompt, tokens);
  return { seconds: (performance.now() - started) / 1000, tokens: written };
}

type Write = (prompt: string, tokens: number) => Promise<number>;

async function ours(device: Device): Promise<Write> {
  const model = await labModel(device);
  const { layers, width } = model.graph;
  const steer = new Float32Array(layers * width);
  return async (prompt, maxNewTokens) => {
    let written = 0;
    const sampling = { temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens };
    const request = { prompt, template: true, rows: 1, alphas: [0], seeds: [0], steer, read: null, likely: 0, ...sampling };
    await generate(model, request, () => written++, new AbortController().signal);
    return written;
  };
}

let pipe: Promise<TextGenerationPipeline> | null = null;

async function theirs(device: Device): Promise<Write> {
  // It would otherwise look for its binaries on another host; the lab has chosen its own by now.
  await labModel(device);
  const { wasmPaths } = ort.env.wasm;
  Object.assign(env, { allowRemoteModels: false, allowLocalModels: true, localModelPath: '/models/' });
  Object.assign(env.backends.onnx.wasm!, { wasmPaths });
  pipe ??= pipeline('text-generation', 'smollm2-135m-instruct', { dtype: 'q4', device });
  const { tokenizer, model } = await pipe;
  return async (prompt, tokens) => {
    const inputs = tokenizer.apply_chat_template([{ role: 'user', content: prompt }], { add_generation_prompt: true, return_dict: true });
    const { input_ids: ids } = inputs as { input_ids: { dims: number[] } };
    const out = (await model.generate({ ...(inputs as object), max_new_tokens: tokens, min_new_tokens: tokens, do_sample: false })) as {
      dims: number[];
    };
    return out.dims[1]! - ids.dims[1]!;
  };
}
