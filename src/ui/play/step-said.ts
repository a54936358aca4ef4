/** What a step of a game shows, in words and numbers: where everybody is, what happened, how likely each action was. Pure. */
import type { Play } from '../../experiment/play';
import type { Played } from '../../experiment/played';
import type { Game } from '../../formats/game';
import { choiceIn, choicesIn } from '../../play/actions';
import { eventText } from '../../play/prompt';
import { cellsOf, type GameState, type Place } from '../../play/state';
import { isThere } from '../../play/values';
import { count } from '../parts/format';
import { t } from '../../language/t';

const at = (places: readonly Place[]): string => places.map(([x, y]) => t`column ${x + 1}, row ${y + 1}`).join('; ');

/** The letters that are on the board now with what they stand for, the player first: "D: the door", "B, your team mate". */
export const lettersOn = (game: Game, state: GameState): { readonly letter: string; readonly name: string }[] =>
  game.board === null
    ? []
    : [
        ...(state.at ? [{ letter: 'A', name: t`A, the player` }] : []),
        ...game.things
          .filter((thing) => isThere(game, state, thing) && cellsOf(game.board!, thing.letter).length > 0)
          .map(({ letter, name }) => ({ letter, name: name.startsWith(letter) ? name : `${letter}, ${name}` })),
      ];

/** The picture of the board in words, for whoever cannot see it; null without a board. Columns and rows are counted from 1, top left. */
export function boardSaid(game: Game, state: GameState): string | null {
  const { board } = game;
  if (board === null) return null;
  const walls = cellsOf(board, '#');
  const places = lettersOn(game, state).map(({ letter, name }) => `${name}: ${at(letter === 'A' ? [state.at!] : cellsOf(board, letter))}`);
  return [
    t`Board of ${board[0]!.length} columns and ${board.length} rows`,
    ...places,
    ...(walls.length > 0 ? [t`walls: ${at(walls)}`] : []),
  ].join('. ');
}

/** The numbers that the player is told, with their names. */
export const numbersTold = (game: Game, state: GameState): { readonly label: string; readonly value: number }[] =>
  game.numbers.flatMap(({ id, label }) => (label === undefined ? [] : [{ label, value: state.numbers[id]! }]));

/** What was done and said in a step, counted from 1, as the player is told; nothing at the beginning. */
export const logOf = ({ states }: Pick<Played, 'states'>, step: number): string[] =>
  states[step]?.moves[step - 1]?.events.map(eventText) ?? [];

/** The action of a step, counted from 1, as the menu had it. */
export function actionText({ game, states }: Played, { steps }: Play, step: number): string {
  const { action } = steps[step - 1]!;
  if (action === null) return t`no action of the game`;
  return choiceIn(game, states[step - 1]!, action)?.text ?? action;
}

/** One bar. */
export interface PolicyRow {
  readonly id: string;
  readonly text: string;
  /** Of 1. */
  readonly share: number;
  /** It is what was done. */
  readonly done: boolean;
}

/** How likely each action was before step `step` (from 1), the likeliest first; nothing where no policy is known, and at the beginning. */
export function policyRows({ game, states }: Played, { steps }: Play, step: number): PolicyRow[] {
  const taken = steps[step - 1];
  if (!taken?.policy) return [];
  const texts = new Map(choicesIn(game, states[step - 1]!).map(({ id, text }) => [id, text]));
  return Object.entries(taken.policy)
    .map(([id, share]) => ({ id, text: texts.get(id) ?? id, share, done: id === taken.action }))
    .sort((a, b) => b.share - a.share);
}

/** [step]: the projection before each action at a block; NaN where it was not read. */
export const readsOf = ({ steps }: Pick<Play, 'steps'>, layer: number): number[] => steps.map(({ read }) => read?.[layer] ?? NaN);

/** How many answers of a game in free text were no action that could be done. */
export const missedIn = ({ steps }: Pick<Play, 'steps'>): number => steps.filter(({ action }) => action === null).length;

/** What that means; of the score only where the game is over, because before it has none. */
export function missedSaid(play: Pick<Play, 'steps'>, ended: boolean): string {
  const { length } = play.steps;
  const missed = missedIn(play);
  const said = t`${missed} of its ${count(length, 'answer')} were no action that could be done: nothing is repaired, and each costs its step.`;
  return ended && missed === length ? `${said} ${t`So the score is that of doing nothing, and none of the model’s.`}` : said;
}
