/** One question to a server: answered, refused, streamed, stalled, cut, endless; retried with patience, stopped at once, the key kept. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveFaultyEndpoint, type EndpointFault, type FaultyEndpoint } from '../../faulty-endpoint';
import { askChat, TRIES, type ChatRequest, type EndpointWorld, type Waiting } from '../../../src/endpoint/chat';
import { errorData } from '../../../src/error';

const KEY = 'sk-secret-0123456789';
const REQUEST: ChatRequest = { messages: [{ role: 'user', content: 'Someone fell. What do you do?' }], temperature: 0.7, maxTokens: 50 };

let stub: FaultyEndpoint;
beforeEach(async () => {
  stub = await serveFaultyEndpoint();
});
afterEach(() => stub.close());

/** Milliseconds that were slept. */
let slept: number[];
const world = (over: Partial<EndpointWorld> = {}): EndpointWorld => {
  slept = [];
  return {
    fetch: (url, init) => fetch(url, init),
    sleep: (milliseconds) => Promise.resolve(void slept.push(milliseconds)),
    random: () => 1,
    now: () => 0,
    patience: 5000,
    longest: 20_000,
    ...over,
  };
};
const ask = (
  request: Partial<ChatRequest> = {},
  over: Partial<EndpointWorld> = {},
  more: { key?: string; signal?: AbortSignal; onWait?: (one: Waiting) => void } = {},
) =>
  askChat(
    { base: stub.base, model: 'small', key: more.key ?? KEY },
    { ...REQUEST, ...request },
    { world: world(over), signal: more.signal ?? new AbortController().signal, ...(more.onWait && { onWait: more.onWait }) },
  );
const failure = async (faults: readonly EndpointFault[], over: Partial<EndpointWorld> = {}, key = KEY) => {
  stub.fail(...faults);
  const error = await ask({}, over, { key }).then((reply) => expect.fail(`answered ${JSON.stringify(reply)}`), errorData);
  expect(JSON.stringify(error)).not.toContain(KEY);
  expect(error.hint).not.toBe('');
  return error;
};
const always = (fault: EndpointFault): EndpointFault[] => Array.from({ length: TRIES }, () => fault);

test('asks for one answer of this model, the key in its header alone', async () => {
  const reply = await ask({ seed: 7, topLogProbs: 5 });
  expect(reply).toEqual({
    text: 'I stop and help.',
    finish: 'stop',
    usage: { read: 40, written: 10 },
    tops: null,
    model: 'small',
    temperature: 0.7,
    nothing: null,
  });
  const [asked] = stub.asked;
  expect(asked!.body).toEqual({
    ...{ model: 'small', messages: REQUEST.messages, temperature: 0.7, max_tokens: 50, n: 1, stream: false },
    ...{ seed: 7, logprobs: true, top_logprobs: 5 },
  });
  expect(asked!.headers.authorization).toBe(`Bearer ${KEY}`);
  expect([asked!.url, JSON.stringify(asked!.body)].join()).not.toContain(KEY);
  expect(asked!.headers.referer).toBeUndefined();
  await ask({}, {}, { key: '' });
  expect(stub.asked[1]!.headers.authorization).toBeUndefined();
  expect(Object.keys(stub.asked[1]!.body)).not.toContain('seed');
});

test('a server that wants the number of tokens by its newer name is asked by that name, at once and once', async () => {
  const wants = { status: 400, body: '{"error":{"message":"Use \'max_completion_tokens\' instead of \'max_tokens\'."}}' };
  stub.fail(wants);
  expect((await ask()).text).toBe('I stop and help.');
  expect(stub.asked.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
    [50, undefined],
    [undefined, 50],
  ]);
  expect(slept).toEqual([]);
  const error = await failure([wants, wants]);
  expect(error).toMatchObject({ code: 'endpoint-rejected' });
  expect(stub.asked).toHaveLength(4);
});

const WANTS_NEW: EndpointFault = { status: 400, body: '{"error":{"message":"Use \'max_completion_tokens\' instead of \'max_tokens\'."}}' };
const NO_TEMPERATURE: EndpointFault = {
  status: 400,
  body: '{"error":{"message":"Unsupported value: \'temperature\' does not support 0 with this model."}}',
};
const NO_LOGPROBS: EndpointFault = { status: 400, body: '{"error":{"message":"You are not allowed to request logprobs"}}' };

