/** Pieces that several records share: how their fields are checked when they come from a file or a script. */
import * as v from 'valibot';
import { is, text } from '../formats/schemas';
import { t } from '../language/t';

/** Names a record within an experiment; readings are named as this browser keeps them. */
export const id = text;

/** When something happened: ISO 8601, a day or a day and a time with its zone, of a calendar that has that day. */
export const moment = is<string>(t`a date and time as ISO 8601 writes it`, (value) => typeof value === 'string' && isMoment(value));

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/;

function isMoment(value: string): boolean {
  const [year = 0, month = 0, day = 0] = (MOMENT.exec(value) ?? []).slice(1, 4).map(Number);
  // Gregorian: a year of 100 leaps only with 400.
  const leaps = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leaps ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** A number that can be missing: null in a file, NaN here. */
export const measured = v.pipe(
  is<number | null>(
    t`a number or null`,
    (value) => value === null || (typeof value === 'number' && value !== Infinity && value !== -Infinity),
  ),
  v.transform((value): number => value ?? NaN),
);

/** First and last block, inclusive. */
export const band = is<readonly [number, number]>(
  t`a list of 2 blocks, first and last`,
  (value) => Array.isArray(value) && value.length === 2 && value.every((end) => Number.isInteger(end) && (end as number) >= 0),
);
