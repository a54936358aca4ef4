/** What window.lab does with games: one game, played by the loaded model, by a script of the game's file, or by dice. */
import * as given from './arguments';
import { sizeOf, streamEdits } from './edits';
import { play as optionsOf } from './options';
import type { PlayedGame, PlayedStep, PlayOptions, PlaysFigures } from './types';
import type { App } from '../app/lower';
import { count } from '../count';
import { setWay } from '../app/set-way';
import { LabError } from '../error';
import { playedIn, playWaysAlong } from '../experiment/plays-asked';
import { shownRun } from '../experiment/shown';
import { nearestWay } from '../experiment/ways';
import type { Game } from '../formats/game';
import { shown } from '../formats/shown';
import { pushRows } from '../lab/edit-rows';
import { steerRows } from '../lab/units';
import { scripted, thrown, type Player } from '../play/scripted';
import { verdictOf } from '../play/score';
import { SHIPPED_GAMES } from '../play/shipped';
import { begin } from '../play/state';
import { step } from '../play/step';
import { inVariant } from '../play/variant';
import type { PlayEvent } from '../protocol';

type Needs = Pick<App, 'analysis' | 'client' | 'store' | 'shippedGame' | 'ownGame'>;

export function playCalls({ analysis, client, store, shippedGame, ownGame }: Needs) {
  async function gameOf(of: unknown): Promise<Game> {
    if (typeof of === 'string' && !of.trimStart().startsWith('{')) return shippedGame(of);
    return ownGame(typeof of === 'string' ? of : jsonOf(of), 'the game');
  }

  async function play(of: string | object, options?: PlayOptions | null): Promise<PlayedGame> {
    const o = options ?? {};
    const { seed, variant, player, answer, unit, alpha, template, onStep, signal } = optionsOf(o);
    if (answer === 'free' && player !== 'model')
      throw new LabError('bad-input', `“${player}” writes nothing: answer 'free' is for the player 'model'.`, 'Leave one of the two out.');
    if (player !== 'model') expectNoPush(o, player, alpha);
    const game = inVariant(await gameOf(of), variant);
    const steps: PlayedStep[] = [];
    let state = begin(game, seed);
    const take = (action: string | null, told: Pick<PlayedStep, 'policy' | 'mass' | 'read' | 'wrote'>): void => {
      state = step(game, state, action);
      const done = { action, ...told, events: state.moves.at(-1)!.events.map(({ who, text }) => ({ who, text })) };
      steps.push(done);
      tell(onStep, done);
    };
    if (player === 'model') {
      const failed = new AbortController();
      const onEvent = ({ action, policy, mass, read, wrote }: PlayEvent): void => {
        if (failed.signal.aborted) return;
        try {
          take(action, { policy, mass, read, ...(wrote !== undefined && { wrote }) });
        } catch (error) {
          // Thrown here, it would reach nobody, and the model would play on.
          failed.abort(error);
        }
      };
      const request = { game, seed, template, done: [], before: '', answers: answer, ...pushOf(o, { unit, alpha }) };
      const both = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
      await client.call('play', request, { signal: both, onEvent }).catch((error: unknown) => {
        failed.signal.throwIfAborted();
        throw error;
      });
      failed.signal.throwIfAborted();
    } else {
      const next = playerOf(game, player, seed);
      while (state.ended === null) {
        if (signal?.aborted)
          throw new LabError('cancelled', `Stopped after ${count(steps.length, 'step')}.`, 'What was played was handed to onStep.');
        const action = next(game, state);
        if (action === null)
          throw new LabError('game-unplayable', `Nothing can be done in step ${state.moves.length + 1}.`, 'Change the rules.');
        take(action, { policy: { [action]: 1 }, mass: 1, read: [] });
      }
    }
    const { score, line } = verdictOf(game, state);
    return { game: game.id, variant, seed, alpha, steps, ended: state.ended!, score, line, numbers: { ...state.numbers } };
  }

  /** What the model plays under. Throws what directions, blocks and edits throw. */
  function pushOf(o: PlayOptions, { unit, alpha }: Pick<ReturnType<typeof optionsOf>, 'unit' | 'alpha'>) {
    const { model } = store.getState();
    if (model.status !== 'ready')
      throw new LabError('no-model', 'No model is loaded.', 'Load one first: await lab.load("smollm2-135m-instruct").');
    const directions = o.directions && given.directionsOf(o.directions, store.getState());
    if (!directions && alpha !== 0)
      throw new LabError('no-directions', `alpha ${alpha} needs directions.`, 'Find them with lab.directions(pairs).');
    const { layers, width } = directions ?? model.info;
    const steer = directions
      ? steerRows(directions, { band: given.band(o.layer, layers), alphas: [alpha], unit })
      : new Float32Array(layers * width);
    const size = sizeOf({ layers, width }, store.getState());
    const pushed = pushRows(steer, [streamEdits(o.edits ?? [], size, store.getState())], size);
    return { alphas: [alpha], ...pushed, read: directions?.data ?? null };
  }

  async function playFigures(layer?: number): Promise<PlaysFigures | null> {
    const state = store.getState();
    const { experiment } = state;
    const run = shownRun(experiment);
    if (!run)
      throw new LabError('no-directions', 'No run is shown.', 'Make one with lab.analyse(set), or open a run file with lab.import(file).');
    const way = nearestWay(playWaysAlong(experiment, run.record.id), setWay(state));
    const asked = way && playedIn(experiment, way);
    if (!asked) return null;
    const [at] = given.band(layer ?? experiment.view.layer, run.directions.layers);
    const { positive, negative } = run.set.set.concept;
    const said = await analysis.call('plays', {
      given: asked.given,
      decisions: asked.decisions,
      sides: { positive, negative },
      others: asked.others,
      layer: at,
      named: run.evidence?.recommended?.layer === at,
      seed: experiment.view.seed,
    });
    return { ...said, way: asked.way, games: asked.begun };
  }

  return { play, playFigures };
}