test('what a model of a server takes is remembered for the next request, for that model alone, and unlearnt where it does not hold', async () => {
  const there = world();
  const asking = (model = 'small') =>
    askChat({ base: stub.base, model, key: '' }, REQUEST, { world: there, signal: new AbortController().signal });
  const limits = () =>
    stub.asked.splice(0).map(({ body }) => ['max_tokens', 'max_completion_tokens'].filter((name) => name in body).join());
  stub.fail(WANTS_NEW);
  await asking();
  await asking();
  expect(limits()).toEqual(['max_tokens', 'max_completion_tokens', 'max_completion_tokens']);
  await asking('other');
  expect(limits()).toEqual(['max_tokens']);
  stub.fail({ status: 422, body: '{"detail":"extra field: max_completion_tokens"}' });
  await asking();
  await asking();
  expect(limits()).toEqual(['max_completion_tokens', 'max_tokens', 'max_tokens']);
});

test('a refused temperature is left out where the asker can do without it, at once and for good; else it is a refusal', async () => {
  stub.fail(NO_TEMPERATURE);
  await expect(ask({ temperature: 0 })).rejects.toMatchObject({ code: 'endpoint-rejected' });
  expect(stub.asked.splice(0)).toHaveLength(1);
  const there = world();
  const judge = { ...REQUEST, temperature: 0, mayDropTemperature: true };
  const asking = (request: ChatRequest) =>
    askChat({ base: stub.base, model: 'small', key: '' }, request, { world: there, signal: new AbortController().signal });
  stub.fail(WANTS_NEW, NO_TEMPERATURE, NO_LOGPROBS);
  await expect(asking({ ...judge, topLogProbs: 5 })).rejects.toMatchObject({ code: 'endpoint-no-logprobs' });
  // The answer says that none was sent.
  expect(await asking(judge)).toHaveProperty('temperature', null);
  expect(stub.asked.splice(0).map(({ body }) => [body.temperature, 'max_tokens' in body, 'logprobs' in body])).toEqual([
    [0, true, true],
    [0, false, true],
    [undefined, false, true],
    [undefined, false, false],
  ]);
  // A writer's temperature is part of what is kept of its texts: it is never left out in silence.
  await asking({ ...REQUEST, temperature: 0.7 });
  expect(stub.asked.splice(0).map(({ body }) => body.temperature)).toEqual([0.7]);
  stub.fail(NO_TEMPERATURE, NO_TEMPERATURE);
  await expect(
    askChat({ base: stub.base, model: 'third', key: '' }, judge, { world: there, signal: new AbortController().signal }),
  ).rejects.toMatchObject({
    code: 'endpoint-rejected',
  });
  expect(stub.asked).toHaveLength(2);
});

test('likely tokens come most probable first, the chosen one among them', async () => {
  stub.close();
  const top = (token: string, logprob: number) => ({ token, logprob });
  stub = await serveFaultyEndpoint(() => ({
    message: { content: '1' },
    logprobs: { content: [{ ...top('1', -0.5), top_logprobs: [top('2', -2), top('0', -1.5)] }] },
  }));
  expect((await ask()).tops).toEqual([
    [
      { token: '1', logProb: -0.5 },
      { token: '0', logProb: -1.5 },
      { token: '2', logProb: -2 },
    ],
  ]);
});

test('events that nobody asked for are an answer, too', async () => {
  stub.fail('stream');
  expect(await ask()).toMatchObject({ text: 'I stop and help.', finish: 'stop', usage: { read: 40, written: 10 } });
});

test.each([
  [
    '401 with a key',
    [{ status: 401, body: `{"error":{"message":"Incorrect API key provided: ${KEY}"}}` }],
    'endpoint-refused',
    'does not accept this key',
  ],
  ['403', [{ status: 403 }], 'endpoint-refused', 'answer 403'],
  ['404', [{ status: 404, body: '{"error":{"message":"model ‘small’ not found"}}' }], 'endpoint-missing', 'model ‘small’ not found'],
  [
    '400',
    [{ status: 400, body: `{"error":{"message":"max_tokens is too large for ${KEY}"}}` }],
    'endpoint-rejected',
    'max_tokens is too large for …',
  ],
  ['422 of another shape', [{ status: 422, body: '{"detail":[{"loc":["seed"]}]}' }], 'endpoint-rejected', 'answer 422'],
  ['a web page', ['html'], 'endpoint-not-chat', 'a web page'],
  ['other JSON', ['other-json'], 'endpoint-not-chat', 'choices[0].message'],
  ['an error that calls itself a success', ['json-error'], 'endpoint-rejected', 'no credit for Bearer …'],
  ['never ends', ['endless'], 'endpoint-endless', 'within 4 MB'],
] as const)('%s: said once, and not asked again', async (_, faults, code, words) => {
  const error = await failure(faults);
  expect(error.code).toBe(code);
  expect(error.message).toContain(words);
  expect(error.message).toContain('127.0.0.1');
  expect(stub.asked).toHaveLength(1);
});

