/** What a push costs, as an experiment keeps it: an answer that the model wrote unpushed, read again under the push. */
import * as v from 'valibot';
import { list, record } from '../formats/schemas';
import { edit } from './answer';
import { control } from './control';
import { id, measured, moment } from './fields';
import { modelStamp } from './stamp';

export const damageRecord = record({
  id,
  /** ISO 8601. */
  at: moment,
  model: modelStamp,
  /** The answer without a push at whose tokens the distributions were compared. */
  answer: id,
  edits: list(edit),
  /** Absent for the push itself. */
  control: v.optional(control),
  /** [token] KL(pushed ‖ left alone) of what the token is drawn from, in nats. */
  kl: list(measured),
});
export type DamageRecord = v.InferOutput<typeof damageRecord>;