/** Hands a step to the caller's function. Throws `bad-input` with what that throws: it is no fault of the lab. */
function tell(onStep: PlayOptions['onStep'], step: PlayedStep): void {
  try {
    onStep?.(step);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new LabError('bad-input', `onStep threw: ${said}`, 'The game was stopped there. Mend the function that was given as onStep.');
  }
}

/** Throws `bad-input` for what pushes or reads a model where none plays. */
function expectNoPush({ directions, layer, edits }: PlayOptions, player: string, alpha: number): void {
  const given = [
    alpha !== 0 ? `alpha ${alpha}` : '',
    directions ? 'directions' : '',
    layer !== undefined ? 'layer' : '',
    edits && edits.length > 0 ? 'edits' : '',
  ].filter(Boolean);
  if (given.length === 0) return;
  const hint = `Leave ${given.length === 1 ? 'it' : 'them'} out, or leave out the player: the loaded model plays where none is named.`;
  throw new LabError('bad-input', `“${player}” is no model, and cannot be pushed or read: got ${given.join(', ')}.`, hint);
}

/** A game that is handed over as an object, as its file would have it. Throws `bad-input` for what no file could. */
function jsonOf(of: unknown): string {
  const hint = `Give the name of a game of the lab (${SHIPPED_GAMES.join(', ')}), or a game of your own: an object as in its file, or its JSON text.`;
  if (typeof of !== 'object' || of === null || Array.isArray(of))
    throw new LabError('bad-input', `game: expected a name, an object or JSON text, got ${shown(of, 'undefined')}`, hint);
  try {
    return JSON.stringify(of);
  } catch (error) {
    throw new LabError('bad-input', `game: expected an object that can be written as JSON, but ${(error as Error).message}`, hint);
  }
}

function playerOf(game: Game, name: string, seed: number): Player {
  if (name === 'dice') return thrown(seed);
  const found = game.players.find(({ id }) => id === name);
  if (found) return scripted(found);
  const known = ['model', 'dice', ...game.players.map(({ id }) => id)];
  throw new LabError('bad-input', `No player of “${game.name}” is called “${name}”.`, `There are ${known.join(', ')}.`);
}
