/** Whether a turn fits the model's context, in words. Pure. */
import { grouped } from '../../count';
import { count } from '../parts/format';
import { t } from '../../language/t';

export interface Room {
  /** "312 of 2,048 tokens used; this turn may take up to 64 more." */
  readonly text: string;
  /** Why the turn cannot be sent, and what to do; null where it can. */
  readonly refusal: string | null;
}

/**
 * `used`: tokens of all turns and of what is said now; `most`: tokens that the answer may have; `context`: null where nobody states it;
 * `turns`: how many there are before it.
 */
export function roomOf(used: number, most: number, context: number | null, turns: number): Room {
  const more = t`this turn may take up to ${grouped(most)} more`;
  if (context === null)
    return { text: t`${count(used, 'token')} used; ${more}. Where this model’s context ends is not known.`, refusal: null };
  const text = t`${grouped(used)} of ${count(context, 'token')} used; ${more}.`;
  const over = used + most - context;
  if (over <= 0) return { text, refusal: null };
  const fewer = context - used;
  const shorter = turns === 0 ? t`shorten what you say` : t`take turns back`;
  const orElse = turns === 0 ? shorter : t`${shorter}, or start anew`;
  const what = fewer > 0 ? t`allow at most ${count(fewer, 'token')} for the answer, or ${shorter}` : orElse;
  return { text, refusal: t`That is ${count(over, 'token')} more than the model can read: ${what}.` };
}
