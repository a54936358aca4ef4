/** One step of a game: what the player does, what the others do then, and whether that was the end. */
import { LabError } from '../error';
import type { Game, Rule } from '../formats/game';
import { isWalk, WALKS } from '../formats/game-problems';
import { choiceIn, choicesIn } from './actions';
import type { GameEvent, GameState } from './state';
import { after, holds } from './values';
import { t } from '../language/t';

/**
 * The state after the action; null is an answer that was none, which costs a step. Throws `illegal-action` for one that the game has not,
 * or that cannot be done now, with the reason; and for any where the game is over.
 */
export function step(game: Game, state: GameState, action: string | null): GameState {
  const choice = choiceIn(game, state, action);
  if (state.ended !== null || (action !== null && choice?.blocked !== null)) throw illegal(game, state, action, choice?.blocked ?? null);
  const moved = after(game, walked(state, action), [...game.actions, ...game.lines].find(({ id }) => id === action)?.do ?? []);
  const events: GameEvent[] = [eventOf(game, action)];
  // Copied once, not by each rule: no condition asks for it, so that it is filled while the rules act.
  const fired: Record<string, number> = { ...state.fired };
  let now: GameState = { ...moved, moves: [...state.moves, { action, events }], fired };
  for (const rule of game.rules) {
    if (!isDue(rule, now.moves.length) || !holds(game, now, rule.when)) continue;
    const times = fired[rule.id] ?? 0;
    events.push(...saidBy(rule, times));
    fired[rule.id] = times + 1;
    now = after(game, now, rule.do);
  }
  const end = game.ends.find(({ when }) => holds(game, now, when));
  if (end) return { ...now, ended: end.log };
  return now.moves.length < game.steps ? now : { ...now, ended: t`The steps are used up.` };
}

/** The game from its beginning, by these actions. Throws as `step`. */
export const replay = (game: Game, from: GameState, actions: readonly (string | null)[]): GameState =>
  actions.reduce((state, action) => step(game, state, action), from);

function illegal(game: Game, state: GameState, action: string | null, blocked: string | null): LabError {
  const why =
    state.ended !== null
      ? t`the game is over: ${state.ended}`
      : (blocked ??
        t`the game has no such action; it has ${choicesIn(game, state)
          .map(({ id }) => id)
          .join(', ')}`);
  return new LabError(
    'illegal-action',
    t`“${action ?? 'null'}” cannot be done in step ${state.moves.length + 1}: ${why}`,
    t`Choose one that can.`,
  );
}

function walked(state: GameState, action: string | null): GameState {
  if (action === null || !isWalk(action) || state.at === null) return state;
  const [right, down] = WALKS[action];
  return { ...state, at: [state.at[0] + right, state.at[1] + down] };
}

const isDue = ({ from, every }: Rule, steps: number): boolean =>
  every === undefined ? steps === from : steps >= from && (steps - from) % every === 0;

const saidBy = ({ who, says, log }: Rule, times: number): GameEvent[] => {
  if (who !== undefined && says) return [{ who, text: says[Math.min(times, says.length - 1)]! }];
  return log === undefined ? [] : [{ who: null, text: log }];
};

/** What the log says of the player's own deed. */
function eventOf({ actions, lines }: Game, action: string | null): GameEvent {
  if (action === null) return { who: null, text: NOTHING };
  const said = lines.find(({ id }) => id === action);
  if (said) return { who: 'A', text: said.text };
  const done = actions.find(({ id }) => id === action);
  return { who: null, text: done?.log ?? WALKED[action as keyof typeof WALKS] };
}

/** What models are told, and so not translated. */
const NOTHING = 'What you answer is no action of the game: nothing is done.';
const WALKED = { 'walk-up': 'You walk up.', 'walk-down': 'You walk down.', 'walk-left': 'You walk left.', 'walk-right': 'You walk right.' };
