/** A step of a game as a model plays it: what it is asked, and what its answers come to. */
import type { Game } from '../formats/game';
import { legal } from './actions';
import { drawn, ordersOf, policyOf, type Policy } from './policy';
import { letterOf, menuPrompt } from './prompt';
import type { GameState } from './state';

/** What a model is asked: which of these continuations follows the prompt. */
export interface Question {
  readonly prompt: string;
  readonly options: readonly string[];
}

/** `logProbs`: of each option, in nats. `read`: the unsteered projection at the prompt's last token, [layer]; empty where none is asked. */
export interface Reply {
  readonly logProbs: readonly number[];
  readonly read: readonly number[];
}

/** Asks all of them at once. */
export type Ask = (questions: readonly Question[]) => Promise<readonly Reply[]>;

/** One step of a model's. */
export interface Played {
  readonly action: string;
  readonly policy: Policy;
  /** [layer], the mean over the orders of the menu: what was read before the action. Empty where nothing was read. */
  readonly read: readonly number[];
}

/** What the model does in this state. The seed and the number of the step draw the order of the menu, and the action from its policy. */
export async function played(game: Game, state: GameState, seed: number, ask: Ask): Promise<Played> {
  const at = state.moves.length;
  const menu = legal(game, state);
  if (menu.length === 1) return { action: menu[0]!.id, policy: { [menu[0]!.id]: 1 }, read: [] };
  const orders = ordersOf(menu, seed, at);
  const replies = await ask(orders.map((order) => ({ prompt: menuPrompt(game, state, order), options: order.map((_, i) => letterOf(i)) })));
  const policy = policyOf(
    orders,
    replies.map(({ logProbs }) => logProbs),
  );
  const layers = replies[0]!.read.map((_, layer) => replies.reduce((sum, { read }) => sum + read[layer]!, 0) / replies.length);
  return { action: drawn(policy, seed, at), policy, read: layers };
}
