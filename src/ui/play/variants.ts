/** What controls of several games are called together: the lab's five have the same ones, each in its own words. Pure. */
import { FREE } from '../../experiment/expect-play';
import { byId } from '../../experiment/experiment';
import type { KnownGame } from '../../experiment/known-game';
import type { PlayGroup } from '../../experiment/plays-asked';
import { t } from '../../language/t';

const SHARED = new Map<string, string>([
  ['compassionate', t`compassionate wording`],
  ['no-pressure', t`no pressure`],
  ['aggressive', t`an aggressive other`],
  ['child', t`a child as the other`],
]);

/** null: the games as they are. One that is of no game of the lab goes by the first name that a game gives it. */
export function variantSaid(id: string | null, games: readonly KnownGame[]): string {
  if (id === null) return t`as they are`;
  return SHARED.get(id) ?? games.map(({ game }) => byId(game.variants, id)?.name).find((name) => name !== undefined) ?? id;
}

/** Controls that some of the games have, each once, in the order in which they come. */
export const variantsOf = (games: readonly KnownGame[]): string[] => [
  ...new Set(games.flatMap(({ game }) => game.variants.map(({ id }) => id))),
];

/** "as they are", "a child as the other, in free text". */
export const groupSaid = ({ variant, player }: PlayGroup, games: readonly KnownGame[]): string =>
  [variantSaid(variant, games), player === FREE ? t`in free text` : ''].filter(Boolean).join(', ');
