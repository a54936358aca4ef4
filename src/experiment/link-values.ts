/** How the values of a link are read from text. The message of each schema is what a person may write. */
import * as v from 'valibot';
import type { SteeringSettings } from './view';
import { t } from '../language/t';

/** A number for which the test holds. */
export const number = (expected: string, test: (value: number) => boolean) =>
  v.pipe(
    v.string(),
    // NaN where there is nothing: Number('') would be 0.
    v.transform((text) => (text.trim() ? Number(text) : NaN)),
    v.check(test, expected),
  );
/** A block of a model. */
export const block = number(t`a block, counted from 0`, (value) => Number.isInteger(value) && value >= 0);
/** One of these words. */
export const oneOf = <const T extends string>(values: readonly T[]) => v.picklist(values, `one of ${values.join(', ')}`);
/** A switch. */
export const onOrOff = v.pipe(
  v.picklist(['true', 'false'], t`true or false`),
  v.transform((text) => text === 'true'),
);
const BAND = t`first and last block, as 10-19`;
/** First and last block, both included. */
export const band = v.pipe(
  v.string(),
  v.regex(/^\d+-\d+$/, BAND),
  v.transform((text): SteeringSettings['band'] => text.split('-').map(Number) as [number, number]),
  v.check(([first, last]) => first <= last, BAND),
);
