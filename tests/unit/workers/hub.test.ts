/** The files of a model over a server that errs once: what is remembered, what is asked again, what is verified late. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LoadEvent } from '../../../src/protocol';
import { memoryPlace } from '../../../src/storage/memory';
import type { Place } from '../../../src/storage/place';
import type { Edge } from '../../../workers/files/download';
import { openModelFiles } from '../../../workers/files/repository';
import { readDescription } from '../../../workers/files/description';
import { readTokenizer, readTokenizerConfig } from '../../../workers/files/tokenizer-files';
import { openGraph } from '../../../workers/files/layout';
import { optionalJson } from '../../../workers/files/model-files';
import { choice } from './tiny';

const never = new AbortController().signal;
const LISTING = 'listing';
type Reply = () => Response | Promise<Response>;
const text =
  (body: string, headers: Record<string, string> = {}): Reply =>
  () =>
    new Response(body, { headers });
const status =
  (code: number): Reply =>
  () =>
    new Response('', { status: code });
const html = text('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' });
/** What a browser makes of an answer without CORS headers, and of no network. */
const unseen: Reply = () => Promise.reject(new TypeError('Failed to fetch'));
const silence: Reply = () => new Promise(() => undefined);

const FILES: Record<string, string> = {
  'config.json': '{"model_type":"llama"}',
  'tokenizer.json': '{"model":{}}',
  'tokenizer_config.json': '{}',
  'chat_template.jinja': '{{ messages }}',
  'onnx/model.onnx': 'weights',
};
const sha256 = (body: string) => createHash('sha256').update(body).digest('hex');
const listing: Reply = () =>
  Response.json({
    siblings: Object.entries(FILES).map(([rfilename, body]) => ({
      rfilename,
      size: body.length,
      ...(rfilename.endsWith('.onnx') ? { lfs: { sha256: sha256(body), size: body.length } } : {}),
    })),
  });

/** A server over FILES: `first` replies are given once each, in turn, before the good ones. Without `listed` there is no listing. */
function server(first: Record<string, Reply[]> = {}, { listed = false } = {}) {
  const asked: string[] = [];
  const edge: Edge = {
    async fetch(url, init) {
      const path = url.includes('/api/models/') ? LISTING : decodeURIComponent(url.split('/resolve/main/')[1] ?? '');
      asked.push(`${init.method ?? 'GET'} ${path}`);
      const body = FILES[path];
      const good: Reply =
        path === LISTING
          ? listed
            ? listing
            : status(404)
          : body === undefined
            ? status(404)
            : text(body, { 'content-length': String(body.length) });
      const answer = (first[path]?.shift() ?? good)();
      return await Promise.race([
        answer,
        new Promise<never>((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error))),
      ]);
    },
    sleep: () => Promise.resolve(),
    random: () => 0.5,
    now: () => 0,
    patience: 20,
  };
  const events: LoadEvent[] = [];
  const open = (store: Place) => openModelFiles(choice('owner/name'), (event) => events.push(event), never, { edge, place: store });
  return { asked, events, open };
}
const template = async (s: ReturnType<typeof server>, store: Place) => (await readTokenizerConfig(s.open(store))).chat_template;

describe('a file a model may lack', () => {
  test.each([
    ['404', status(404)],
    ['a web page', html],
  ])('that is denied once (%s) is asked for again, and not remembered as missing', async (_, bad) => {
    expect(await template(server({ 'chat_template.jinja': [bad] }), memoryPlace())).toBe('{{ messages }}');
  });
  test('that is denied twice is missing, and a later visit needs no network to know it', async () => {
    const store = memoryPlace();
    const s = server({ 'chat_template.jinja': [status(404), html] });
    expect(await template(s, store)).toBeUndefined();
    const before = s.asked.length;
    expect(await template(s, store)).toBeUndefined();
    expect(s.asked.slice(before).filter((one) => one !== `GET ${LISTING}`)).toEqual([]);
  });
  test('that a list names is not missing because the server fails to give it', async () => {
    const s = server({ 'chat_template.jinja': [html] }, { listed: true });
    await expect(template(s, memoryPlace())).rejects.toMatchObject({ code: 'not-a-model-file' });
  });
  test.each([
    ['an error message', '{"error":"busy"}'],
    ['nothing', ''],
    ['a list', '[]'],
  ])('that holds %s is refused, removed and asked for anew', async (_, body) => {
    const store = memoryPlace();
    const s = server({ 'chat_template.jinja': [text(body)] });
    await expect(template(s, store)).rejects.toMatchObject({
      code: 'not-a-model-file',
      message: expect.stringContaining('chat_template.jinja') as string,
    });
    expect(await template(s, store)).toBe('{{ messages }}');
  });
});

