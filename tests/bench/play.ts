/**
 * How long a game takes: the listener without its ends, so that it lasts its 20 steps, with eight things to do at most; with and without a
 * push, and read before each action.
 */
import { parseGame, type Game } from '../../src/formats/game';
import { legal } from '../../src/play/actions';
import { begin } from '../../src/play/state';
import { replay } from '../../src/play/step';
import { middleBand, steerRows } from '../../src/lab/units';
import type { Device, PlayEvent } from '../../src/protocol';
import { play } from '../../workers/play/play';
import { labModel } from './models';
import { randomUnits } from './random-units';
import type { Measured } from './rows';

const [FILE, STEPS, QUICK_STEPS, ACTIONS, SECONDS] = ['games/the-listener.json', 20, 4, 8, 40];

async function longGame(steps: number): Promise<Game> {
  const game = parseGame(await (await fetch(`/${FILE}`)).text(), FILE);
  return {
    ...game,
    steps,
    ends: [],
    actions: game.actions.filter(({ id }) => id !== 'open-door'),
    lines: game.lines.filter(({ id }) => id !== 'ask-way'),
  };
}

/** Directions are drawn: how long it takes does not hang on them. */
export async function playRow(device: Device, quick: boolean): Promise<Measured[]> {
  const model = await labModel(device);
  const { layers, width } = model.graph;
  const game = await longGame(quick ? QUICK_STEPS : STEPS);
  const directions = { layers, width, data: randomUnits({ layers, width }, 1) };
  const under = async (alpha: number): Promise<{ seconds: number; last: PlayEvent; most: number }> => {
    const steer = steerRows(directions, { band: middleBand(layers), alphas: [alpha], unit: 'raw' });
    const request = { game, seed: 1, done: [], before: '', template: true, alphas: [alpha], steer, read: directions.data };
    const began = performance.now();
    const events = await play(model, request, () => undefined, new AbortController().signal);
    const seconds = ((performance.now() - began) / 1000) * (STEPS / events.length);
    const actions = events.map(({ action }) => action);
    const menus = actions.map((_, i) => legal(game, replay(game, begin(game, 1), actions.slice(0, i))).length);
    return { seconds, last: events.at(-1)!, most: Math.max(...menus) };
  };
  const [plain, pushed] = [await under(0), await under(3)];
  const said = ({ last: { computed, asked }, most }: typeof plain): string =>
    `${most} actions at most; ${computed} tokens read of ${asked} asked for (${(computed / asked).toFixed(2)})`;
  for (const { most } of [plain, pushed]) if (most > ACTIONS) throw new Error(`${most} actions in a step: the target is for ${ACTIONS}`);
  const name = quick ? `play: a game of ${STEPS} steps, s: from ${QUICK_STEPS}` : `play: a game of ${STEPS} steps, s`;
  return [
    { name: `${name}, without a push`, values: [plain.seconds], atMost: SECONDS, note: said(plain) },
    { name: `${name}, under a push`, values: [pushed.seconds], atMost: SECONDS, note: said(pushed) },
  ];
}
