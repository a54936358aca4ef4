/**
 * A view of a file inside what the page's fields and links allow. A view is a choice and no measurement: a value out of range is brought to
 * the nearest that a person could have chosen, and the file opens.
 */
import { FOLDS } from '../lab/folds';
import { choosingWithin, playingWithin, sweepingWithin } from './ask-settings';
import { bandWithin, layerWithin } from './blocks';
import { isShippedGame } from '../play/shipped';
import { MOST_TOKENS } from './capture';
import { byId } from './experiment';
import type { KnownGame } from './known-game';
import { optionOf } from './shown-game';
import { LIMITS, type SteeringSettings, type View } from './view';

type Limited = keyof typeof LIMITS;

/** The nearest value that field and link take. */
function within(name: Limited, value: number): number {
  const { min, max, whole } = LIMITS[name];
  const inside = Math.min(max, Math.max(min, value));
  return whole ? Math.round(inside) : inside;
}

/** A game that comes with the lab, or one of `games`; a variant of theirs that they have. */
function gameWithin(game: View['game'], games: readonly KnownGame[]): View['game'] {
  if (!game) return null;
  const own = byId(games, game.of);
  if (!own && !isShippedGame(game.of)) return null;
  const has = !own || own.game.variants.some(({ id }) => id === game.variant);
  return { of: own ? optionOf(own) : game.of, variant: has ? game.variant : null, seed: within('seed', game.seed) };
}

/**
 * The view with every number inside its limits. `layers`: blocks of the analysis that is shown; null where none is: any block may be.
 * `games`: those of the file.
 */
export function viewWithin(view: View, layers: number | null, games: readonly KnownGame[]): View {
  const limited = Object.fromEntries((Object.keys(LIMITS) as Limited[]).map((name) => [name, within(name, view.steering[name])]));
  const steering: SteeringSettings = { ...view.steering, ...(limited as Record<Limited, number>) };
  const seed = within('seed', view.seed);
  const folds = Math.max(FOLDS.min, Math.round(view.folds));
  const capture = { ...view.capture, maxTokens: Math.min(MOST_TOKENS, Math.max(1, view.capture.maxTokens)) };
  const most = LIMITS.alpha.max;
  const game = gameWithin(view.game, games);
  const asked = {
    choosing: choosingWithin(view.choosing, most),
    sweeping: sweepingWithin(view.sweeping, most),
    playing: playingWithin(view.playing, most),
  };
  if (layers === null) return { ...view, ...asked, game, seed, folds, capture, steering };
  return {
    ...view,
    ...asked,
    game,
    seed,
    folds,
    capture,
    layer: layerWithin(view.layer, layers),
    steering: { ...steering, band: bandWithin(steering.band, layers) },
  };
}
