/** What somebody made of an answer, on the scale of Empathy in Action. */
import type * as v from 'valibot';
import { flag, oneOf, record, text } from '../formats/schemas';
import { id, moment } from './fields';

export const rating = record({
  /** An answer, or a scored text of a set. */
  of: id,
  by: text,
  /** Whoever rated did not see how it had been pushed. */
  blind: flag,
  score: oneOf(0, 1, 2),
  /** ISO 8601. */
  at: moment,
  source: oneOf('person', 'judge', 'set'),
});
export type Rating = v.InferOutput<typeof rating>;
