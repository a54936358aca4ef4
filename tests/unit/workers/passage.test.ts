/** Answers behind their prompts: what is written, which tokens are the answer's, and under which hash it is kept. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CutRequest, Passage } from '../../../src/protocol';
import type { LoadedModel } from '../../../workers/model/loaded';
import { tokensOf, type Tokens } from '../../../workers/tokenizer/tokens';
import { loadTiny } from './tiny';

type Json = Record<string, unknown>;
const read = (path: string): Json => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as Json;
const tokens = (folder: string): Tokens =>
  tokensOf({
    config: {},
    generation: null,
    genai: null,
    tokenizer: read(`${folder}/tokenizer.json`),
    settings: read(`${folder}/tokenizer_config.json`),
  });
const { cut } = await import('../../../workers/pass/cut');
const { capture } = await import('../../../workers/pass/capture');
const never = new AbortController().signal;

const PROMPT = 'My dog died this morning.\n\nWhat now?';
const ANSWER = 'I am so sorry. Do you want to tell me about him?';
const said: Passage = { prompt: PROMPT, text: ANSWER };

/** What a model reads of a passage, as text, with the answer's own tokens apart. */
async function written(model: Tokens, passage: Passage, template: boolean) {
  const request: CutRequest = { texts: [passage], template, maxTokens: 512 };
  const { cutText, answerIn } = await import('../../../workers/pass/cut');
  const { ids } = cutText(model, request, 0);
  const span = answerIn(model, request, 0, ids.length);
  if (typeof span === 'string') throw new Error(span);
  const { first, end } = span;
  return [ids.slice(0, first), ids.slice(first, end), ids.slice(end)].map((part) => model.decode(part));
}

/** As `written` has it, the answer's own tokens in another order. */
async function shuffledTokens(model: Tokens, passage: Passage, template: boolean) {
  const { cutText, answerIn } = await import('../../../workers/pass/cut');
  const request: CutRequest = { texts: [passage], template, maxTokens: 512 };
  const [{ ids }, { ids: mixed }] = [cutText(model, request, 0), cutText(model, { ...request, shuffle: 1 }, 0)];
  return { ids, mixed, span: answerIn(model, request, 0, ids.length) };
}

describe.each([
  ['smollm2, with a chat template of its own', 'public/models/smollm2-135m-instruct'],
  ['tiny Llama, which begins every text with a token', 'tests/fixtures/tiny-llama-builder'],
  ['tiny Gemma 3', 'tests/fixtures/tiny-gemma3-builder'],
  ['tiny Phi-3', 'tests/fixtures/tiny-phi3-builder'],
])('%s', (_, folder) => {
  const model = tokens(folder);
  test.each([
    ['an answer in the template', said, true],
    ['an answer behind a plain prompt', said, false],
    ['a text by itself in the template', ANSWER, true],
    ['an answer to nothing', { prompt: '', text: ANSWER }, false],
  ] as const)('shuffled, %s has its own tokens in another order, and all round them as they stood', async (_, passage, template) => {
    const { ids, mixed, span } = await shuffledTokens(model, passage, template);
    if (typeof span === 'string') throw new Error(span);
    const first = Math.max(span.first, 1);
    expect([mixed.slice(0, first), mixed.slice(span.end)]).toEqual([ids.slice(0, first), ids.slice(span.end)]);
    expect(mixed.slice(first, span.end)).not.toEqual(ids.slice(first, span.end));
    expect(mixed.toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b));
  });
  test('the answer is the assistant’s in the template, and its tokens are neither the prompt’s nor the template’s', async () => {
    expect(model.chatTemplate).toBe(true);
    const [before, own, after] = await written(model, said, true);
    expect(own!.trim()).toBe(ANSWER);
    expect(before).toContain('What now?');
    expect(before).not.toContain('sorry');
    // No turn is opened behind it.
    const whole = model.decode(
      model.encodeChat(
        [
          { role: 'user', content: PROMPT },
          { role: 'assistant', content: ANSWER },
        ],
        false,
      ),
    );
    expect(before! + own! + after!).toBe(whole);
  });
  test('without the template it stands behind its prompt and an empty line', async () => {
    const [before, own, after] = await written(model, said, false);
    expect([own!.trim(), after!.trim()]).toEqual([ANSWER, '']);
    expect(before).toContain('What now?');
  });
  test('one of an empty prompt is read as the text by itself, and all of its own tokens are the answer', async () => {
    for (const template of [true, false]) {
      const alone = template ? model.encodeChat(ANSWER, false) : model.encode(ANSWER);
      const parts = await written(model, { prompt: '', text: ANSWER }, template);
      expect(parts[1]!.trim()).toBe(ANSWER);
      expect(parts.join('')).toBe(model.decode(alone));
    }
  });
});

