/** A model plays a game: its policies are those of asking each menu by itself, whatever stayed in the cache, pushed or not. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGame, type Game } from '../../../src/formats/game';
import { questionsOf } from '../../../src/play/play';
import { policyOf } from '../../../src/play/policy';
import { begin } from '../../../src/play/state';
import { replay, step } from '../../../src/play/step';
import type { PlayEvent, PlayRequest } from '../../../src/protocol';
import { legal } from '../../../src/play/actions';
import { MOST_WRITTEN } from '../../../src/play/free';
import { freePrompt } from '../../../src/play/prompt';
import { choose } from '../../../workers/choose/choose';
import type { LoadedModel } from '../../../workers/model/loaded';
import { generate } from '../../../workers/generate/generate';
import { play } from '../../../workers/play/play';
import { loadTiny } from './tiny';

const whole = parseGame(readFileSync('public/games/the-duel.json', 'utf8'), 'the-duel.json');
/** In fewer words: the tiny model's context ends at 512 tokens. */
const duel: Game = { ...whole, role: 'You play against U.', steps: 4, lines: whole.lines.slice(0, 2) };
const never = new AbortController().signal;

const load = () => loadTiny('tiny-18-llama-builder', { dtype: 'fp32' });

function requestOf(model: LoadedModel, request: Partial<PlayRequest> = {}): PlayRequest {
  const { layers, width } = model.graph;
  const steer = new Float32Array(layers * width);
  return { game: duel, seed: 3, done: [], before: '', template: false, steer, read: null, ...request };
}

test.each([false, true])('policies and projections are those of each menu asked by itself; pushed: %s', async (pushed) => {
  const { model } = await load();
  const { layers, width } = model.graph;
  const steer = Float32Array.from({ length: layers * width }, (_, i) => (pushed ? Math.cos(i) : 0));
  const read = Float32Array.from({ length: layers * width }, (_, i) => Math.sin(i) / Math.sqrt(width / 2));
  const seen: PlayEvent[] = [];
  const request = requestOf(model, { steer, read, before: 'Be kind.\n\n' });
  const steps = await play(model, request, (event) => seen.push(event), never);
  expect(seen).toEqual(steps);
  let state = begin(duel, 3);
  for (const { step: at, action, policy, mass, read: before } of steps) {
    expect(at).toBe(state.moves.length);
    const { orders, questions } = questionsOf(duel, state, 3);
    const items = questions.map(({ prompt, options }) => ({ prompt: `Be kind.\n\n${prompt}`, options: [...options] }));
    const asked = await choose(model, { items, template: false, rows: 1, steer, read }, () => undefined, never);
    const anew = policyOf(
      orders,
      asked.map(({ logProbs }) => logProbs[0]!),
    );
    for (const [id, p] of Object.entries(policy!)) expect(anew[id]).toBeCloseTo(p, 4);
    expect(mass).toBeGreaterThan(0);
    expect(mass).toBeLessThan(1);
    expect(before).toHaveLength(layers);
    before.forEach((value, layer) => expect(value).toBeCloseTo(asked[0]!.read[layer]!, 3));
    state = step(duel, state, action);
  }
  expect(state.ended).not.toBeNull();
  // What one step's prompt begins with as the one before it did was not read again.
  const { computed, asked } = steps.at(-1)!;
  expect(computed).toBeLessThan(0.75 * asked);
  await model.dispose();
});

test('a game goes on from what was done, and plays what the whole game would have', async () => {
  const { model } = await load();
  const all = await play(model, requestOf(model), () => undefined, never);
  const done = all.slice(0, 2).map(({ action }) => action);
  const rest = await play(model, requestOf(model, { done }), () => undefined, never);
  expect(rest.map(({ step, action }) => [step, action])).toEqual(all.slice(2).map(({ step, action }) => [step, action]));
  expect(replay(duel, begin(duel, 3), [...done, ...rest.map(({ action }) => action)]).ended).not.toBeNull();
  await expect(play(model, requestOf(model, { done: ['fly'] }), () => undefined, never)).rejects.toMatchObject({ code: 'illegal-action' });
  await model.dispose();
});

test.each([false, true])('in free text: each answer is the one written to its prompt alone; pushed: %s', async (pushed) => {
  const { model } = await load();
  const { layers, width } = model.graph;
  const steer = Float32Array.from({ length: layers * width }, (_, i) => (pushed ? Math.cos(i) : 0));
  const read = Float32Array.from({ length: layers * width }, (_, i) => Math.sin(i) / Math.sqrt(width / 2));
  const short: Game = { ...duel, steps: 3 };
  const steps = await play(model, requestOf(model, { game: short, steer, read, answers: 'free' }), () => undefined, never);
  expect(steps).toHaveLength(3);
  let state = begin(short, 3);
  const asked = {
    template: false,
    rows: 1,
    steer,
    read,
    maxNewTokens: MOST_WRITTEN,
    temperature: 0,
    topP: 1,
    repetitionPenalty: 1,
    seeds: [1],
  };
  for (const { action, policy, mass, wrote, read: before, tokens } of steps) {
    const prompt = freePrompt(short, state, legal(short, state));
    const { rows, promptTokens } = await generate(model, { ...asked, prompt }, () => undefined, never);
    expect([wrote, tokens]).toEqual([rows[0]!.text, promptTokens]);
    // The tiny model writes nothing that is an action: nothing is repaired, and each costs its step.
    expect([action, policy, mass]).toEqual([null, null, null]);
    const [item] = await choose(
      model,
      { items: [{ prompt, options: ['yes', 'no'] }], template: false, rows: 1, steer, read },
      () => undefined,
      never,
    );
    before.forEach((value, layer) => expect(value).toBeCloseTo(item!.read[layer]!, 3));
    expect(before).toHaveLength(layers);
    state = step(short, state, action);
  }
  // The rules stand before what changes, and are read once.
  const last = steps.at(-1)!;
  expect(last.computed).toBeLessThan(last.asked);
  await model.dispose();
});

test('in free text, too, a context that is too short is told with the step, its answer counted', async () => {
  const { model } = await load();
  await expect(play(model, requestOf(model, { game: whole, answers: 'free' }), () => undefined, never)).rejects.toMatchObject({
    code: 'prompt-too-long',
    message: expect.stringMatching(/^“The duel” would end at step \d of 6: .* tokens, its answer counted, .* 512/) as string,
  });
  await model.dispose();
});

test('a stop ends it within a pass; a context that is too short is told with the step, before anything is read', async () => {
  const { model } = await load();
  const stop = new AbortController();
  const steps: PlayEvent[] = [];
  const stopped = play(model, requestOf(model), (event) => (steps.push(event), stop.abort()), stop.signal);
  await expect(stopped).rejects.toThrow();
  expect(steps).toHaveLength(1);
  await expect(play(model, requestOf(model, { game: whole }), (event) => steps.push(event), never)).rejects.toMatchObject({
    code: 'prompt-too-long',
    message: expect.stringMatching(/^“The duel” would end at step 3 of 6: what the model is told there has 5\d\d tokens, .* 512/) as string,
  });
  expect(steps).toHaveLength(1);
  await model.dispose();
});
