/**
 * The model plays a game (src/play): at each step its menu is asked for in two orders, a letter each. What was read stays in the cache
 * from order to order and from step to step, so that a step costs its menus and what happened since.
 */
import { LabError } from '../../src/error';
import type { Game } from '../../src/formats/game';
import type { PlayEvent, PlayRequest } from '../../src/protocol';
import { legal } from '../../src/play/actions';
import { modelStep, questionsOf, type Question } from '../../src/play/play';
import { thrown } from '../../src/play/scripted';
import { begin, type GameState } from '../../src/play/state';
import { replay, step } from '../../src/play/step';
import { Chooser } from '../choose/chooser';
import { checkItem, tokensOf, type ItemTokens } from '../choose/items';
import { expectEdits } from '../generate/request';
import type { LoadedModel } from '../model/loaded';
import { pausing } from '../yield';

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
  const chooser = new Chooser(model, { ...request, rows: 1 }, pause);
  const steps: PlayEvent[] = [];
  let [computed, asked] = [0, 0];
  try {
    while (state.ended === null) {
      let length = 0;
      const played = await modelStep(game, state, seed, async (question) => {
        const tokens = tokensAt(model, request, state, question);
        if (question.read) length = tokens.prompt.length;
        checkItem(model, { ...itemsOf(request, state, question), rows: 1 }, tokens, 0);
        const one = await chooser.ask(tokens, question);
        computed += one.computed;
        asked += one.readings * tokens.prompt.length;
        return { logProbs: one.chosen.logProbs[0]!, read: one.chosen.read };
      });
      // A stop that came in during the last pass, too.
      await pause();
      const event = { step: state.moves.length, ...played, tokens: length, computed, asked };
      state = step(game, state, played.action);
      steps.push(event);
      report(event);
    }
  } finally {
    chooser.dispose();
  }
  return steps;
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
  for (let draw = 0; draw < TRIED; draw++)
    for (const state of statesOf(game, from, thrown(seed + draw))) {
      const [question] = questionsOf(game, state, seed).questions;
      if (!question) continue;
      const { prompt } = tokensAt(model, request, state, question);
      if (prompt.length < context) continue;
      first = Math.min(first, state.moves.length + 1);
      most = Math.max(most, prompt.length);
      break;
    }
  if (first < Infinity)
    throw new LabError(
      'prompt-too-long',
      `“${game.name}” would end at step ${first} of ${game.steps}: what the model is told there has ${most.toLocaleString('en-GB')} tokens, and its context has room for ${context.toLocaleString('en-GB')}.`,
      'Take a game with shorter texts, or a model with a longer context.',
    );
}

/** Where a player comes by, from a state on. */
function* statesOf(game: Game, from: GameState, player: ReturnType<typeof thrown>): Generator<GameState> {
  let state = from;
  while (state.ended === null && legal(game, state).length > 0) {
    yield state;
    const action = player(game, state);
    if (action === null) return;
    state = step(game, state, action);
  }
}
