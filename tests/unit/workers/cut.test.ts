/**
 * Which tokens are read, by their hash; and what follows: the same model files give back what was kept, and a corrected tokenizer,
 * template or config does not.
 */
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../../src/client';
import type { ScenarioSet } from '../../../src/formats/scenario-set';
import type { Calls, CutRequest, ModelInfo } from '../../../src/protocol';
import { stampOf } from '../../../src/experiment/stamp';
import { run } from '../../../src/app/run';
import { clearReadings } from '../../../src/storage/readings';
import { analysisDesk } from '../../../workers/analysis/desk';
import type { LoadedModel } from '../../../workers/model/loaded';
import { inProcess } from './in-process';
import { choice, loadTiny } from './tiny';

const REPO = 'tiny-llama-builder';
const never = new AbortController().signal;
const { cut } = await import('../../../workers/pass/cut');
const { capture } = await import('../../../workers/pass/capture');

let model: LoadedModel;
beforeAll(async () => void ({ model } = await loadTiny(REPO)));
afterAll(() => model.dispose());

const request = (over: Partial<CutRequest> = {}): CutRequest => ({
  texts: ['a door', 'the player waits for water'],
  template: false,
  maxTokens: 512,
  ...over,
});

describe('cut', () => {
  test('says of each text what capture reads of it, hash for hash, and the hash is that of the token ids', async () => {
    for (const over of [{}, { maxTokens: 3 }, { template: true }]) {
      const said = await cut(model, request(over), never);
      const { tokens, truncated, tokenHashes } = await capture(model, { ...request(over), poolings: ['mean'] }, () => undefined, never);
      expect(said).toEqual({ tokens, truncated, tokenHashes, ...('template' in over && { answers: [true, true] }) });
    }
    const ids = model.encode('a door');
    expect((await cut(model, request(), never)).tokenHashes[0]).toBe(createHash('sha256').update(Uint32Array.from(ids)).digest('hex'));
  });
  test('says of which texts the answer within the template can be pooled', async () => {
    const { first } = model.textSpan('a door', true)!;
    const told = async (over: Partial<CutRequest>) => (await cut(model, request({ template: true, ...over }), never)).answers;
    expect(await told({ maxTokens: first })).toEqual([false, false]);
    expect(await told({ maxTokens: first + 1 })).toEqual([true, true]);
    expect(await told({ shuffle: 1 })).toEqual([true, true]);
    await expect(told({ shuffle: 1, maxTokens: first })).rejects.toMatchObject({ code: 'no-answer' });
    expect(await told({ template: false })).toBeUndefined();
  });
  test('knows texts that are the same as far as they are read, and no others', async () => {
    const texts = ['the player waits for water', 'the player waits for the bell'];
    const {
      tokenHashes: [a, b],
      truncated,
    } = await cut(model, request({ texts, maxTokens: 4 }), never);
    expect([a, truncated]).toEqual([b, [true, true]]);
    const whole = await cut(model, request({ texts }), never);
    expect(whole.tokenHashes[0]).not.toBe(whole.tokenHashes[1]);
    expect(whole.tokenHashes).not.toContain(a);
  });
  test('the context of the model cuts, too', async () => {
    const { tokens, truncated } = await cut({ ...model, context: 2 }, request(), never);
    expect([tokens, truncated]).toEqual([
      [2, 2],
      [true, true],
    ]);
  });
  test('refuses a text of which the tokenizer leaves nothing, by its number', async () => {
    const mute = { ...model, encode: (text: string) => (text === 'a door' ? [] : [1]) };
    const refusal = { code: 'empty-text', message: expect.stringContaining('Text 1 of 2 ("a door") has no tokens') as string };
    await expect(cut(mute, request(), never)).rejects.toMatchObject(refusal);
    await expect(capture(mute, { ...request(), poolings: ['mean'] }, () => expect.unreachable(), never)).rejects.toMatchObject(refusal);
  });
  test('a stop is obeyed between two texts', async () => {
    const stop = new AbortController();
    let seen = 0;
    const counting = { ...model, encode: () => (++seen === 2 && stop.abort(), [1]) };
    await expect(cut(counting, request({ texts: Array<string>(9).fill('x') }), stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toBe(2);
  });
});

describe('what is kept', () => {
  const file = (path: string) => readFileSync(new URL(`../../fixtures/${REPO}/${path}`, import.meta.url));
  const json = (path: string) => JSON.parse(file(path).toString()) as Record<string, unknown>;
  const PATHS = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx', 'onnx/model.onnx_data'];
  const set = {
    pairs: (['train', 'test'] as const).map((split) => ({
      id: split,
      scenario: 's',
      split,
      positive: `help the player (${split})`,
      negative: `open the door (${split})`,
    })),
    scored: [],
  } as unknown as ScenarioSet;

  /**
   * Loads the files of the fixture as a folder, some of them corrected, runs over four texts, and says how many the model read and how
   * many came from storage.
   */
  async function read(corrected: Record<string, object>, template: boolean) {
    const local = PATHS.map((path) => ({
      path,
      file: new Blob([corrected[path] ? JSON.stringify(corrected[path]) : new Uint8Array(file(path))]),
    }));
    const { loadModel } = await import('../../../workers/model/load');
    const { model: loaded, info }: { model: LoadedModel; info: ModelInfo } = await loadModel(
      choice(REPO, { root: 'folder:mine', graph: 'onnx/model.onnx', local }),
      () => undefined,
      never,
    );
    const model = inProcess<Pick<Calls, 'cut' | 'capture'>>({
      cut: (asked, _, signal) => cut(loaded, asked, signal),
      capture: (asked, event, signal) => capture(loaded, asked, event, signal),
    });
    const { found } = await run({
      model: model as Ask<Calls>,
      analysis: inProcess(analysisDesk()),
      toRead: { at: '2026-01-01', model: stampOf(info), set: { hash: 'h', set }, how: { template, maxTokens: 512 }, context: info.context },
      on: { device: 'wasm', checked: false },
      spec: { method: 'mean-difference', pooling: 'mean', validation: 'split', seed: 1 },
      signal: never,
      elapsed: () => performance.now(),
      onProgress: () => undefined,
      onPartial: () => Promise.resolve(),
    });
    await loaded.dispose();
    return { graphHash: info.graphHash, counts: [found.made.computed, found.made.fromStorage], data: Array.from(found.directions.data) };
  }
  beforeEach(clearReadings);

  const settings = json('tokenizer_config.json');
  const tokenizer = json('tokenizer.json');
  const swapped = structuredClone(tokenizer) as { model: { merges: unknown[] } };
  swapped.model.merges = swapped.model.merges.slice(0, 40);
  test.each([
    [
      'a corrected chat template',
      { 'tokenizer_config.json': { ...settings, chat_template: `{{ '<|im_start|>' }}${String(settings.chat_template)}` } },
      true,
    ],
    ['a corrected tokenizer', { 'tokenizer.json': swapped }, false],
    ['a config that reads less', { 'config.json': { ...json('config.json'), max_position_embeddings: 5 } }, true],
  ] as [string, Record<string, object>, boolean][])(
    'is not brought back by %s, although the weights are the same',
    async (_, corrected, template) => {
      const first = await read({}, template);
      const second = await read(corrected, template);
      const again = await read({}, template);
      expect(first.graphHash).toBe(second.graphHash);
      expect([first.counts, second.counts, again.counts]).toEqual([
        [4, 0],
        [4, 0],
        [0, 4],
      ]);
      expect(second.data).not.toEqual(first.data);
      expect(again.data).toEqual(first.data);
    },
  );
  test('is brought back where what changed changes no token of these texts', async () => {
    await read({}, false);
    const { counts } = await read({ 'tokenizer_config.json': { ...settings, chat_template: 'another', padding_side: 'left' } }, false);
    expect(counts).toEqual([0, 4]);
  });
});
