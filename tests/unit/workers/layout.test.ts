/**
 * Models as they lie about: chat templates in a file of their own, flat folders of the exporters on a server, 8-bit files, graphs with
 * inputs more.
 */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { findHead } from '../../../src/graph/head';
import { writeModel } from '../../../src/graph/build';
import { readModel } from '../../../src/graph/onnx';
import { externalTensor } from '../../../src/graph/tensor';
import type { SteerRequest } from '../../../src/protocol';
import type { LoadedModel } from '../../../workers/model/loaded';
import { cosine } from '../graph/compare';
import { fixture } from '../graph/fixture';
import { keepingLogits } from '../graph/synthetic';
import { choice, fixtureFetch, loadTiny } from './tiny';

const never = new AbortController().signal;
const REPO = 'tiny-llama-builder';
const file = (path: string) => readFileSync(new URL(`../../fixtures/${REPO}/${path}`, import.meta.url));

/** Loads from a server that has these files and, but for `only`, the fixture's own. */
async function load(
  files: Record<string, Uint8Array | string | null>,
  { only = false, repo = REPO, ...over }: { only?: boolean; repo?: string; dtype?: 'q4' | 'fp32' } = {},
) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (input: string) => {
    const path = String(input).split('/resolve/main/')[1] ?? '';
    asked.push(path);
    const body = files[path];
    if (body === null || (body === undefined && only)) return Promise.resolve(new Response('', { status: 404 }));
    return body === undefined ? fixtureFetch(input) : Promise.resolve(new Response(body as Uint8Array<ArrayBuffer> | string));
  });
  const { loadModel } = await import('../../../workers/model/load');
  return { ...(await loadModel(choice(repo, over), () => undefined, never)), asked };
}

const TEMPLATE =
  "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}";
const { chat_template, ...bare } = JSON.parse(file('tokenizer_config.json').toString()) as Record<string, unknown>;

test('a chat template in a file of its own is used, and goes before one in tokenizer_config.json', async () => {
  expect(chat_template).toEqual(expect.any(String));
  const decoded = ({ model }: { model: LoadedModel }) => model.decode(model.encodeChat('help me', true));
  expect(decoded(await load({}))).not.toContain('<assistant>');
  for (const config of [bare, { ...bare, chat_template }]) {
    const loaded = await load({ 'tokenizer_config.json': JSON.stringify(config), 'chat_template.jinja': TEMPLATE });
    expect(loaded.info.chatTemplate).toBe(true);
    expect(decoded(loaded)).toBe('<user>help me<assistant>');
  }
});

test('without one there is none, and a broken one says so', async () => {
  const { model, info } = await load({ 'tokenizer_config.json': JSON.stringify(bare) });
  expect(info.chatTemplate).toBe(false);
  expect(() => model.encodeChat('help me', true)).toThrow(expect.objectContaining({ code: 'no-chat-template' }) as Error);
  expect(() => model.encodeChat([{ role: 'user', content: 'help me' }], true)).toThrow(
    expect.objectContaining({ code: 'no-chat-template', hint: expect.stringContaining('cannot tell messages apart') as string }) as Error,
  );
  const broken = await load({ 'chat_template.jinja': "{{ raise_exception('no system here') }}" });
  expect(() => broken.model.encodeChat('help me', true)).toThrow(
    expect.objectContaining({ code: 'chat-template-failed', message: expect.stringContaining('no system here') as string }) as Error,
  );
});

test('a template in chat_template.json is used where there is no other', async () => {
  const named = JSON.stringify({ chat_template: TEMPLATE });
  const said = ({ model }: { model: LoadedModel }) => model.decode(model.encodeChat('help me', true));
  expect(said(await load({ 'tokenizer_config.json': JSON.stringify(bare), 'chat_template.json': named }))).toBe('<user>help me<assistant>');
  expect(said(await load({ 'chat_template.json': named }))).not.toContain('<assistant>');
  await expect(
    load({ 'tokenizer_config.json': JSON.stringify(bare), 'chat_template.json': '{"image_processor": 1}' }),
  ).rejects.toMatchObject({ code: 'not-a-model-file', message: expect.stringContaining('chat_template.json') as string });
});

test('of several templates by name "default" is used, else the first; the model says which', async () => {
  const other = "{{ 'other' }}";
  const several = { rag: TEMPLATE, tool_use: other };
  const list = (templates: Record<string, string>) => Object.entries(templates).map(([name, template]) => ({ name, template }));
  for (const [chat_template, name] of [
    [list(several), 'rag'],
    [several, 'rag'],
    [list({ tool_use: other, default: TEMPLATE }), 'default'],
  ] as const) {
    const { model, info } = await load({ 'tokenizer_config.json': JSON.stringify({ ...bare, chat_template }) });
    expect(info).toMatchObject({ chatTemplate: true, chatTemplateName: name });
    expect(model.decode(model.encodeChat('help me', true))).toBe('<user>help me<assistant>');
  }
  expect((await load({})).info.chatTemplateName).toBeNull();
});

