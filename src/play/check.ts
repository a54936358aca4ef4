/** A game is played before it is taken: by its own scripted players and by dice, in every variant. */
import { LabError } from '../error';
import type { Game } from '../formats/game';
import { played, scripted, thrown, type Player } from './scripted';
import { verdictOf } from './score';
import { inVariant } from './variant';
import { t } from '../language/t';

/** Games that dice play in each variant. */
const THROWS = 20;

/**
 * Throws `game-unplayable`: for a state in which nothing can be done before the game is over, with who comes there and when; and for a
 * score that none of the scripted players reaches, because then nobody has shown that it can be reached.
 */
export function expectPlayable(game: Game): void {
  const problems = [...new Set([...stuck(game), ...unreached(game)])];
  if (problems.length > 0)
    throw new LabError(
      'game-unplayable',
      `${game.name}: ${problems.join('\n')}`,
      t`Change the rules or the rubric of the file, or give it a player that comes to it; docs/games.md says how they are read.`,
    );
}

const playersOf = (game: Game): { name: string; player: () => Player }[] => [
  ...game.players.map((one) => ({ name: one.name, player: () => scripted(one) })),
  ...Array.from({ length: THROWS }, (_, seed) => ({ name: t`dice`, player: () => thrown(seed) })),
];

const stuck = (game: Game): string[] =>
  [null, ...game.variants.map(({ id }) => id)].flatMap((variant) =>
    playersOf(game).flatMap(({ name, player }, seed) => {
      const state = played(inVariant(game, variant), seed, player());
      return state.ended === null ? [t`after ${state.moves.length} steps of ${name} nothing can be done, and the game is not over`] : [];
    }),
  );

function unreached(game: Game): string[] {
  const all = game.players.map((one) => ({ name: one.name, score: verdictOf(game, played(game, 1, scripted(one))).score }));
  const scores = new Set(all.map(({ score }) => score));
  const come = all.map(({ name, score }) => `${name} ${score}`).join(', ');
  return ([0, 1, 2] as const)
    .filter((score) => !scores.has(score))
    .map((score) => {
      const at = game.rubric.findIndex((one) => one.score === score);
      return t`rubric[${at}]: no scripted player reaches ${score} (${game.rubric[at]!.line}); they come to: ${come || t`there is none`}`;
    });
}
