/** Pieces that several records share: how their fields are checked when they come from a file or a script. */
import * as v from 'valibot';
import { is, text } from '../formats/schemas';

/** Names a record within an experiment; readings are named as this browser keeps them. */
export const id = text;

/** A number that can be missing: null in a file, NaN here. */
export const measured = v.pipe(
  is<number | null>('a number or null', (value) => value === null || typeof value === 'number'),
  v.transform((value): number => value ?? NaN),
);

/** First and last block, inclusive. */
export const band = is<readonly [number, number]>(
  'a list of 2 blocks, first and last',
  (value) => Array.isArray(value) && value.length === 2 && value.every((end) => Number.isInteger(end) && (end as number) >= 0),
);
