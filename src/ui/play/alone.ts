/** What is kept of games that no model plays. */
import { keepPlayed } from '../../app/lower-actions';
import { DICE, PERSON } from '../../experiment/expect-play';
import type { KnownGame } from '../../experiment/known-game';
import type { Play } from '../../experiment/play';
import { played, scripted, thrown } from '../../play/scripted';
import { inVariant } from '../../play/variant';
import type { Begun } from './pair';

type Own = Pick<Play, 'at' | 'variant' | 'seed' | 'player'>;

/** A game that no model played, by what was done. */
const record = (own: Own, actions: readonly (string | null)[]): Omit<Play, 'id' | 'game'> => ({
  ...own,
  model: null,
  template: false,
  edits: [],
  steps: actions.map((action) => ({ action, policy: null, mass: null, read: null })),
});

/** Keeps one more step of a person's game, or its first. Gives the record's id. */
export function keepStep(game: KnownGame, { variant, seed }: Begun, before: Play | undefined, action: string): string {
  const actions = [...(before?.steps ?? []).map((one) => one.action), action];
  const at = before?.at ?? new Date().toISOString();
  return keepPlayed(game, record({ at, variant, seed, player: PERSON }, actions), before?.id ?? null);
}

/** Lets a script of the game, or dice, play it to its end, and keeps it. The same game is not kept twice. Gives the record's id. */
export function keepScripted(known: KnownGame, { game: id, variant, seed }: Begun, player: string, plays: readonly Play[]): string {
  const there = plays.find((one) => one.game === id && one.variant === variant && one.seed === seed && one.player === player && !one.from);
  if (there) return there.id;
  const game = inVariant(known.game, variant);
  const script = game.players.find((one) => one.id === player);
  const { moves } = played(game, seed, player === DICE ? thrown(seed) : scripted(script!));
  const actions = moves.map(({ action }) => action);
  return keepPlayed(known, record({ at: new Date().toISOString(), variant, seed, player }, actions), null);
}