test('a template with CRLF gives the tokens of the one with LF', async () => {
  const lines = "{% for m in messages %}\n{% if true %}\n<{{ m['role'] }}>\n{{ m['content'] }}\n{% endif %}\n{% endfor %}\n";
  const ids = async (template: string) => (await load({ 'chat_template.jinja': template })).model.encodeChat('one\r\ntwo', true);
  const wanted = await ids(lines);
  expect(await ids(lines.replaceAll('\n', '\r\n'))).toEqual(wanted);
  expect(wanted).toEqual((await load({})).model.encode('<user>\none\r\ntwo\n'));
});

test('context and end tokens are read wherever they stand; a context that nobody states is said, and bounds nothing', async () => {
  const config = JSON.parse(file('config.json').toString()) as Record<string, unknown>;
  const { max_position_embeddings, eos_token_id, ...silent } = config;
  expect([max_position_embeddings, eos_token_id]).toEqual([512, 2]);
  // This export computes its angles: no table bounds it.
  const loaded = (config: object, generation: object | null = null, genai: object | null = null) =>
    load(
      {
        'config.json': JSON.stringify(config),
        'generation_config.json': generation && JSON.stringify(generation),
        'genai_config.json': genai && JSON.stringify(genai),
      },
      { repo: 'tiny-llama-optimum' },
    );

  const open = await loaded(silent);
  expect(open.info.context).toBeNull();
  const { generate } = await import('../../../workers/generate/generate');
  const stop = new Error('It would begin.');
  const run = (model: LoadedModel) =>
    generate(model, { ...request(model, [0]), maxNewTokens: 5000 }, () => undefined, AbortSignal.abort(stop));
  await expect(run(open.model)).rejects.toBe(stop);

  for (const stated of [{ n_ctx: 64 }, { max_position_embeddings: 4096, text_config: { n_positions: 64 } }]) {
    const { model, info } = await loaded({ ...silent, ...stated });
    expect(info.context).toBe(64);
    await expect(run(model)).rejects.toMatchObject({ code: 'prompt-too-long', message: expect.stringContaining('64') as string });
  }
  const { model, info } = await loaded({ ...silent, eos_token_id: [7, 8], text_config: { eos_token_id: [9] } }, null, {
    model: { eos_token_id: [11, 12], context_length: 99 },
  });
  expect([...model.endTokens].sort((a, b) => a - b)).toEqual([2, 7, 8, 9, 11, 12]); // 2: tokenizer_config.json's <|im_end|>.
  expect(info.context).toBe(99);
  expect([...(await loaded(silent, { eos_token_id: [3, 4] })).model.endTokens].sort((a, b) => a - b)).toEqual([2, 3, 4]);
});

test('a tokenizer of another kind is refused', async () => {
  await expect(load({ 'tokenizer.json': '{"version":"1.0","model":{"type":"Runes"}}' })).rejects.toMatchObject({
    code: 'tokenizer-not-understood',
    hint: expect.stringMatching(/\S/) as string,
  });
});

test("an exporter's flat folder loads from a hub: model.onnx at its root, genai_config.json for config.json", async () => {
  const genai = JSON.stringify({ model: { type: 'llama', vocab_size: 512, context_length: 128, eos_token_id: 2 } });
  const flat = {
    'genai_config.json': genai,
    'tokenizer.json': file('tokenizer.json'),
    'tokenizer_config.json': JSON.stringify(bare),
    'model.onnx': file('onnx/model_q4.onnx'),
    'model_q4.onnx_data': file('onnx/model_q4.onnx_data'),
  };
  const { info, asked } = await load(flat, { only: true, dtype: 'q4' });
  expect(info).toMatchObject({ architecture: 'llama', context: 128, dtype: 'q4', selfTest: { passed: true } });
  // What the Hub's layout has is asked for first.
  expect(asked.indexOf('onnx/model_q4.onnx')).toBeLessThan(asked.indexOf('model.onnx'));
  // A flat folder says nothing of its bits: they are read from the graph.
  expect((await load(flat, { only: true })).info.dtype).toBe('q4');
});