describe('a hub whose 404 a page may not see', () => {
  /** For as long as anybody asks. */
  const always = (reply: Reply) => Array.from({ length: 99 }, () => reply);
  const hiding = (...paths: string[]) => server(Object.fromEntries([LISTING, ...paths].map((path) => [path, always(unseen)])));

  test('lacks the optional files it does not give; the next visit asks again', async () => {
    const store = memoryPlace();
    expect(await template(hiding('chat_template.jinja'), store)).toBeUndefined();
    expect(await template(server(), store)).toBe('{{ messages }}');
  });
  test('a visit later, with all the rest on this disk, needs no network', async () => {
    const store = memoryPlace();
    const s = hiding('chat_template.jinja');
    await template(s, store);
    await readTokenizer(s.open(store));
    expect(await template(hiding('chat_template.jinja', 'tokenizer.json'), store)).toBeUndefined();
  });
  test("loads from an exporter's flat folder", async () => {
    FILES['model.onnx'] = 'flat weights';
    try {
      const { path, file } = await openGraph(hiding('onnx/model_q4.onnx').open(memoryPlace()), { dtype: 'q4', repo: 'owner/name' });
      expect([path, await file.blob.text()]).toEqual(['model.onnx', 'flat weights']);
    } finally {
      delete FILES['model.onnx'];
    }
  });
  test('a file it must have is missing, and the hint names the headers', async () => {
    await expect(hiding('config.json', 'genai_config.json').open(memoryPlace()).open('config.json')).rejects.toMatchObject({
      code: 'file-missing',
      message: expect.stringContaining('does answer for tokenizer.json') as string,
      hint: expect.stringMatching(/404 too/) as string,
    });
  });
  test('no network is still no network', async () => {
    await expect(template(hiding('chat_template.jinja', 'tokenizer.json'), memoryPlace())).rejects.toMatchObject({ code: 'network' });
    // A file whose bytes have begun to arrive is there.
    const cut: Reply = () =>
      new Response(
        new ReadableStream({
          start: (stream) => stream.enqueue(new Uint8Array(3)),
          pull: (stream) => stream.error(new TypeError('reset')),
        }),
      );
    await expect(
      server({ 'onnx/model.onnx': [status(405), cut, ...always(unseen)] })
        .open(memoryPlace())
        .open('onnx/model.onnx'),
    ).rejects.toMatchObject({ code: 'network' });
  });
  test('a file that a list names is not missing', async () => {
    await expect(template(server({ 'chat_template.jinja': always(unseen) }, { listed: true }), memoryPlace())).rejects.toMatchObject({
      code: 'network',
    });
  });
});

test.each([
  ['config.json', readDescription, '{"error":"busy"}'],
  ['config.json', readDescription, '{"nothing":1}'],
  ['tokenizer.json', readTokenizer, '{"error":"busy"}'],
  ['tokenizer.json', readTokenizer, 'null'],
  ['tokenizer_config.json', readTokenizerConfig, '[]'],
  ['tokenizer_config.json', readTokenizerConfig, '{"error":"busy"}'],
] as const)('%s that holds something else is removed, and the next try is good', async (path, read, body) => {
  const store = memoryPlace();
  const s = server({ [path]: [text(body)] });
  await expect(read(s.open(store))).rejects.toMatchObject({ code: 'not-a-model-file', message: expect.stringContaining(path) as string });
  await expect(read(s.open(store))).resolves.toBeTypeOf('object');
});