describe('read by a model', () => {
  let model: LoadedModel;
  beforeAll(async () => void ({ model } = await loadTiny('tiny-llama-builder')));
  afterAll(() => model.dispose());
  const request = (texts: Passage[], over: Partial<CutRequest> = {}): CutRequest => ({ texts, template: true, maxTokens: 512, ...over });
  const hashes = async (texts: Passage[], over?: Partial<CutRequest>) => (await cut(model, request(texts, over), never)).tokenHashes;

  test('the hash has the span in it: the same tokens, divided otherwise between prompt and answer, are two texts', async () => {
    const texts: Passage[] = [
      { prompt: 'a door', text: 'the player\n\nwaits' },
      { prompt: 'a door\n\nthe player', text: 'waits' },
      'a door\n\nthe player\n\nwaits',
      { prompt: '', text: 'a door\n\nthe player\n\nwaits' },
    ];
    const ids = texts.map((one) => model.encode(typeof one === 'string' ? one : [one.prompt, one.text].filter(Boolean).join('\n\n')));
    expect(new Set(ids.map((one) => one.join(' '))).size).toBe(1);
    expect(new Set(await hashes(texts, { template: false })).size).toBe(4);
  });
  test('the hash of a text by itself is what it was before there were prompts', async () => {
    // Taken from the lab before it knew prompts: SHA-256 of the ids as little-endian 32-bit numbers.
    const { createHash } = await import('node:crypto');
    const old = (ids: readonly number[]) => createHash('sha256').update(Uint32Array.from(ids)).digest('hex');
    expect(await hashes(['a door'])).toEqual([old(model.encodeChat('a door', false))]);
    expect(await hashes(['a door'], { template: false })).toEqual([old(model.encode('a door'))]);
  });
  test('the same answer to two prompts is two texts; two answers behind a prompt that fills the cut are one, and have no answer', async () => {
    const two = await hashes([
      { prompt: 'a door', text: 'the player waits' },
      { prompt: 'a bell', text: 'the player waits' },
    ]);
    expect(two[0]).not.toBe(two[1]);
    const long = 'the player waits for water '.repeat(9);
    const cutOff = request(
      [
        { prompt: long, text: 'a door' },
        { prompt: long, text: 'a bell' },
      ],
      { maxTokens: 24 },
    );
    const { tokenHashes, answers, truncated } = await cut(model, cutOff, never);
    expect([tokenHashes[0] === tokenHashes[1], answers, truncated]).toEqual([true, [false, false], [true, true]]);
    await expect(capture(model, { ...cutOff, poolings: ['answer'] }, () => expect.unreachable(), never)).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.stringMatching(
        /^Text 1 of 2: only 24 tokens are read, and \d+ of the chat template and its prompt stand before/,
      ) as string,
    });
  });
  test.each([true, false])(
    'what is captured is what each gives alone, and the answer is other than the mean (template: %s)',
    async (template) => {
      const texts: Passage[] = [
        { prompt: 'a door', text: 'the player waits for water' },
        { prompt: 'the bell', text: 'the player helps' },
        { prompt: '', text: 'a door' },
      ];
      const poolings = ['mean', 'answer'] as const;
      const all = await capture(model, { ...request(texts, { template }), poolings }, () => undefined, never);
      expect(all.tokenHashes).toEqual(await hashes(texts, { template }));
      const size = all.data.length / texts.length;
      for (const [i, text] of texts.entries()) {
        const alone = await capture(model, { ...request([text], { template }), poolings }, () => undefined, never);
        const own = all.data.subarray(i * size, (i + 1) * size);
        own.forEach((value, at) => expect(value).toBeCloseTo(alone.data[at]!, 4));
        if (i < 2) expect(own.some((value, at) => at < size / 2 && Math.abs(value - own[at + size / 2]!) > 1e-3)).toBe(true);
      }
    },
  );
  test('a text that is no answer has no pooling of one beside answers without a template', async () => {
    const mixed = request([{ prompt: 'a door', text: 'a bell' }, 'the player'], { template: false });
    await expect(capture(model, { ...mixed, poolings: ['answer'] }, () => undefined, never)).rejects.toMatchObject({
      code: 'answer-needs-template',
    });
  });
});
