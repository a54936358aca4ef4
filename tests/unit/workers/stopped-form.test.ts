/** A stop while the second form of the graph is mounted or tested: it is answered at once, and the test comes before the next pass. */
import * as ort from 'onnxruntime-web';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SteerRequest } from '../../../src/protocol';
import { clampTest } from '../../../workers/model/clamp-test';
import type { LoadedModel } from '../../../workers/model/loaded';
import { pausing } from '../../../workers/yield';
import { loadTiny } from './tiny';

vi.mock('../../../workers/model/clamp-test', async (actual) => ({
  clampTest: vi.fn((await actual<{ clampTest: typeof clampTest }>()).clampTest),
}));

let model: LoadedModel;
let stop: AbortController;
/** Passes since the model was loaded. */
let passes: number;
/** Called as the second form is mounted, and at each pass. */
let mounting: () => void;
let passing: () => void;

const create = ort.InferenceSession.create.bind(ort.InferenceSession) as (...given: unknown[]) => Promise<ort.InferenceSession>;
beforeEach(async () => {
  [mounting, passing] = [() => undefined, () => undefined];
  vi.spyOn(ort.InferenceSession, 'create').mockImplementation(async (...given: unknown[]) => {
    mounting();
    return watched(await create(...given));
  });
  ({ model } = await loadTiny('tiny-llama-builder'));
  vi.mocked(clampTest).mockClear();
  [stop, passes] = [new AbortController(), 0];
});
afterEach(async () => {
  await model.dispose();
  vi.restoreAllMocks();
});

function watched(session: ort.InferenceSession): ort.InferenceSession {
  const run = session.run.bind(session) as (...given: unknown[]) => ReturnType<ort.InferenceSession['run']>;
  session.run = (...given: unknown[]) => {
    passes++;
    passing();
    return run(...given);
  };
  return session;
}

const edited = (): SteerRequest => {
  const { layers, width } = model.graph;
  const directions = new Float32Array(layers * width);
  directions[width] = 1;
  const bounds = (): Float32Array => new Float32Array(layers);
  return {
    ...{ prompt: 'the player asks for help', template: false, rows: 1, seeds: [1], read: null },
    ...{ temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 2 },
    steer: new Float32Array(layers * width),
    clamps: { count: 1, directions, low: bounds(), high: bounds() },
  };
};
const generate = async (request: SteerRequest, signal = new AbortController().signal) =>
  (await import('../../../workers/generate/generate')).generate(model, request, () => undefined, signal);
const stops = { name: 'AbortError' };

test('before it is mounted: the first form stays', async () => {
  const { session } = model;
  stop.abort();
  await expect(generate(edited(), stop.signal)).rejects.toMatchObject(stops);
  expect([model.session === session, model.graph.clamps, passes]).toEqual([true, false, 0]);
});

test('while it is mounted: not a pass more; the test comes before the next', async () => {
  mounting = () => stop.abort();
  await expect(generate(edited(), stop.signal)).rejects.toMatchObject(stops);
  expect([model.graph.clamps, passes, vi.mocked(clampTest).mock.calls.length]).toEqual([true, 0, 0]);
  await model.settle(pausing(new AbortController().signal));
  expect([passes, vi.mocked(clampTest).mock.calls.length]).toEqual([5, 1]);
  expect((await generate(edited())).rows[0]!.tokens).toHaveLength(2);
  expect(vi.mocked(clampTest)).toHaveBeenCalledTimes(1);
});

test('while it is tested: within a pass; the next that wants edits tests it whole', async () => {
  passing = () => stop.abort();
  await expect(generate(edited(), stop.signal)).rejects.toMatchObject(stops);
  expect([model.graph.clamps, passes]).toEqual([true, 1]);
  expect((await generate(edited())).rows[0]!.tokens).toHaveLength(2);
  expect(vi.mocked(clampTest)).toHaveBeenCalledTimes(2);
});

test('where the test then fails, the first form is back', async () => {
  mounting = () => stop.abort();
  await expect(generate(edited(), stop.signal)).rejects.toMatchObject(stops);
  vi.mocked(clampTest).mockResolvedValueOnce(['ablated at block 1, it is read back 0.5 off']);
  await expect(model.settle(pausing(new AbortController().signal))).rejects.toMatchObject({ code: 'edits-failed' });
  expect(model.graph.clamps).toBe(false);
  expect((await generate({ ...edited(), clamps: null })).rows[0]!.tokens).toHaveLength(2);
});
