/** How far the α slider reaches in each unit, and the same dose said in another unit. Pure. */
import type { Setting } from '../../experiment/suggested';
import type { Directions } from '../../lab/direction';
import { convert, DAMAGE_LIMIT, type DoseEnd, type SuggestedDose } from '../../lab/report/dose';
import type { Unit } from '../../lab/units';
import { compact, signed } from '../parts/format';
import { t } from '../../language/t';

/** Six separations each way: beyond that language breaks down on the models we know. */
const REACH = 6;

export interface Range {
  max: number;
  step: number;
}

/** About ±6 separations in every unit, rounded up to a 1, 2 or 5. */
export function range(unit: Unit, directions: Directions | null, band: readonly [number, number]): Range {
  if (unit === 'separation') return { max: REACH, step: 0.25 };
  const reach = convert(REACH, 'separation', unit, directions, band) ?? (unit === 'raw' ? 20 : 1);
  const power = 10 ** Math.floor(Math.log10(reach));
  const max = Number((power * ([1, 2, 5, 10].find((factor) => factor * power >= reach) ?? 10)).toPrecision(1));
  return { max, step: Number((max / 50).toPrecision(1)) };
}

/** The size at which damage reached its limit; null where it did not, or already the first strength that was measured is beyond it. */
const limitOf = (end: DoseEnd | null | undefined): number | null => (end?.reached && end.size > 0 ? end.size : null);

/**
 * The same where damage was measured (`suggested`, in the unit of the range): each sign ends at its limit, and where none was found it
 * reaches as far as without a measurement, or further where further was measured. The slider has both signs, and so the larger one.
 */
export function suggestedRange(usual: Range, suggested: SuggestedDose | null): Range {
  if (!suggested) return usual;
  const of = (end: DoseEnd | null): number => limitOf(end) ?? Math.max(usual.max, end?.size ?? 0);
  const size = Math.max(of(suggested.up), of(suggested.down));
  if (size === usual.max) return usual;
  const max = twoDigits(size, Math.ceil);
  return { max, step: Number((max / 50).toPrecision(1)) };
}

/**
 * Strengths to begin with: these shares of the limit of damage of their sign, never beyond it; where that is not known, of `usual`. In
 * order, with no push among them.
 */
export function usualStrengths(usual: number, suggested: SuggestedDose | null, shares: readonly number[]): number[] {
  const side = (end: DoseEnd | null | undefined): number[] => {
    const limit = limitOf(end);
    const size = limit === null ? usual : twoDigits(limit, Math.floor);
    return shares.map((share) => Number((size * share).toPrecision(3)));
  };
  const [up, down] = [side(suggested?.up), side(suggested?.down)];
  return [...down.map((size) => -size), 0, ...up].sort((a, b) => a - b);
}

/** Rounded up or down to two digits, without what binary fractions add. */
function twoDigits(size: number, round: (value: number) => number): number {
  const power = 10 ** (Math.floor(Math.log10(size)) - 1);
  return Number((round(Number((size / power).toPrecision(9))) * power).toPrecision(2));
}

/** Up to where pushes keep to the limit, sign by sign: where it was reached, and where nobody has looked far enough, in words. */
export function suggestedText({ up, down, alone = 0 }: SuggestedDose, unit: Unit): string {
  if (!(alone <= DAMAGE_LIMIT))
    return t`The edits by themselves, without a push, move one token in twenty by more than ${DAMAGE_LIMIT} nat already.`;
  const where = t`damage reaches ${DAMAGE_LIMIT} nat for one token in twenty`;
  const signs = [
    { end: up, sign: '+' },
    { end: down, sign: '−' },
  ];
  const at = (some: typeof signs): string => `${some.map(({ end, sign }) => sign + compact(end!.size)).join(t` and `)} ${UNIT_NAMES[unit]}`;
  const limited = signs.filter(({ end }) => limitOf(end) !== null);
  const open = signs.filter(({ end }) => end && !end.reached);
  const broken = signs.filter(({ end }) => end?.reached && end.size === 0);
  const missing = signs.filter(({ end }) => end === null);
  return [
    limited.length > 0
      ? t`Suggested for this model and set, with these blocks, edits and sampling: up to ${at(limited)}, where ${where}.`
      : '',
    open.length > 0 ? t`No limit found up to ${at(open)}; try further.` : '',
    ...broken.map(({ sign }) => t`To the side of ${sign} already the smallest push that was measured broke off.`),
    ...missing.map(({ sign }) => t`To the side of ${sign} nothing was measured.`),
  ]
    .filter(Boolean)
    .join(' ');
}

