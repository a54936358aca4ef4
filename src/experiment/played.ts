/** What a play comes to by the rules of its game: every state of it, and its score. Pure; each record is played through once. */
import type { Game } from '../formats/game';
import { verdictOf, type Verdict } from '../play/score';
import { begin, type GameState } from '../play/state';
import { step } from '../play/step';
import { inVariant } from '../play/variant';
import { byId, type Experiment } from './experiment';
import type { Play } from './play';

export interface Played {
  /** The rules that were played by: those of the variant. */
  readonly game: Game;
  /** [step]: before it; one more than steps. */
  readonly states: readonly GameState[];
  /** The game is over: only then its score counts. */
  readonly ended: boolean;
  readonly verdict: Verdict;
}

const known = new WeakMap<Play, Played>();

/** Throws what `inVariant` and `step` throw, for a play that the game does not allow. */
export function playedOf({ games }: Pick<Experiment, 'games'>, play: Play): Played {
  const before = known.get(play);
  if (before) return before;
  const game = inVariant(byId(games, play.game)!.game, play.variant);
  const states = [begin(game, play.seed)];
  for (const { action } of play.steps) states.push(step(game, states.at(-1)!, action));
  const last = states.at(-1)!;
  const played = { game, states, ended: last.ended !== null, verdict: verdictOf(game, last) };
  known.set(play, played);
  return played;
}
