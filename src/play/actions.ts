/** What the player can do: the menu of a step, in one order, with the reason beside what cannot be done. */
import type { Game } from '../formats/game';
import { isWalk, WALKS } from '../formats/game-problems';
import type { Tone } from '../formats/game-terms';
import type { GameState } from './state';
import { holds, isFree } from './values';
import { t } from '../language/t';

/** One way to go on. */
export interface Choice {
  readonly id: string;
  readonly text: string;
  /** Of something that is said; null for a deed. */
  readonly tone: Tone | null;
  /** Why it cannot be done now; null where it can. */
  readonly blocked: string | null;
}

/** What models are told, and so not translated. */
export const WALK_TEXTS = { 'walk-up': 'Walk up.', 'walk-down': 'Walk down.', 'walk-left': 'Walk left.', 'walk-right': 'Walk right.' };

/** All of a game's actions in this state; none where it is over. */
export const choicesIn = (game: Game, state: GameState): Choice[] => menu(game, state).map(([, make]) => make());

/** One of them by its id: of the others it is not asked whether they can be done. */
export const choiceIn = (game: Game, state: GameState, action: string | null): Choice | undefined =>
  menu(game, state).find(([id]) => id === action)?.[1]();

export const legal = (game: Game, state: GameState): Choice[] => choicesIn(game, state).filter(({ blocked }) => blocked === null);

type Entry = readonly [id: string, make: () => Choice];

function menu(game: Game, state: GameState): Entry[] {
  if (state.ended !== null) return [];
  const entry = ({ id, when, blocked }: Game['actions'][number] | Game['lines'][number], text: string, tone: Tone | null): Entry => [
    id,
    () => ({ id, text, tone, blocked: holds(game, state, when) ? null : blocked! }),
  ];
  return [
    ...walks(game, state),
    ...game.actions.map((one) => entry(one, one.text, null)),
    ...game.lines.map((one) => entry(one, `Say: “${one.text}”`, one.tone)),
  ];
}

function walks(game: Game, state: GameState): Entry[] {
  if (state.at === null) return [];
  const [x, y] = state.at;
  return Object.entries(WALKS).flatMap(([id, [right, down]]): Entry[] => {
    if (!isWalk(id)) return [];
    const blocked = (): string | null =>
      isFree(game, state, [x + right, y + down]) ? null : t`There is no way there: a wall, somebody, or the edge of the board.`;
    return [[id, () => ({ id, text: WALK_TEXTS[id], tone: null, blocked: blocked() })]];
  });
}
