/** A step of a game as a model plays it: what it is asked, and what its answers come to. */
import type { Game } from '../formats/game';
import { legal } from './actions';
import { drawn, massOf, ordersOf, policyOf, type Policy } from './policy';
import { letterOf, menuPrompt } from './prompt';
import type { GameState } from './state';

/** What a model is asked: which of these continuations follows the prompt. `read`: and what can be read at the prompt's last token. */
export interface Question {
  readonly prompt: string;
  readonly options: readonly string[];
  readonly read: boolean;
}

/** `logProbs`: of each option, in nats. `read`: the unsteered projection at the prompt's last token, [layer]; empty where none is asked. */
export interface Reply {
  readonly logProbs: readonly number[];
  readonly read: readonly number[];
}

export type Ask = (question: Question) => Promise<Reply>;

/** One step of a model's. */
export interface Played {
  readonly action: string;
  readonly policy: Policy;
  /** How much of the model's probability its letters get, of 1; the rest goes to answers that are no action. 1 where nothing is asked. */
  readonly mass: number;
  /** [layer]: what was read before the action, of the first order of the menu. Empty where nothing was read. */
  readonly read: readonly number[];
}

/** What the model is asked in this state: the menu in each of its orders. None where there is one thing to do. */
export function questionsOf(
  game: Game,
  state: GameState,
  seed: number,
): { readonly orders: ReturnType<typeof ordersOf>; readonly questions: Question[] } {
  const menu = legal(game, state);
  const orders = menu.length < 2 ? [] : ordersOf(menu, seed, state.moves.length);
  const questions = orders.map((order, i) => ({
    prompt: menuPrompt(game, state, order),
    options: order.map((_, at) => letterOf(at)),
    read: i === 0,
  }));
  return { orders, questions };
}

/** What the model does in this state. The seed and the number of the step draw the orders of the menu, and the action from its policy. */
export async function modelStep(game: Game, state: GameState, seed: number, ask: Ask): Promise<Played> {
  const { orders, questions } = questionsOf(game, state, seed);
  if (orders.length === 0) {
    const [only] = legal(game, state);
    return { action: only!.id, policy: { [only!.id]: 1 }, mass: 1, read: [] };
  }
  const replies: Reply[] = [];
  // One after the other: each goes on from what the one before it left in the cache.
  for (const question of questions) replies.push(await ask(question));
  const logProbs = replies.map((reply) => reply.logProbs);
  const policy = policyOf(orders, logProbs);
  return { action: drawn(policy, seed, state.moves.length), policy, mass: massOf(logProbs), read: replies[0]!.read };
}
