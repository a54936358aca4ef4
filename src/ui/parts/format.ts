/** How numbers look on the page. Real minus signs, decimal units, no false precision. */

import { CHOSEN } from '../../language/chosen';
import { fixed, signedFixed } from '../../lab/report/fixed';
import { t } from '../../language/t';

const MINUS = '−';

export { fixed };

/** The same with a plus: for what pushes one way or the other. */
export const signed = (value: number, digits = 1): string => signedFixed(value, digits);

/** About three significant digits, from 0.00123 to 12,300. */
export function compact(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return fixed(value, digits);
}

/** A round number on an axis: no digits it does not need. */
export const tick = (value: number): string => (Number.isNaN(value) ? '–' : String(value).replace('-', MINUS));

/** 0, or two digits and a power of ten. */
export function tiny(value: number): string {
  if (value === 0) return '0';
  const [mantissa = '', power = '0'] = value.toExponential(1).split('e');
  return `${mantissa.replace('-', MINUS)} × 10${superscript(Number(power))}`;
}
const superscript = (n: number): string => [...String(n)].map((c) => (c === '-' ? '⁻' : ('⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? c))).join('');

export { pText as pValue } from '../../lab/report/p-text';

export const percent = (share: number, digits = 0): string => (Number.isFinite(share) ? `${(share * 100).toFixed(digits)} %` : '–');

/** "8 s", "2 min 05 s". */
export function seconds(value: number): string {
  const whole = Math.max(0, Math.round(value));
  if (whole < 60) return `${whole} s`;
  return t`${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

export const timeLeft = (value: number | null): string => (value === null ? t`estimating the time left` : t`about ${seconds(value)} left`);

const DAY = new Intl.DateTimeFormat(CHOSEN.language?.code ?? 'en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
export function date(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : DAY.format(time);
}

export { brief, bytes, count } from '../../count';
