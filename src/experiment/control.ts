/** What stands beside a push as a control: the same push along something else, or words in its place. */
import * as v from 'valibot';
import { finite, oneOf, record, text } from '../formats/schemas';
import { id } from './fields';

export const side = oneOf('positive', 'negative');

/**
 * The first three were pushed as the edits say, block by block as long, but along another direction: one drawn at random, one learnt from
 * pairs whose texts a coin had swapped, one of another concept. `asked`: not pushed; the sentence stood in front of the prompt.
 */
export const control = v.union([
  record({ kind: oneOf('random', 'shuffled'), seed: finite }),
  record({ kind: v.literal('other'), directions: id }),
  record({ kind: v.literal('asked'), side, instruction: text }),
]);
export type Control = v.InferOutput<typeof control>;

/** A prompt with the sentence that asks for a side in front of it. */
export const askedPrompt = (prompt: string, control: Control | undefined): string =>
  control?.kind === 'asked' ? `${control.instruction}\n\n${prompt}` : prompt;

/** The prompt without that sentence; null where it does not begin with it. */
export function plainPrompt(asked: string, control: Control | undefined): string | null {
  if (control?.kind !== 'asked') return asked;
  const front = askedPrompt('', control);
  return asked.startsWith(front) ? asked.slice(front.length) : null;
}
