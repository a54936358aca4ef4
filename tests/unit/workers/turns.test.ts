/** Turns of a conversation: the next reads only what is new, and is to the bit what it would be read anew. */
import { beforeAll, expect, test } from 'vitest';
import type { Generated, Message, SteerRequest } from '../../../src/protocol';
import { generate } from '../../../workers/generate/generate';
import { Turns } from '../../../workers/generate/turns';
import type { LoadedModel } from '../../../workers/model/loaded';
import { ANSWERED_PIECE } from '../../../workers/pass/pieces';
import { loadTiny } from './tiny';

let model: LoadedModel;
const never = new AbortController().signal;

beforeAll(async () => {
  ({ model } = await loadTiny('tiny-llama-builder'));
});

/** A model of the same weights that remembers nothing yet. Its chat template: one message after the other. */
const fresh = (): LoadedModel => ({
  ...model,
  turns: new Turns(),
  encodeChat: (said) => (said as Message[]).flatMap(({ content }) => model.encode(` ${content}`)),
});

function request(prompt: Message[], dose: number, over: Partial<SteerRequest> = {}): SteerRequest {
  const { layers, width } = model.graph;
  const steer = new Float32Array(layers * width);
  for (let i = 0; i < width; i++) steer[width + i] = i % 2 ? dose : -dose;
  return {
    ...{ prompt, template: true, rows: 1, steer, seeds: [1], read: new Float32Array(layers * width).fill(0.1), turn: true },
    ...{ temperature: 0, topP: 1, repetitionPenalty: 1, maxNewTokens: 6, ...over },
  };
}

const turn = (own: LoadedModel, prompt: Message[], dose: number, over?: Partial<SteerRequest>): Promise<Generated> =>
  generate(own, request(prompt, dose, over), () => undefined, never);
const user = (content: string): Message => ({ role: 'user', content });
const assistant = (content: string): Message => ({ role: 'assistant', content });
const FIRST = [user('a person needs water while the game goes on and nobody is there to help the player who asks for it')];
const lengthOf = (prompt: Message[]): number => fresh().encodeChat(prompt, true).length;
/** Of that many tokens those in whole pieces, at least one left over. */
const inPieces = (tokens: number): number => Math.floor((tokens - 1) / ANSWERED_PIECE) * ANSWERED_PIECE;

test.each([0, 2])('a second turn under the same push (%d) reads what is new, and is what it would be read anew', async (dose) => {
  const own = fresh();
  const first = await turn(own, FIRST, dose);
  expect(first.computed).toBe(first.asked);
  const second = [...FIRST, assistant(first.rows[0]!.text), user('the player asks for help')];
  const on = await turn(own, second, dose);
  const anew = await turn(fresh(), second, dose);
  expect(on.rows).toEqual(anew.rows);
  expect([anew.computed, on.asked]).toEqual([anew.asked, anew.asked]);
  expect(lengthOf(FIRST)).toBeGreaterThan(ANSWERED_PIECE);
  // Under the push, and where the answer is read again without one, too.
  expect(on.asked - on.computed).toBe((dose === 0 ? 1 : 2) * inPieces(lengthOf(FIRST) + 1));
});

test('what was read under another push is read anew; without one, as the turn before left it', async () => {
  const own = fresh();
  await turn(own, FIRST, 0);
  const pushed = await turn(own, FIRST, 2);
  expect(pushed.rows).toEqual((await turn(fresh(), FIRST, 2)).rows);
  expect(pushed.asked - pushed.computed).toBe(inPieces(lengthOf(FIRST)));
});

test('a turn that goes back to an earlier one is what it would be anew, and so is the one it left', async () => {
  const own = fresh();
  const [one, other] = [
    [...FIRST, user('nobody is there')],
    [user('a person needs water while the game goes on and nobody is there to help'), user('but the player')],
  ];
  for (const prompt of [one, other, one, FIRST, one]) {
    const on = await turn(own, prompt, 2);
    expect(on.rows).toEqual((await turn(fresh(), prompt, 2)).rows);
  }
});

test('what is no turn reads all of it, and leaves what turns left alone', async () => {
  const own = fresh();
  await turn(own, FIRST, 0);
  const apart = await turn(own, FIRST, 0, { turn: false });
  expect(apart.computed).toBe(apart.asked);
  const again = await turn(own, FIRST, 0);
  expect(again.asked - again.computed).toBe(inPieces(lengthOf(FIRST)));
});

test('a turn that was stopped leaves the pieces that it had read', async () => {
  const own = fresh();
  const stop = new AbortController();
  let passes = 0;
  const stopped: LoadedModel = {
    ...own,
    session: new Proxy(own.session, {
      get: (session, name) =>
        name === 'run'
          ? (...args: Parameters<typeof session.run>) => (++passes === 1 && stop.abort(), session.run(...args))
          : (Reflect.get(session, name) as unknown),
    }),
  };
  await expect(generate(stopped, request(FIRST, 0), () => undefined, stop.signal)).rejects.toThrow();
  expect(passes).toBe(1);
  const after = await turn(own, FIRST, 0);
  expect(after.rows).toEqual((await turn(fresh(), FIRST, 0)).rows);
  expect(after.asked - after.computed).toBe(ANSWERED_PIECE);
});
