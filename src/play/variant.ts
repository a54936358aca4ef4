/** A game under another wording or with other rules: its controls. */
import { LabError } from '../error';
import type { Game } from '../formats/game';
import { t } from '../language/t';

/** The game itself for null. Throws `bad-input` for a variant that it has not. */
export function inVariant(game: Game, variant: string | null): Game {
  if (variant === null) return game;
  const found = game.variants.find(({ id }) => id === variant);
  if (!found)
    throw new LabError(
      'bad-input',
      t`The game “${game.name}” has no variant “${variant}”.`,
      game.variants.length === 0 ? t`It has none: leave it out.` : t`It has ${game.variants.map(({ id }) => id).join(', ')}.`,
    );
  const { role = game.role, without, says } = found;
  const rules = game.rules.filter(({ id }) => !without.includes(id));
  return { ...game, role, rules: rules.map((rule) => ({ ...rule, ...(Object.hasOwn(says, rule.id) && { says: says[rule.id] }) })) };
}
