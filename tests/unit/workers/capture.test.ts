import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaptureEvent, CaptureRequest } from '../../../src/protocol';
import type * as Capture from '../../../workers/pass/capture';
import type { LoadedModel } from '../../../workers/model/loaded';
import { cosine } from '../graph/compare';
import { loadTiny, withRun } from './tiny';

let model: LoadedModel;
let capture: typeof Capture.capture;
const never = new AbortController().signal;
const request = (over: Partial<CaptureRequest> = {}): CaptureRequest => ({
  texts: ['a door', 'the player waits for water'],
  poolings: ['mean'],
  template: false,
  maxTokens: 512,
  ...over,
});

beforeAll(async () => {
  ({ model } = await loadTiny('tiny-llama-builder'));
  ({ capture } = await import('../../../workers/pass/capture'));
});

describe('pooling', () => {
  test('every pooling agrees with PyTorch on the golden tokens', async () => {
    const folder = new URL('../../fixtures/tiny-llama-builder/', import.meta.url);
    const golden = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8')) as {
      input_ids: number[];
      layers: number;
      width: number;
      torch: { resid_post: { offset: number } };
    };
    const { input_ids: ids, layers, width, torch } = golden;
    const bytes = readFileSync(new URL('golden.f32', folder));
    const expected = new Float32Array(bytes.buffer.slice(bytes.byteOffset + torch.resid_post.offset), 0, layers * ids.length * width);
    const tokens = { ...model, encode: () => ids };
    const poolings = ['last', 'last-3', 'mean', 'last-999', 'mean-rest'] as const;
    const { data: all } = await capture(tokens, request({ texts: ['golden'], poolings }), () => undefined, never);
    for (const [p, pooling] of poolings.entries()) {
      const data = all.subarray(p * layers * width, (p + 1) * layers * width);
      const alone = await capture(tokens, request({ texts: ['golden'], poolings: [pooling] }), () => undefined, never);
      expect(cosine(alone.data, data)).toBeGreaterThan(0.999999);
      for (let layer = 0; layer < layers; layer++) {
        for (let i = 0; i < width; i++) {
          const at = (token: number) => expected[(layer * ids.length + token) * width + i]!;
          const places = [...ids.keys()];
          const read = {
            mean: places,
            'mean-rest': places.slice(1),
            last: places.slice(-1),
            'last-3': places.slice(-3),
            'last-999': places,
          }[pooling];
          const values = Array.from(read, at);
          const wanted = values.reduce((sum, value) => sum + value, 0) / values.length;
          expect(data[layer * width + i]).toBeCloseTo(wanted, 4);
        }
      }
    }
  });

  test('the answer is the mean over the tokens of the text within its template, whatever stands round it', async () => {
    const asked = request({ texts: ['the player waits'], template: true });
    const ids = model.encodeChat('the player waits', false);
    const { first, end } = model.textSpan('the player waits', true)!;
    expect([first > 0, end < ids.length]).toEqual([true, true]);
    const { data } = await capture(model, { ...asked, poolings: ['answer'] }, () => undefined, never);
    // Token by token: the means over the last k and over the last k + 1 tell one token.
    const upTo = async (k: number) => {
      const { data } = await capture(model, { ...asked, poolings: k === 1 ? ['last'] : [`last-${k}`] }, () => undefined, never);
      return data.map((value) => value * k);
    };
    const [all, behind] = [await upTo(ids.length - first), await upTo(ids.length - end)];
    data.forEach((value, i) => expect(value).toBeCloseTo((all[i]! - behind[i]!) / (end - first), 3));
  });

  test('the answer of a text is refused without a template, and where the cut ends before it begins', async () => {
    const answer = request({ texts: ['a door', 'the player waits'], poolings: ['answer', 'mean'] });
    const { first } = model.textSpan('a door', true)!;
    await expect(capture(model, answer, () => expect.unreachable(), never)).rejects.toMatchObject({ code: 'answer-needs-template' });
    await expect(capture(model, { ...answer, template: true, maxTokens: first }, () => expect.unreachable(), never)).rejects.toMatchObject({
      code: 'no-answer',
      message: `Text 1 of 2: only ${first} tokens are read, and ${first} of the chat template stand before its own first one.`,
    });
    const unknown = { ...model, textSpan: () => null };
    await expect(capture(unknown, { ...answer, template: true }, () => expect.unreachable(), never)).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.stringContaining('cannot be told from those of the chat template') as string,
    });
    const cut = await capture(model, { ...answer, template: true, maxTokens: first + 1 }, () => undefined, never);
    expect(cut.tokens).toEqual([first + 1, first + 1]);
  });
});

