/** One file over a bad line, without a clock or a network: what is asked for, how often, and what is kept. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { memoryPlace } from '../../../src/storage/memory';
import type { Place } from '../../../src/storage/place';
import { sha256 } from '../../../src/storage/hash';
import { download, type Edge, type WantedFile } from '../../../workers/files/download';
import { readAnswer } from '../../../workers/files/range';
import { ATTEMPTS, isPassing, retryAfter, retryDelay } from '../../../src/hub/retry';

const whole = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 31) % 251);
const digest = createHash('sha256').update(whole).digest('hex');
const URL_ = 'http://hub/a/b/resolve/main/onnx/model.onnx_data';
const wanted = (over: Partial<WantedFile> = {}): WantedFile => ({
  url: URL_,
  path: 'onnx/model.onnx_data',
  bytes: whole.length,
  sha256: digest,
  listed: true,
  ...over,
});
const never = new AbortController().signal;

/** A body that breaks off after `bytes`. */
const broken = (body: Uint8Array<ArrayBuffer>, bytes: number) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      if (bytes > 0) controller.enqueue(body.slice(0, bytes));
      else controller.error(new TypeError('connection reset'));
      bytes = 0;
    },
  });
type Reply = (range: string | null) => Response;
const good: Reply = (range) => {
  const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const headers = { 'content-length': String(whole.length - from), etag: '"v1"' };
  return new Response(
    whole.slice(from),
    range ? { status: 206, headers: { ...headers, 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` } } : { headers },
  );
};
const cutAfter =
  (bytes: number): Reply =>
  (range) => {
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    return new Response(broken(whole.slice(from), bytes), {
      status: range ? 206 : 200,
      headers: {
        'content-length': String(whole.length - from),
        etag: '"v1"',
        ...(range ? { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` } : {}),
      },
    });
  };

/** Replies in turn, the last one for ever; says what was asked and how long was slept. */
function line(...replies: (Reply | Error)[]) {
  const ranges: (string | null)[] = [];
  const slept: number[] = [];
  const edge: Edge = {
    fetch(_, init) {
      const range = new Headers(init.headers).get('range');
      ranges.push(range);
      const reply = replies.length > 1 ? replies.shift()! : replies[0]!;
      return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply(range));
    },
    sleep: (milliseconds) => Promise.resolve(void slept.push(milliseconds)),
    random: () => 0.5,
    now: () => 0,
    patience: 1000,
  };
  return { edge, ranges, slept };
}
const fetchIt = async (store: Place, l: ReturnType<typeof line>, over: Partial<WantedFile> = {}) => {
  await download(wanted(over), store, { signal: never, edge: l.edge });
  const { blob, marker } = (await store.open(URL_))!;
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(whole);
  expect(marker).toMatchObject({ sha256: digest, bytes: whole.length });
};

test('a break is continued by Range, and the hash is that of the whole', async () => {
  const l = line(cutAfter(4000), cutAfter(1000), good);
  await fetchIt(memoryPlace(), l);
  expect(l.ranges).toEqual([null, 'bytes=4000-', 'bytes=5000-']);
});

test('what an earlier visit left is continued; complete but unmarked bytes are verified, not fetched', async () => {
  const store = memoryPlace();
  const put = async (bytes: number) => {
    const writer = await store.write({ url: URL_, etag: '"v1"', total: whole.length }, 0);
    await writer.write(whole.slice(0, bytes));
    await writer.close();
  };
  await put(3000);
  const l = line(good);
  await fetchIt(store, l);
  expect(l.ranges).toEqual(['bytes=3000-']);
  await store.remove(URL_);
  await put(whole.length);
  const silent = line(new TypeError('no network'));
  await fetchIt(store, silent);
  expect(silent.ranges).toEqual([]);
});

describe('a part that cannot be continued is given up', () => {
  const other =
    (headers: Record<string, string>, status = 206): Reply =>
    () =>
      new Response(new Uint8Array(10), { status, headers });
  test.each([
    ['the server ignores ranges', good, (range: string | null) => (range ? good(null) : good(null))],
    ['another version', good, other({ etag: '"v2"', 'content-range': `bytes 4000-9999/${whole.length}` })],
    ['another place', good, other({ etag: '"v1"', 'content-range': `bytes 0-9999/${whole.length}` })],
    ['416', good, other({}, 416)],
  ] as [string, Reply, Reply][])('%s', async (_, last, second) => {
    const l = line(cutAfter(4000), second, last);
    await fetchIt(memoryPlace(), l);
    expect(l.ranges[1]).toBe('bytes=4000-');
  });
  test('bytes of an earlier visit that turn out wrong get one fresh start', async () => {
    const store = memoryPlace();
    const writer = await store.write({ url: URL_, etag: '"v1"', total: whole.length }, 0);
    await writer.write(new Uint8Array(3000));
    await writer.close();
    const l = line(good);
    await fetchIt(store, l);
    expect(l.ranges).toEqual(['bytes=3000-', null]);
  });
});