test('a wanted key is said where none was given', async () => {
  expect((await failure([{ status: 401 }], {}, '')).message).toContain('wants a key, and none was given');
});

test.each([
  ['429', { status: 429 }, 'endpoint-busy', 'too many requests'],
  ['500', { status: 500, body: '<h1>down</h1>' }, 'endpoint-busy', 'answered 500'],
  ['cut', 'cut', 'endpoint-cut', 'breaks off'],
  ['half of the JSON', 'half', 'endpoint-cut', 'breaks off'],
  ['nothing', 'empty', 'endpoint-cut', 'nothing at all'],
  ['events without an end', 'cut-stream', 'endpoint-cut', 'breaks off'],
  ['sent on elsewhere', 'redirect', 'network', 'does not answer'],
] as const)('%s: asked again with growing pauses, then said', async (_, fault, code, words) => {
  const error = await failure(always(fault));
  expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
  expect(stub.asked).toHaveLength(TRIES);
  expect(slept).toEqual([500, 1000, 2000, 4000]);
});

test('passing trouble passes: what is waited for is told, and Retry-After is the least', async () => {
  const told: Waiting[] = [];
  stub.fail({ status: 429, headers: { 'retry-after': '3' } }, 'cut', { status: 503 });
  expect((await ask({}, {}, { onWait: (one) => void told.push(one) })).text).toBe('I stop and help.');
  expect(slept).toEqual([3000, 1000, 2000]);
  expect(told.map(({ attempt, tries, seconds }) => [attempt, tries, seconds])).toEqual([
    [2, TRIES, 3],
    [3, TRIES, 1],
    [4, TRIES, 2],
  ]);
  expect(told[0]!.why).toMatch(/^127\.0\.0\.1:\d+ answered 429$/);
});

test.each([
  ['61', '2 minutes'],
  ['3600', '60 minutes'],
  ['100000', '28 hours'],
  ['604800', '7 days'],
  ['9'.repeat(400), 'more than a year'],
])('a Retry-After of %s seconds, more than a minute, is said, not waited for', async (seconds, said) => {
  const error = await failure([{ status: 429, headers: { 'retry-after': seconds } }]);
  expect([error.code, error.message]).toEqual(['endpoint-busy', expect.stringContaining(`wants no other request for ${said}:`)]);
  expect(error.message).not.toContain('again and again');
  expect([stub.asked.length, slept]).toEqual([1, []]);
});

test.each(['stall', 'silent'] as const)('%s: given up when nothing came for as long as the patience lasts', async (fault) => {
  const error = await failure([fault], { patience: 150 });
  expect(error.code).toBe('endpoint-silent');
  expect(stub.asked).toHaveLength(1);
});

test('a byte now and then is no end: the whole time is bounded, too', async () => {
  const error = await failure(['trickle'], { patience: 1000, longest: 200 });
  expect(error.code).toBe('endpoint-endless');
});

test('a server that is not there is asked again, and said; offline is said as that', async () => {
  const away = { fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
  expect(await failure([], away)).toMatchObject({ code: 'network', hint: expect.stringContaining('CORS') as string });
  expect(slept).toHaveLength(TRIES - 1);
  expect((await failure([], { ...away, offline: () => true })).message).toContain('this machine is offline');
});

test.each(['silent', 'stall', 'trickle'] as const)('a stop is obeyed at once: %s', async (fault) => {
  stub.fail(fault);
  const stop = new AbortController();
  const asking = ask({}, {}, { signal: stop.signal });
  setTimeout(() => stop.abort(), 30);
  const before = performance.now();
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
  expect(performance.now() - before).toBeLessThan(2000);
});

test('a stop in a pause asks no more', async () => {
  stub.fail({ status: 500 });
  const stop = new AbortController();
  await expect(ask({}, { sleep: () => Promise.resolve(stop.abort()) }, { signal: stop.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(stub.asked).toHaveLength(1);
});

test('a key that the server says back stands in no answer', async () => {
  stub.close();
  stub = await serveFaultyEndpoint(({ headers }) => `You are ${headers.authorization}.`);
  expect((await ask()).text).toBe('You are Bearer ….');
});
