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
export function choicesIn(game: Game, state: GameState): Choice[] {
  if (state.ended !== null) return [];
  const why = (one: Game['actions'][number] | Game['lines'][number]): string | null => (holds(game, state, one.when) ? null : one.blocked!);
  return [
    ...walks(game, state),
    ...game.actions.map((one) => ({ id: one.id, text: one.text, tone: null, blocked: why(one) })),
    ...game.lines.map((one) => ({ id: one.id, text: `Say: “${one.text}”`, tone: one.tone, blocked: why(one) })),
  ];
}

export const legal = (game: Game, state: GameState): Choice[] => choicesIn(game, state).filter(({ blocked }) => blocked === null);

function walks(game: Game, state: GameState): Choice[] {
  if (state.at === null) return [];
  const [x, y] = state.at;
  return Object.entries(WALKS).flatMap(([id, [right, down]]) =>
    isWalk(id)
      ? [
          {
            id,
            text: WALK_TEXTS[id],
            tone: null,
            blocked: isFree(game, state, [x + right, y + down]) ? null : t`A wall or somebody is in the way.`,
          },
        ]
      : [],
  );
}
