/** How verdicts over choices and over games name a push, a number of items and a shift. Pure. */
import { endsOf, signOf, type Bounded } from './push-kind';
import type { Strength } from './choices';
import { signedFixed } from './fixed';
import { t } from '../../language/t';

export const push = ({ alpha }: Pick<Strength, 'alpha'>): string => t`a push of ${String(alpha).replace('-', '−')}`;

export const start = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

/** "one game was", "9 games were". */
export const many = (n: number, one: string, more: string): string => (n === 1 ? t`one ${one}` : `${n} ${more}`);

export const way = (strength: Strength): string => (signOf(strength) > 0 ? t`raises` : t`lowers`);

/** "+1.20 [+0.40, +2.00]", and without an interval "+1.20": `digits` behind the point, of `times` the value. */
export function shiftSaid(effect: Bounded, { times = 1, digits = 2 } = {}): string {
  const said = (value: number): string => signedFixed(times * value, digits);
  const ends = endsOf(effect);
  return ends.every(Number.isFinite) ? `${said(effect.mean)} [${ends.map(said).join(', ')}]` : said(effect.mean);
}

/** Pushes that no sentence speaks of (`spokenOf`), each with its number of items; `one`, `more`: what an item and several are called. */
export function otherPushes(strengths: readonly Strength[], spoken: readonly Strength[], { one, more }: Named): string[] {
  const others = strengths.filter((strength) => !spoken.includes(strength));
  if (others.length === 0) return [];
  const each = others.map((strength) => t`${push(strength)} (${many(strength.effect.items.length, one, more)})`).join(', ');
  return [t`Of the pushes to one side this speaks of the one with the most ${more}, then of the strongest; the others: ${each}.`];
}

interface Named {
  readonly one: string;
  readonly more: string;
}
