/** Which games are to be played under which pushes, and which of them were played already. Pure. */
import { editsKey, pushBeside } from './answer';
import { rowName, rowsOf, type ChoicePlan, type ChoiceRow, type ChoiceWay } from './choice-plan';
import { byId, type Experiment } from './experiment';
import { isModel, type MODELS } from './expect-play';
import type { KnownGame } from './known-game';
import type { Play } from './play';
import { playedOf } from './played';

/** Along which directions, where and how the model is asked: figures join plays of one way. */
export type PlayWay = Omit<ChoiceWay, 'file'>;

/** The same rows as of choices, each for every game. */
export interface PlayPlan extends ChoicePlan {
  /** How the model answers: by the menu's letters, or by what it writes (`MODELS`). */
  readonly player: (typeof MODELS)[number];
  readonly games: readonly KnownGame[];
  /** Which controls of the games, null for the games as they are; a game that has not got one is not played in it. */
  readonly variants: readonly (string | null)[];
  /** Each game is played so often, its seeds counted from `seed`. */
  readonly times: number;
}

/** A game to be played under a row. */
export interface GameWanted {
  readonly game: KnownGame;
  readonly variant: string | null;
  readonly seed: number;
  readonly row: ChoiceRow;
  /** What was played of it before somebody stopped; null where nothing was. */
  readonly begun: Play | null;
}

/** What is not over yet, every row of a game before the next game, so that what is there after a stop can be compared. */
export function gamesWanted(plan: PlayPlan, way: PlayWay, { games, plays }: Pick<Experiment, 'games' | 'plays'>): GameWanted[] {
  const there = new Map(plays.map((play) => [keyOf(play), play]));
  const { variants, player } = plan;
  return Array.from({ length: plan.times }, (_, i) => plan.seed + i).flatMap((seed) =>
    variants.flatMap((variant) =>
      plan.games
        .filter(({ game }) => variant === null || byId(game.variants, variant))
        .flatMap((game) =>
          rowsOf(plan).flatMap((row): GameWanted[] => {
            const begun = there.get(keyOfRow({ game: game.id, variant, seed, player }, row, way)) ?? null;
            return begun && playedOf({ games }, begun).ended ? [] : [{ game, variant, seed, row, begun }];
          }),
        ),
    ),
  );
}

/** What makes two plays the same. Without a push, band and unit are none of it. */
function keyOfRow(
  of: Pick<Play, 'game' | 'variant' | 'seed' | 'player'>,
  row: ChoiceRow,
  { directions, band, unit, edits, template, model }: PlayWay,
): string {
  const push = row.control?.kind === 'asked' ? null : row.amount === 0 ? directions : [directions, band, unit];
  return JSON.stringify([
    of.game,
    of.variant,
    of.seed,
    of.player,
    model.graphHash,
    model.device,
    template,
    push,
    editsKey(edits),
    rowName(row),
  ]);
}

/** '' for a play that no plan asks for: by a person or a script, or gone on from another. */
function keyOf(play: Play): string {
  const pushed = pushBeside(play.edits);
  if (!pushed || !play.model || !isModel(play.player) || play.from) return '';
  const { directions, band, unit, amount } = pushed.push;
  const way = { directions, band, unit, edits: pushed.edits, template: play.template, model: play.model };
  return keyOfRow(play, { amount, ...(play.control && { control: play.control }) }, way);
}