test('a folder as the builder writes it, without config.json: what cannot be told is on the card; copied beside it, config.json tells it', async () => {
  const repo = 'tiny-18-mistral-builder';
  const path = (name: string) => new URL(`../../fixtures/${repo}/${name}`, import.meta.url);
  // As builder 0.18.0 writes it, as far as the lab reads it.
  const genai = {
    model: {
      bos_token_id: 0,
      context_length: 512,
      decoder: {
        filename: 'model.onnx',
        head_size: 16,
        hidden_size: 32,
        num_attention_heads: 4,
        num_hidden_layers: 4,
        num_key_value_heads: 2,
      },
      eos_token_id: 2,
      type: 'mistral',
      vocab_size: 512,
    },
  };
  const folder = (names: readonly string[]) => [
    ...names.map((name) => ({ path: name, file: new File([readFileSync(path(name))], name) })),
    { path: 'genai_config.json', file: new File([JSON.stringify(genai)], 'genai_config.json') },
  ];
  const { loadModel } = await import('../../../workers/model/load');
  const departs = async (names: readonly string[]) => {
    const { model, info } = await loadModel(
      choice(repo, {
        local: folder([...names, 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx', 'onnx/model.onnx_data']),
        graph: 'onnx/model.onnx',
      }),
      () => undefined,
      never,
    );
    await model.dispose();
    return info.departs;
  };
  expect(await departs([])).toEqual([
    expect.stringMatching(/whether this export \(mistral\) left out a window of attention cannot be told/),
  ]);
  expect(await departs(['config.json'])).toEqual([expect.stringMatching(/the last 16 tokens only, and none does/)]);
});

test('a folder with neither says what is missing', async () => {
  await expect(load({}, { only: true })).rejects.toMatchObject({
    code: 'file-missing',
    message: expect.stringContaining('config.json') as string,
  });
  await expect(load({ 'onnx/model_q4.onnx': null }, { dtype: 'q4' })).rejects.toMatchObject({
    code: 'file-missing',
    message: expect.stringContaining('onnx/model_q4.onnx') as string,
  });
});

test('a graph that can keep fewer logits gives the same ones', async () => {
  const onnx = file('onnx/model.onnx');
  const { graph } = readModel(onnx);
  const { at } = findHead(graph);
  const hidden = graph.nodes[at!.node]!.inputs[at!.input]!;
  const { generate } = await import('../../../workers/generate/generate');
  const tokens = async ({ model }: { model: LoadedModel }) =>
    (await generate(model, request(model, [0, 1]), () => undefined, never)).rows.map((row) => row.tokens);
  expect(await tokens(await load({ 'onnx/model.onnx': keepingLogits(onnx, hidden) }))).toEqual(await tokens(await load({})));
});

test('dynamic quantisation: rows run one after the other, each as it would alone; residuals are near those of the float32 weights', async () => {
  const { model, info } = await loadTiny('tiny-llama-dynamic', { dtype: 'q8' });
  expect(info).toMatchObject({
    dtype: 'q8',
    widened: false,
    slowReason: expect.stringContaining('one after the other') as string,
    selfTest: { passed: true, failures: [] },
  });
  const { generate } = await import('../../../workers/generate/generate');
  const doses = [0, 2, -2];
  const together = await generate(model, request(model, doses), () => undefined, never);
  for (const [row, dose] of doses.entries()) {
    const alone = await generate(model, request(model, [dose]), () => undefined, never);
    expect(together.rows[row]!.tokens).toEqual(alone.rows[0]!.tokens);
    expect(together.rows[row]!.scores).toEqual(alone.rows[0]!.scores);
  }
  const reference = fixture('tiny-llama-optimum');
  const { input_ids: ids, layers, width } = reference.golden;
  const wanted = reference.reference('torch', 'resid_post');
  const { forward, lastPool } = await import('../../../workers/pass/forward');
  const { emptyCache } = await import('../../../workers/pass/kv-cache');
  const { residual } = await forward(
    model,
    { ids: [ids], steer: null, pool: lastPool(1, ids.length), pools: 1, positions: [] },
    emptyCache(model, 1),
    false,
  );
  for (let layer = 0; layer < layers; layer++) {
    const last = ((layer + 1) * ids.length - 1) * width;
    expect(cosine(residual.subarray(layer * width, (layer + 1) * width), wanted.subarray(last, last + width))).toBeGreaterThan(0.99);
  }
});

function request({ graph: { layers, width } }: LoadedModel, doses: number[]): SteerRequest {
  const steer = new Float32Array(layers * doses.length * width);
  doses.forEach((dose, row) => {
    for (let i = 0; i < width; i++) steer[(doses.length + row) * width + i] = i % 2 ? dose : -dose;
  });
  const read = new Float32Array(layers * width).fill(1 / Math.sqrt(width));
  return {
    prompt: 'the player asks for help',
    template: false,
    rows: doses.length,
    steer,
    seeds: doses.map(() => 1),
    read,
    temperature: 0,
    topP: 1,
    repetitionPenalty: 1,
    maxNewTokens: 8,
  };
}

test.each(['./', '.\\'])('weights that the graph calls %jname are the file beside it', async (before) => {
  const model = readModel(file('onnx/model.onnx'));
  const initializers = model.graph.initializers.map((tensor) => {
    const { name, dataType, dims, storage } = tensor;
    return storage.kind === 'external'
      ? externalTensor(name, dataType, dims, before + storage.location, storage.offset, storage.length)
      : tensor;
  });
  const { info } = await load({ 'onnx/model.onnx': writeModel(model, { ...model.graph, initializers }) });
  expect(info.selfTest).toMatchObject({ passed: true });
});
