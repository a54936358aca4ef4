/**
 * The contract with transformers.js: on the same graph, its own generate() picks the same greedy tokens as our loop.
 * Its model gets a facade around our session that hides the inputs it does not know.
 */
import * as ort from 'onnxruntime-web';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadTiny } from './tiny';

/** Our cache grows by 16 positions: this crosses two of its borders. */
const NEW = 40;

test.each(['tiny-llama-builder', 'tiny-llama-optimum'])('greedy tokens of %s equal transformers.js generate()', async (repo) => {
  // transformers.js takes the runtime found here instead of its own; it must be set before the first import.
  (globalThis as Record<symbol, unknown>)[Symbol.for('onnxruntime')] = ort;
  const { GenerationConfig, LlamaForCausalLM, PretrainedConfig, Tensor } = await import('@huggingface/transformers');
  delete ort.env.wasm.wasmPaths; // transformers.js points it at a CDN.
  const { model } = await loadTiny(repo);
  const { generate } = await import('../../../workers/generate/generate');
  const { graph, session } = model;
  const folder = new URL(`../../fixtures/${repo}/`, import.meta.url);
  const json = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, unknown>;

  const { nothingGiven } = await import('../../../workers/pass/beneath');
  const given = model.beneath ? nothingGiven(model.beneath, 1, graph.width) : {};
  const ours = new Set(['steer', 'pool', 'logit_index', 'new_index', 'last_index', ...Object.keys(given)]);
  const facade = {
    inputNames: session.inputNames.filter((name) => !ours.has(name)),
    outputNames: session.outputNames.filter((name) => name === 'logits' || name.startsWith('present')),
    inputMetadata: session.inputMetadata.filter(({ name }) => !ours.has(name)),
    config: {},
    async run(feeds: Record<string, ort.Tensor>) {
      const tokens = feeds.input_ids!.dims[1]!;
      const all = {
        ...feeds,
        ...given,
        steer: new ort.Tensor('float32', new Float32Array(graph.layers * graph.width), [graph.layers, 1, 1, graph.width]),
        pool: new ort.Tensor('float32', new Float32Array(tokens), [1, 1, tokens]),
        ...(session.inputNames.includes('new_index') ? { new_index: new ort.Tensor('int64', new BigInt64Array(1), [1]) } : {}),
        ...(session.inputNames.includes('last_index')
          ? {
              last_index: new ort.Tensor(
                'int64',
                BigInt64Array.from({ length: tokens }, (_, i) => BigInt(i)),
                [tokens],
              ),
            }
          : {}),
        logit_index: new ort.Tensor('int64', BigInt64Array.of(BigInt(tokens - 1)), [1, 1]),
      };
      return session.run(all, facade.outputNames);
    },
    release: () => Promise.resolve(),
  };
  const Model = LlamaForCausalLM as unknown as new (
    config: object,
    sessions: object,
    configs: object,
  ) => { generate(inputs: object): Promise<{ tolist(): bigint[][] }> };
  const theirs = new Model(
    new PretrainedConfig(json('config.json')),
    { model: facade },
    { generation_config: new GenerationConfig(new PretrainedConfig(json('generation_config.json'))) },
  );

  const prompt = 'a person needs water while the game goes on; nobody has asked what they need, and the door is open';
  const ids = model.encode(prompt);
  const tensor = (values: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const output = await theirs.generate({
    input_ids: tensor(ids),
    attention_mask: tensor(ids.map(() => 1)),
    max_new_tokens: NEW,
    do_sample: false,
  });
  const expected = output.tolist()[0]!.slice(ids.length).map(Number);

  const request = {
    prompt,
    template: false,
    rows: 1,
    steer: new Float32Array(graph.layers * graph.width),
    seeds: [1],
    read: null,
    temperature: 0,
    topP: 1,
    repetitionPenalty: 1,
    maxNewTokens: NEW,
  };
  const { rows } = await generate(model, request, () => undefined, new AbortController().signal);
  expect(expected.length).toBeGreaterThan(4);
  expect(rows[0]!.tokens).toEqual(expected);
});
