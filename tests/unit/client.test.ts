/** The client against a worker of ours: ids, events, cancel, crash. */
import { beforeEach, expect, test } from 'vitest';
import { WorkerClient } from '../../src/client';
import { LabError, errorData } from '../../src/error';
import { index, type PassIndex } from '../../src/lab/indices';
import type { CaptureEvent, Captured, Calls } from '../../src/protocol';
import type { FromWorker, ToWorker } from '../../src/wire';

class FakeWorker {
  static started: FakeWorker[] = [];
  sent: ToWorker<Calls>[] = [];
  ended = false;
  onmessage: ((event: { data: FromWorker<Calls> }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  constructor() {
    FakeWorker.started.push(this);
  }
  postMessage(message: ToWorker<Calls>) {
    this.sent.push(message);
  }
  terminate() {
    this.ended = true;
  }
  say(data: FromWorker<Calls>) {
    this.onmessage?.({ data });
  }
}

let crashes: string[];
let client: WorkerClient<Calls>;
const losses = {
  ended: 'The model was unloaded.',
  crashed: { what: "The model's worker stopped", hint: 'The model it held is gone: if it stops again, reload.' },
  program: 'The program that runs models',
};
const worker = (): FakeWorker => FakeWorker.started.at(-1)!;
beforeEach(() => {
  FakeWorker.started = [];
  crashes = [];
  client = new WorkerClient<Calls>(
    () => new FakeWorker() as unknown as Worker,
    losses,
    (error) => crashes.push(error.code),
  );
});

test('answers and events find their call, in any order', async () => {
  const events: unknown[] = [];
  const a = client.call('tokenize', { text: 'a' });
  const b = client.call(
    'capture',
    { texts: ['b'], poolings: ['mean'], template: false, maxTokens: 1 },
    { onEvent: (event) => events.push(event) },
  );
  const read: Captured = { layers: 1, width: 1, count: 1, data: new Float32Array(1), truncated: [false], tokenHashes: ['b'], tokens: [1] };
  const arrived: CaptureEvent = { done: 1, of: 1, text: index<PassIndex>(0), residual: new Float32Array(1), tokens: 1, truncated: false };
  worker().say({ id: 2, kind: 'capture', event: arrived });
  worker().say({ id: 2, kind: 'capture', out: read });
  worker().say({ id: 1, kind: 'tokenize', out: { ids: [1] } });
  worker().say({ id: 1, kind: 'tokenize', out: { ids: [2] } }); // A late second answer changes nothing.
  expect([await a, await b, events]).toEqual([{ ids: [1] }, read, [arrived]]);
  expect(FakeWorker.started).toHaveLength(1);
});

test('a reply goes to a call of its own kind, and to no other', async () => {
  const call = client.call('tokenize', { text: 'a' });
  worker().say({ id: 1, kind: 'unload', out: null });
  worker().say({ id: 1, kind: 'unload', error: errorData(new LabError('no-model', 'No model.', 'Load one.')) });
  worker().say({ id: 1, kind: 'tokenize', out: { ids: [1] } });
  await expect(call).resolves.toEqual({ ids: [1] });
});

test('an error keeps code, place, message and hint', async () => {
  const call = client.call('tokenize', { text: 'a' });
  worker().say({ id: 1, kind: 'tokenize', error: errorData(new LabError('no-model', 'No model.', 'Load one.')) });
  await expect(call).rejects.toMatchObject({ code: 'no-model', where: 'model', message: 'No model.', hint: 'Load one.' });
});

test('a worker that is woken answers the first call; one that could not be fetched is tried again by it', async () => {
  client.wake();
  client.wake();
  expect(FakeWorker.started).toHaveLength(1);
  worker().onerror?.({ message: '' });
  const call = client.call('tokenize', { text: 'a' });
  expect(FakeWorker.started).toHaveLength(2);
  worker().say({ id: 1, kind: 'tokenize', out: { ids: [7] } });
  await expect(call).resolves.toEqual({ ids: [7] });
});

test('aborting asks the worker to stop, once', async () => {
  const stop = new AbortController();
  const call = client.call('tokenize', { text: 'a' }, { signal: stop.signal });
  stop.abort();
  expect(worker().sent.at(-1)).toEqual({ cancel: 1 });
  worker().say({ id: 1, kind: 'tokenize', error: errorData(new LabError('cancelled', 'Stopped.')) });
  await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  await expect(client.call('tokenize', { text: 'a' }, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
  expect(worker().sent).toHaveLength(2);
});

test('a crash rejects what was pending, is told once, and the next call gets a new worker', async () => {
  const call = client.call('tokenize', { text: 'a' });
  worker().onerror?.({ message: 'out of memory' });
  await expect(call).rejects.toMatchObject({
    code: 'worker-crashed',
    message: expect.stringContaining('out of memory') as string,
    hint: expect.stringMatching(/model it held is gone.*if it stops again, /) as string,
  });
  expect(crashes).toEqual(['worker-crashed']);
  expect(worker().ended).toBe(true);
  const again = client.call('tokenize', { text: 'b' });
  expect(FakeWorker.started).toHaveLength(2);
  worker().say({ id: 2, kind: 'tokenize', out: { ids: [] } });
  await expect(again).resolves.toEqual({ ids: [] });
});

test('a script that never arrived is the network, not memory; a worker that has spoken and ends without a word has crashed', async () => {
  const call = client.call('tokenize', { text: 'a' });
  worker().onerror?.({ message: '' });
  await expect(call).rejects.toMatchObject({
    code: 'network',
    message: 'The program that runs models could not be fetched from the server of the lab.',
    hint: expect.stringMatching(/network is away/) as string,
  });
  const again = client.call('tokenize', { text: 'b' });
  worker().say({ id: 9, kind: 'tokenize', out: { ids: [] } });
  worker().onerror?.({ message: '' });
  await expect(again).rejects.toMatchObject({ code: 'worker-crashed' });
});

test('a worker that cannot go on says why; every call hears it', async () => {
  const calls = [client.call('tokenize', { text: 'a' }), client.call('tokenize', { text: 'b' })];
  worker().say({ fatal: errorData(new LabError('device-lost', 'Gone.', 'Again.')) });
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'device-lost' });
  expect(crashes).toEqual(['device-lost']);
  expect(worker().ended).toBe(true);
});

test('terminate ends the worker and rejects what was pending', async () => {
  const call = client.call('tokenize', { text: 'a' });
  client.terminate();
  expect(worker().ended).toBe(true);
  await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  expect(crashes).toEqual([]);
});
