/**
 * The model plays a game (src/play): at each step its menu is asked for in two orders, a letter each, or an answer is written
 * (workers/play/writer.ts). What was read stays in the cache from order to order and from step to step, so that a step costs its menus and
 * what happened since.
 */
import { LabError } from '../../src/error';
import type { Game } from '../../src/formats/game';
import type { PlayEvent, PlayRequest } from '../../src/protocol';
import { legal } from '../../src/play/actions';
import { answered, MOST_WRITTEN } from '../../src/play/free';
import { modelStep, questionsOf, type Question } from '../../src/play/play';
import { freePrompt } from '../../src/play/prompt';
import { thrown, type Player } from '../../src/play/scripted';
import { begin, type GameState } from '../../src/play/state';
import { replay, step } from '../../src/play/step';
import { Chooser } from '../choose/chooser';
import { checkItem, promptTokens, tokensOf, type ItemTokens } from '../choose/items';
import { expectEdits } from '../generate/request';
import type { LoadedModel } from '../model/loaded';
import type { Between } from '../pass/pieces';
import { pausing } from '../yield';
import { Writer } from './writer';
import { t } from '../../src/language/t';
import { grouped } from '../../src/count';

/** Games of dice by which it is seen beforehand whether the context holds a game's prompts. */
const TRIED = 3;

/**
 * Plays on from what was done to the end of the game, and reports each step. Stops within one pass. Throws `illegal-action` for what was
 * done and could not be, `prompt-too-long` with the step, before anything is read, and what `choose` throws.
 */
export async function play(
  model: LoadedModel,
  request: PlayRequest,
  report: (event: PlayEvent) => void,
  signal: AbortSignal,
): Promise<PlayEvent[]> {
  const { game, seed } = request;
  expectEdits(model, { ...request, rows: 1 });
  let state = replay(game, begin(game, seed), request.done);
  expectRoom(model, request, state);
  const pause = pausing(signal);
  if (request.clamps || request.answer?.clamps) await model.takeClamps(pause);
  signal.throwIfAborted();
  const steps: PlayEvent[] = [];
  const playing = (request.answers === 'free' ? writes : chooses)(model, { ...request, rows: 1 }, pause);
  let [computed, asked] = [0, 0];
  try {
    while (state.ended === null) {
      const { cost, ...played } = await playing.step(state);
      // A stop that came in during the last pass, too.
      await pause();
      [computed, asked] = [computed + cost.computed, asked + cost.asked];
      const event = { step: state.moves.length, ...played, computed, asked };
      state = step(game, state, played.action);
      steps.push(event);
      report(event);
    }
  } finally {
    playing.dispose();
  }
  return steps;
}

/** What a step came to, and what it cost: tokens that were read, and all that was asked. */
type Stepped = Omit<PlayEvent, 'step' | 'computed' | 'asked'> & { readonly cost: { readonly computed: number; readonly asked: number } };

interface Playing {
  step: (state: GameState) => Promise<Stepped>;
  dispose: () => void;
}

type OneRow = PlayRequest & { readonly rows: 1 };

/** By the letters of the menu. */
function chooses(model: LoadedModel, request: OneRow, pause: Between): Playing {
  const { game, seed } = request;
  const chooser = new Chooser(model, request, pause);
  return {
    async step(state) {
      let [tokens, computed, asked] = [0, 0, 0];
      const played = await modelStep(game, state, seed, async (question) => {
        const item = tokensAt(model, request, state, question);
        if (question.read) tokens = item.prompt.length;
        checkItem(model, { ...itemsOf(request, state, question), rows: 1 }, item, 0);
        const one = await chooser.ask(item, question);
        computed += one.computed;
        asked += one.readings * item.prompt.length;
        return { logProbs: one.chosen.logProbs[0]!, read: one.chosen.read };
      });
      return { ...played, tokens, cost: { computed, asked } };
    },
    dispose: () => chooser.dispose(),
  };
}

/** By what it writes. */
function writes(model: LoadedModel, request: OneRow, pause: Between): Playing {
  const writer = new Writer(model, request, pause);
  return {
    async step(state) {
      const prompt = freeTokens(model, request, state);
      const { text, read, computed, asked } = await writer.write(prompt, MOST_WRITTEN);
      const action = answered(request.game, state, text);
      return { action, policy: null, mass: null, wrote: text, read, tokens: prompt.length, cost: { computed, asked } };
    },
    dispose: () => writer.dispose(),
  };
}

const freeTokens = (model: LoadedModel, { game, before, template }: PlayRequest, state: GameState): readonly number[] =>
  promptTokens(model, before + freePrompt(game, state, legal(game, state)), template);

/** How many tokens are read at once in this state: of the menu its first order. 0 where nothing is asked. */
function lengthAt(model: LoadedModel, request: PlayRequest, state: GameState): number {
  if (request.answers === 'free') return freeTokens(model, request, state).length + MOST_WRITTEN - 1;
  const [question] = questionsOf(request.game, state, request.seed).questions;
  return question ? promptTokens(model, request.before + question.prompt, request.template).length : 0;
}

const itemsOf = ({ before, ...request }: PlayRequest, { moves }: GameState, { prompt, options }: Question) => ({
  ...request,
  items: [{ prompt: before + prompt, options: [...options], name: `step ${moves.length + 1}` }],
});

const tokensAt = (model: LoadedModel, request: PlayRequest, state: GameState, question: Question): ItemTokens =>
  tokensOf(model, itemsOf(request, state, question).items[0]!, request.template);

/** Throws `prompt-too-long` where dice come to a state whose prompt the context does not hold, with the first such step. */
function expectRoom(model: LoadedModel, request: PlayRequest, from: GameState): void {
  const { context } = model;
  if (context === null) return;
  const { game, seed } = request;
  let first = Infinity;
  let most = 0;
  const players: Player[] = Array.from({ length: TRIED }, (_, draw) => thrown(seed + draw));
  // What is no action is told, too, and in more words than most deeds.
  if (request.answers === 'free') players.push(() => null);
  for (const player of players)
    for (const state of statesOf(game, from, player)) {
      const length = lengthAt(model, request, state);
      if (length < context) continue;
      first = Math.min(first, state.moves.length + 1);
      most = Math.max(most, length);
      break;
    }
  if (first < Infinity)
    throw new LabError(
      'prompt-too-long',
      t`“${game.name}” would end at step ${first} of ${game.steps}: what the model is told there has ${grouped(most)} tokens${request.answers === 'free' ? t`, its answer counted` : ''}, and its context has room for ${grouped(context)}.`,
      t`Take a game with shorter texts, or a model with a longer context.`,
    );
}

/** Where a player comes by, from a state on. */
function* statesOf(game: Game, from: GameState, player: Player): Generator<GameState> {
  let state = from;
  while (state.ended === null && legal(game, state).length > 0) {
    yield state;
    state = step(game, state, player(game, state));
  }
}