test('each text is reported as soon as it is read, and the cut is told', async () => {
  const events: CaptureEvent[] = [];
  const out = await capture(model, request({ maxTokens: 3 }), (event) => events.push(event), never);
  const full = [model.encode('a door').length, model.encode('the player waits for water').length];
  expect(events.map(({ done, of, text }) => [done, of, text])).toEqual([
    [1, 2, 0],
    [2, 2, 1],
  ]);
  expect(out.tokens).toEqual(full.map((n) => Math.min(3, n)));
  expect(out.truncated).toEqual(full.map((n) => n > 3));
  const size = out.layers * out.width;
  expect(Array.from(out.data.subarray(size))).toEqual(Array.from(events[1]!.residual));
});

test('a stop keeps what was reported', async () => {
  const stop = new AbortController();
  let read = 0;
  const work = capture(
    model,
    request({ texts: Array<string>(50).fill('again and again') }),
    () => ++read === 2 && stop.abort(),
    stop.signal,
  );
  await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  expect(read).toBe(2);
});

test.each([
  ['no texts', { texts: [] }, 'no-texts', ''],
  ['an empty text', { texts: ['a', ' \n'] }, 'empty-text', 'Text 2 of 2'],
  ['a cut of nothing', { maxTokens: 0 }, 'bad-cut', '0'],
] as [string, Partial<CaptureRequest>, string, string][])('%s is refused before anything runs', async (_, over, code, says) => {
  await expect(capture(model, request(over), () => expect.unreachable(), never)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(says) as string,
  });
});

describe('the beginning of a chat template', () => {
  const HEAD = 'a b c d e f g h i j k l ';
  const texts = ['the player waits for water', 'a door', 'the player helps', 'a'];
  const poolings = ['mean', 'mean-rest', 'last', 'last-3', 'last-999', 'answer'] as const;
  const inTemplate = (own: LoadedModel): LoadedModel => ({
    ...own,
    encodeChat: (text) => own.encode(`${HEAD}${text as string} end`),
    textSpan: (passage) => {
      const text = passage as string;
      const first = own.encode(`${HEAD}${text}`).findIndex((id, i) => own.encode(HEAD.trim())[i] !== id);
      return { first, end: own.encode(`${HEAD}${text}`).length };
    },
  });
  const counted = async (own: LoadedModel, over: Partial<CaptureRequest>) => {
    const passes: number[] = [];
    const watched = withRun(inTemplate(own), (feeds, names) => (passes.push(feeds.input_ids!.dims[1]!), own.session.run(feeds, names)));
    const captured = await capture(watched, request({ template: true, poolings, ...over }), () => undefined, never);
    return { ...captured, passes };
  };

  test.each([
    ...['tiny-llama-builder', 'tiny-llama-optimum', 'tiny-gemma3-builder', 'tiny-phi3-builder', 'tiny-18-longrope-optimum'],
    ...['tiny-llama-dynamic', 'tiny-18-lfm2-builder'],
  ])('%s: is read once for all texts where numbers allow it, and each text is what it is alone', async (repo) => {
    const { model: own } = await loadTiny(repo, { dtype: repo.endsWith('dynamic') ? 'q8' : 'fp32' });
    const together = await counted(own, { texts });
    const size = together.data.length / texts.length;
    for (const [i, text] of texts.entries()) {
      const alone = await counted(own, { texts: [text] });
      expect(alone.passes).toEqual([together.tokens[i]]);
      for (let p = 0; p < poolings.length; p++) {
        const [from, to] = [p, p + 1].map((at) => (at * size) / poolings.length) as [number, number];
        const a = together.data.subarray(i * size + from, i * size + to);
        const b = alone.data.subarray(from, to);
        const most = b.reduce((high, x) => Math.max(high, Math.abs(x)), 0);
        expect(Math.max(...a.map((x, at) => Math.abs(x - b[at]!))) / most, `${poolings[p]} of “${text}”`).toBeLessThan(1e-5);
      }
    }
    const whole = own.graph.rowsCoupled || repo.includes('lfm2');
    const { first } = inTemplate(own).textSpan(texts[0]!, true)!;
    // Of the pooling last-3 a short text has a part of the head: it is read whole.
    expect(together.passes).toEqual(whole ? together.tokens : [first, ...together.tokens.map((tokens) => tokens - first)]);
    await own.dispose();
  });

  test('a stop while it is read is obeyed', async () => {
    const stop = new AbortController();
    let passes = 0;
    const watched = withRun(inTemplate(model), (feeds, names) => (passes++, stop.abort(), model.session.run(feeds, names)));
    await expect(capture(watched, request({ template: true, texts }), () => undefined, stop.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(passes).toBe(1);
  });
});
