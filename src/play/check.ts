/** A game is played before it is taken, in every variant: by its own scripted players, by dice, and by who stands in somebody's way. */
import { LabError } from '../error';
import type { Game } from '../formats/game';
import { THROWS } from '../formats/game-size';
import { comesToPlayer } from './in-the-way';
import { played, scripted, thrown, type Player } from './scripted';
import { verdictOf } from './score';
import { EXAMPLE_GAME } from './shipped';
import { inVariant } from './variant';
import { t } from '../language/t';

/**
 * Throws `game-unplayable`: for a state in which nothing can be done before the game is over, with who comes there and when; for somebody
 * who comes to the cell on which the player stands; and for a score that none of the scripted players reaches in the game or in one of its
 * variants, because then nobody has shown that it can be reached.
 */
export function expectPlayable(game: Game): void {
  const plain = unreached(game, null);
  const problems = [
    ...variantsOf(game).flatMap((variant) => [...stuck(game, variant), ...met(game, variant)]),
    // What the game itself lacks, its variants lack for the same reason.
    ...(plain.length > 0 ? plain : game.variants.flatMap(({ id }) => unreached(game, id))),
  ];
  if (problems.length > 0)
    throw new LabError(
      'game-unplayable',
      `${game.name}: ${[...new Set(problems)].join('\n')}`,
      t`Change the rules or the rubric of the file, or give it a player that comes to it. ${EXAMPLE_GAME}, which comes with this page (“an example to change”), is a game that is taken.`,
    );
}

const playersOf = (game: Game): { name: string; player: () => Player }[] => [
  ...game.players.map((one) => ({ name: one.name, player: () => scripted(one) })),
  ...Array.from({ length: THROWS }, (_, seed) => ({ name: t`dice`, player: () => thrown(seed) })),
];

const variantsOf = ({ variants }: Game): (string | null)[] => [null, ...variants.map(({ id }) => id)];

const stuck = (game: Game, variant: string | null): string[] =>
  playersOf(game).flatMap(({ name, player }, seed) => {
    const state = played(inVariant(game, variant), seed, player());
    return state.ended === null ? [t`after ${state.moves.length} steps of ${name} nothing can be done, and the game is not over`] : [];
  });

const met = (game: Game, variant: string | null): string[] =>
  game.things.flatMap((thing, i) => {
    const after = comesToPlayer(inVariant(game, variant), thing);
    if (after === null) return [];
    const so = t`let it ask where the player is too, as ["near.PLACE", "<=", 1], or put ${thing.letter} where nobody walks`;
    return [t`things[${i}].when: “${thing.name}” comes to the cell on which the player stands, after ${after} steps: ${so}`];
  });

function unreached(game: Game, variant: string | null): string[] {
  const rules = inVariant(game, variant);
  const all = game.players.map((one) => ({ name: one.name, score: verdictOf(rules, played(rules, 1, scripted(one))).score }));
  const scores = new Set(all.map(({ score }) => score));
  const come = all.map(({ name, score }) => `${name} ${score}`).join(', ') || t`there is none`;
  return ([0, 1, 2] as const)
    .filter((score) => !scores.has(score))
    .map((score) => {
      const at = game.rubric.findIndex((one) => one.score === score);
      const { line } = game.rubric[at]!;
      return variant === null
        ? t`rubric[${at}]: no scripted player reaches ${score} (${line}); they come to: ${come}`
        : t`rubric[${at}]: no scripted player reaches ${score} (${line}) in the variant “${variant}”; they come to: ${come}`;
    });
}