const OTHERS: Readonly<Record<Setting, string>> = {
  band: t`other blocks`,
  edits: t`edits that are not these`,
  template: t`prompts put another way (as chat or as plain text)`,
  sampling: t`another sampling or limit of tokens`,
};

/** " with these settings, but with other blocks and …": in what the nearest that was measured differs; nothing where there is none. */
export function otherwiseText(others: readonly Setting[]): string {
  if (others.length === 0) return '';
  const said = others.map((setting) => OTHERS[setting]);
  return t` with these settings, only with ${[said.slice(0, -1).join(', '), said.at(-1)].filter(Boolean).join(t` and `)}, which does not count here`;
}

/**
 * The strength after a change of unit. The dose stays what it was: it is not moved to a step of the slider, and there and back again
 * gives the same number. Where the dose is not known in both units, the slider stays about where it is.
 */
export function inUnit(alpha: number, from: Unit, to: Unit, directions: Directions | null, band: readonly [number, number]): number {
  const same = convert(alpha, from, to, directions, band);
  if (same !== null) return Number(same.toPrecision(12));
  const next = range(to, directions, band);
  return snap((alpha / range(from, directions, band).max) * next.max, next);
}

/** To the slider's step and inside its range, without the tails of binary fractions. */
export function snap(alpha: number, { max, step }: Range): number {
  return Number((Math.max(-max, Math.min(max, Math.round(alpha / step) * step)) || 0).toPrecision(6));
}

export const UNIT_NAMES: Record<Unit, string> = { raw: t`raw`, separation: t`separations`, norm: t`of the residual norm` };

/** Units as the object of "α in …". */
export const UNITS_SAID: Record<Unit, string> = { raw: t`raw units`, separation: t`separations`, norm: t`residual norms` };

/** "+3.0 separations", "−0.12 of the residual norm", "0". */
export function doseText(alpha: number, unit: Unit): string {
  if (alpha === 0) return '0';
  if (unit === 'separation') {
    const shown = Number(alpha.toFixed(2));
    // A strength from another unit may be too small for two digits.
    if (shown !== 0) return t`${signed(shown, shown % 0.5 === 0 ? 1 : 2)} separations`;
  }
  return `${alpha > 0 ? '+' : ''}${compact(alpha)} ${UNIT_NAMES[unit]}`;
}

/** Whether two strengths are one to a reader. */
export const sameDose = (one: number, other: number, unit: Unit): boolean => doseText(one, unit) === doseText(other, unit);

/** Beside an answer under another push than the one that is set (`asked`, in words). */
export const nearestText = (asked: string, isRecorded: boolean): string =>
  isRecorded ? t`The nearest that is recorded: α is set to ${asked}.` : t`The nearest that was written: α is set to ${asked}.`;

export const bandText = ([first, last]: readonly [number, number]): string =>
  first === last ? t`block ${first}` : t`blocks ${first}–${last}`;

/** Eight strengths around zero: as far left as right, one step beyond, and no push at all. */
export const sweepAlphas = (alpha: number): number[] =>
  [-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3, 1, 4 / 3].map((share) => Number((share * Math.abs(alpha)).toPrecision(4)) || 0);
