/** Which of several given answers a model would rather give, under edits: log-probabilities, nothing sampled. */
import * as v from 'valibot';
import { edit } from './answer';
import { modelStamp } from './stamp';
import { list, record, text } from '../formats/schemas';
import { id, measured, moment } from './fields';

export const choice = record({
  id,
  /** ISO 8601. */
  at: moment,
  model: modelStamp,
  /** Id of an item of a set, or its prompt. */
  item: text,
  options: list(text),
  edits: list(edit),
  /** [option]: summed over its tokens, natural log. */
  logProbs: list(measured),
  /** [layer]: the unsteered projection at the prompt's last token; null without directions to read along. */
  read: v.nullable(list(measured)),
});
export type Choice = v.InferOutput<typeof choice>;