describe('passing trouble is waited out, the rest is said at once', () => {
  const status =
    (code: number, headers = {}): Reply =>
    () =>
      new Response('', { status: code, headers });
  test.each([429, 500, 502, 503, 408])('%i, then success', async (code) => {
    await fetchIt(memoryPlace(), line(status(code), good));
  });
  test('no network, then success', async () => {
    await fetchIt(memoryPlace(), line(new TypeError('Failed to fetch'), good));
  });
  test.each([
    [404, 'file-missing'],
    [403, 'access-refused'],
    [401, 'access-refused'],
    [410, 'file-missing'],
  ])('%i is %s, asked once', async (code, expected) => {
    const l = line(status(code));
    await expect(fetchIt(memoryPlace(), l)).rejects.toMatchObject({ code: expected });
    expect(l.ranges).toHaveLength(1);
  });
  test('it ends: five tries without a byte, longer and longer apart', async () => {
    const l = line(status(503));
    await expect(fetchIt(memoryPlace(), l)).rejects.toMatchObject({ code: 'server-busy' });
    expect(l.ranges).toHaveLength(ATTEMPTS.idle);
    expect(l.slept).toEqual([375, 750, 1500, 3000]);
  });
  test('a server that gives one byte a time is left too', async () => {
    const l = line(cutAfter(1));
    await expect(fetchIt(memoryPlace(), l)).rejects.toMatchObject({ code: 'network' });
    expect(l.ranges).toHaveLength(ATTEMPTS.poor);
  });
  test('Retry-After is kept, an hour is not', async () => {
    const l = line(status(429, { 'retry-after': '7' }), good);
    await fetchIt(memoryPlace(), l);
    expect(l.slept).toEqual([7000]);
    await expect(fetchIt(memoryPlace(), line(status(429, { 'retry-after': '3600' }), good))).rejects.toMatchObject({ code: 'server-busy' });
  });
});

describe('what is wrong never becomes a model', () => {
  const flipped = whole.slice();
  flipped[5000]! ^= 4;
  test.each([
    ['a flipped bit', () => new Response(flipped)],
    ['a short file that says so', () => new Response(whole.slice(0, 9000), { headers: { 'content-length': '9000' } })],
    ['a long file', () => new Response(new Uint8Array(11_000))],
    ['a web page called data', () => new Response('<!doctype html>')],
  ] as [string, Reply][])('%s', async (_, reply) => {
    const store = memoryPlace();
    await expect(fetchIt(store, line(reply))).rejects.toMatchObject({ code: 'download-corrupt' });
    expect(await store.list()).toEqual([]);
    await fetchIt(store, line(good));
  });
  test('a web page', async () => {
    const page: Reply = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
    await expect(fetchIt(memoryPlace(), line(page))).rejects.toMatchObject({ code: 'not-a-model-file' });
  });
  test('a full disk is said with the bytes', async () => {
    const store = memoryPlace();
    const full: Place = {
      ...store,
      write: async (marker, keep) => ({
        ...(await store.write(marker, keep)),
        write: () => Promise.reject(new DOMException('no', 'QuotaExceededError')),
      }),
    };
    await expect(fetchIt(full, line(good))).rejects.toMatchObject({
      code: 'storage-full',
      message: expect.stringContaining('10 kB') as string,
    });
  });
});

test('a stop is a stop: no retry, what arrived is kept', async () => {
  const store = memoryPlace();
  const stop = new AbortController();
  const l = line(cutAfter(4000), good);
  const work = download(wanted(), store, { signal: stop.signal, edge: l.edge, onBytes: () => stop.abort() });
  await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  expect(l.ranges).toHaveLength(1);
  expect(await store.part(URL_)).toMatchObject({ bytes: 4000 });
});

test('a server that never answers counts as no network', async () => {
  const { edge } = line(good);
  const silent: Edge = {
    ...edge,
    patience: 1,
    fetch: (_, init) => new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason as Error))),
  };
  await expect(download(wanted(), memoryPlace(), { signal: never, edge: silent })).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('nothing arrived') as string,
  });
});

test('the schedule: doubles, has a ceiling, and jitter in its upper half', () => {
  expect([1, 2, 3, 6, 20].map((n) => retryDelay(n, null, 0))).toEqual([250, 500, 1000, 8000, 8000]);
  expect(retryDelay(1, null, 0.999)).toBeLessThan(500);
  expect(retryDelay(1, 9000, 0)).toBe(9000);
  expect(retryAfter('Thu, 01 Jan 1970 00:00:09 GMT', 4000)).toBe(5000);
  expect([retryAfter('soon', 0), retryAfter(null, 0), retryAfter('12', 0)]).toEqual([null, null, 12_000]);
  expect([200, 206, 404, 403].some(isPassing)).toBe(false);
});

test('a server that hands out pieces goes on until all is here, whether or not it lets the page see which', async () => {
  for (const shown of [true, false]) {
    const piece: Reply = (range) => {
      const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
      const end = Math.min(whole.length, from + 3000);
      return new Response(whole.slice(from, end), {
        status: 206,
        headers: {
          'content-length': String(end - from),
          ...(shown ? { 'content-range': `bytes ${from}-${end - 1}/${whole.length}` } : {}),
        },
      });
    };
    const l = line(piece);
    await fetchIt(memoryPlace(), l);
    expect(l.ranges).toEqual([null, 'bytes=3000-', 'bytes=6000-', 'bytes=9000-']);
  }
});

test('a compressed answer has no known length', () => {
  expect(readAnswer(200, new Headers({ 'content-length': '50', 'content-encoding': 'gzip' }), 0, null)).toEqual({
    keep: 0,
    total: null,
    ranged: false,
    etag: null,
  });
});

test('a Blob larger than one step is hashed as a whole', async () => {
  const bytes = new Uint8Array(9 * 2 ** 20 + 1).fill(7);
  expect(await sha256(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
});
