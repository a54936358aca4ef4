/** The moment that a record's `at` names, as a number: which of two was later. Pure arithmetic, no clock. */

const PARTS = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d(?:\.\d+)?)(?:Z|([+-])(\d\d):(\d\d)))?$/;

/** Seconds since the beginning of 1970 in UTC; a day alone is its beginning. NaN for what is no moment (`moment` of fields.ts). */
export function secondsOf(moment: string): number {
  const parts = PARTS.exec(moment);
  if (!parts) return NaN;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const zone = (parts[7] === '-' ? -1 : 1) * (Number(parts[8] ?? 0) * 3600 + Number(parts[9] ?? 0) * 60);
  return daysOf(year, month, day) * 86_400 + hours * 3600 + minutes * 60 + seconds - zone;
}

/** Days since 1 January 1970 of the Gregorian calendar (H. Hinnant, days_from_civil): years begin in March, so that a leap day is last. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}
