/** The game that is looked at: whether it is there, and games of one's own that stand among the lab's. */
import { byId } from '../experiment/experiment';
import { knownGame, type KnownGame } from '../experiment/known-game';
import { FIRST_GAME, optionOf, type ShownGame } from '../experiment/shown-game';
import { withGame } from '../experiment/view-updates';
import type { Game } from '../formats/game';
import { isShippedGame } from '../play/shipped';
import { guard } from './guard';
import type { Context } from './ports';
import { t } from '../language/t';

interface Needs {
  shippedGame(id: string): Promise<Game>;
  /** Says what of the address cannot be shown. */
  sayIgnored(values: readonly string[]): void;
}

export function shownGameActions({ store }: Pick<Context, 'store'>, { shippedGame, sayIgnored }: Needs) {
  const { getState: get, setState: set } = store;

  /** Its rules; null for a game of one's own that is neither opened here nor in the experiment. */
  async function rulesOf(of: string): Promise<KnownGame | null> {
    if (isShippedGame(of)) return knownGame(await shippedGame(of));
    const { ownGames, experiment } = get();
    return byId(ownGames, of) ?? byId(experiment.games, of) ?? null;
  }

  /** The nearest game that there is to the one of the view, and phrases for what of it there is not. */
  async function nearest(game: ShownGame): Promise<{ there: ShownGame; ignored: string[] }> {
    const own = await rulesOf(game.of);
    const there = { ...game, of: own ? optionOf(own) : FIRST_GAME.of };
    const ignored = own ? [] : [t`game=${game.of} (a game of its maker’s own, which is not in this browser: open its file)`];
    const { variant } = game;
    const { name, variants } = own?.game ?? (await shippedGame(there.of));
    if (variant === null || byId(variants, variant)) return { there, ignored };
    const known = variants.map(({ id }) => id).join(', ');
    const expected = known === '' ? t`“${name}” has no variants` : t`variants of “${name}” are ${known}`;
    return { there: { ...there, variant: null }, ignored: [...ignored, t`gameVariant=${variant} (${expected})`] };
  }

  return {
    /** Puts what there is in the place of a game, or a variant of it, that is not here, and says so. An error is shown. */
    expectGame: (): Promise<void> =>
      guard(store, async () => {
        const { game } = get().experiment.view;
        if (!game || (game.variant === null && isShippedGame(game.of))) return;
        const { there, ignored } = await nearest(game);
        // Meanwhile somebody may have chosen another one.
        if (get().experiment.view.game !== game) return;
        if (there.of !== game.of || there.variant !== game.variant) set(({ experiment }) => ({ experiment: withGame(experiment, there) }));
        if (ignored.length > 0) sayIgnored(ignored);
      }),
    /** A game of one's own is one of those that can be chosen from now on. Gives it with the id of its rules. */
    addGame(game: Game): KnownGame {
      const known = knownGame(game);
      set(({ ownGames }) => (byId(ownGames, known.id) ? {} : { ownGames: [...ownGames, known] }));
      return known;
    },
  };
}