test('JSON with an error in an optional file is refused too', async () => {
  const store = memoryPlace();
  const s = server({ 'generation_config.json': [text('{"error":1}')] });
  await expect(optionalJson(s.open(store), 'generation_config.json')).rejects.toMatchObject({ code: 'not-a-model-file' });
  expect(await optionalJson(s.open(store), 'generation_config.json')).toBeNull();
});

describe('the listing', () => {
  test.each([
    ['503', status(503)],
    ['429', status(429)],
    ['a broken connection', () => Promise.reject(new TypeError('reset'))],
    ['silence', silence],
  ] as [string, Reply][])('is asked for again after %s', async (_, bad) => {
    const store = memoryPlace();
    const s = server({ [LISTING]: [bad], 'onnx/model.onnx': [text('damages')] }, { listed: true });
    await expect(s.open(store).open('onnx/model.onnx')).rejects.toMatchObject({ code: 'download-corrupt' });
    expect(s.asked.filter((one) => one === `GET ${LISTING}`)).toHaveLength(2);
  });
  test('that does not come leaves files unverified, and they are verified when it does', async () => {
    const store = memoryPlace();
    const s = server(
      { [LISTING]: [status(503), status(503), status(503)], 'onnx/model.onnx': [status(405), text('damages')] },
      { listed: true },
    );
    const first = await s.open(store).open('onnx/model.onnx');
    expect([await first.blob.text(), first.listed]).toEqual(['damages', false]);
    const second = await s.open(store).open('onnx/model.onnx');
    expect([await second.blob.text(), second.listed]).toEqual(['weights', true]);
    const before = s.asked.length;
    await s.open(store).open('onnx/model.onnx');
    expect(s.asked.length).toBe(before);
  });
  test.each([
    ['an empty list', '{"siblings":[]}'],
    ['half a list', '{"siblings":[{"rfilename":"config.json"}]}'],
    ['an error', '{"error":"x"}'],
    ['a page', '<html>'],
  ])('%s makes nothing count as missing', async (_, body) => {
    expect(await template(server({ [LISTING]: [text(body), text(body), text(body)] }), memoryPlace())).toBe('{{ messages }}');
  });
});

test('a HEAD that says nothing, or something else, does no harm', async () => {
  for (const length of ['0', '3']) {
    const s = server({ 'onnx/model.onnx': [() => new Response(null, { headers: { 'content-length': length } })] });
    const { blob } = await s.open(memoryPlace()).open('onnx/model.onnx');
    expect(s.asked).toContain('HEAD onnx/model.onnx');
    expect(await blob.text()).toBe('weights');
  }
  const silent = server({ 'onnx/model.onnx': [silence] });
  expect(await (await silent.open(memoryPlace()).open('onnx/model.onnx')).blob.text()).toBe('weights');
});

test('a length on the wire is not held against a body that was compressed on the way', async () => {
  for (const listed of [true, false]) {
    // The server compresses and does not let the page see Content-Encoding: 4 bytes announced, 7 arrive.
    const s = server(
      {
        'onnx/model.onnx': listed
          ? [text('weights', { 'content-length': '4' })]
          : [status(405), text('weights', { 'content-length': '4' })],
      },
      { listed },
    );
    expect(await (await s.open(memoryPlace()).open('onnx/model.onnx')).blob.text()).toBe('weights');
  }
});

test('waiting is told', async () => {
  const s = server({ 'tokenizer.json': [() => new Response('', { status: 429, headers: { 'retry-after': '7' } })] });
  await s.open(memoryPlace()).open('tokenizer.json');
  expect(s.events).toContainEqual(expect.objectContaining({ waitSeconds: 7, rate: 0, secondsLeft: null }));
});

test('a file that is deleted while it is fetched says so', async () => {
  const store = memoryPlace();
  const robbed: Place = { ...store, commit: async (marker) => (await store.commit(marker), store.remove(marker.url)) };
  await expect(server().open(robbed).open('tokenizer.json')).rejects.toMatchObject({ code: 'file-removed' });
});
