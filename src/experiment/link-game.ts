/** What a link says of the game that is looked at: which, under which control, from which beginning. */
import { isShippedGame, SHIPPED_GAMES } from '../play/shipped';
import { isContentId } from './content-id';
import type { Choices, Parameter } from './link-parameter';
import { FIRST_GAME, type ShownGame } from './shown-game';
import type { View } from './view';
import { t } from '../language/t';

const NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** The game to be written; null for the usual one. */
const written = ({ game }: View, { game: usual }: View): ShownGame | null => (JSON.stringify(game) === JSON.stringify(usual) ? null : game);

/** The game that a link means; null where it says none. What it leaves out of one is as of the first. */
export const gameIn = ({ game }: Choices): ShownGame | null => (game ? { ...FIRST_GAME, ...game } : null);

/** `seed`: what its field takes. */
export const gameParameters = (seed: Parameter['read']): readonly Parameter[] => [
  {
    name: 'game',
    write: (view, defaults) => written(view, defaults)?.of ?? null,
    read: (of) =>
      isShippedGame(of) || isContentId('game', of)
        ? { choices: { game: { of } } }
        : { expected: t`one of ${SHIPPED_GAMES.join(', ')}, or the id of a game of one’s own` },
  },
  {
    name: 'gameVariant',
    write: (view, defaults) => written(view, defaults)?.variant ?? null,
    read: (variant) => (NAME.test(variant) ? { choices: { game: { variant } } } : { expected: t`the name of a variant of the game` }),
  },
  {
    name: 'gameSeed',
    write: (view, defaults) => {
      const game = written(view, defaults);
      return game && game.seed !== FIRST_GAME.seed ? String(game.seed) : null;
    },
    read: seed,
  },
];
