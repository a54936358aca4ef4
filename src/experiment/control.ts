/** What stands beside a push as a control: the same push along something else, or words in its place. */
import * as v from 'valibot';
import { oneOf, record, text, seed } from '../formats/schemas';
import { id } from './fields';
import { t } from '../language/t';

export const side = oneOf('positive', 'negative');

/**
 * The first three were pushed as the edits say, block by block as long, but along other directions: random ones, those learnt from pairs
 * whose texts a coin had swapped, those of another concept. `asked`: not pushed; the sentence stood in front of the prompt. `turned`: the
 * random ones are the run's own, turned as a whole (`turnedUnits`). Earlier versions drew each block by itself and wrote nothing there:
 * such pushes cancel from block to block, are weaker than the one that they stood beside, and count as no control.
 */
export const control = v.union([
  record({ kind: v.literal('random'), seed, turned: v.exactOptional(v.literal(true, t`true, or nothing`)) }),
  record({ kind: v.literal('shuffled'), seed }),
  record({ kind: v.literal('other'), directions: id }),
  record({ kind: v.literal('asked'), side, instruction: text }),
]);
export type Control = v.InferOutput<typeof control>;

/** A random direction that counts as a control. */
export const turned = (seed: number): Control => ({ kind: 'random', seed, turned: true });
export const isTurned = (control: Control | undefined): boolean => control?.kind === 'random' && control.turned === true;

/** A prompt with the sentence that asks for a side in front of it. */
export const askedPrompt = (prompt: string, control: Control | undefined): string =>
  control?.kind === 'asked' ? `${control.instruction}\n\n${prompt}` : prompt;

/** The prompt without that sentence; null where it does not begin with it. */
export function plainPrompt(asked: string, control: Control | undefined): string | null {
  if (control?.kind !== 'asked') return asked;
  const front = askedPrompt('', control);
  return asked.startsWith(front) ? asked.slice(front.length) : null;
}
