/** What each input and output of an instrumented graph is for, in a sentence. Axes are named as ARCHITECTURE.md names them. */
import { isPast } from './past';

const MEANINGS: Readonly<Record<string, string>> = {
  input_ids: 'Ids of the new tokens, [row, token]. All rows of one length: padding would be read.',
  attention_mask: 'Ones for all tokens, earlier and new, [row, token].',
  position_ids: 'Places of the new tokens in their row, counted from 0.',
  token_type_ids: 'Zeros: one kind of text.',
  num_logits_to_keep: 'Zero: the graph keeps all, and logit_index chooses.',
  steer:
    'Added to the residual stream after each block, at every position of this run: [block, row, 1, width]. Zeros leave the model as it is.',
  pool: 'How positions are put together for reading, [row, pool, token]: each pool is a weighted sum over the new tokens.',
  logit_index: 'Which of the new tokens the logits are wanted of, [row, position].',
  hook_resid_post: 'The residual stream after each block and after steering, before the final norm: [block, row, pool, width].',
  logits: 'Of the positions asked for: [row, position, vocabulary], in float32.',
};

const ADDED: readonly string[] = ['steer', 'pool', 'logit_index', 'hook_resid_post'];

/** Whether the published graph has no input or output of this name. */
export const isAdded = (name: string): boolean => ADDED.includes(name);

/**
 * What `name` is for. `present`: the outputs that go on as the cache. Whatever is no part of the cache and not named above goes through as
 * the published graph has it.
 */
export function meaningOf(name: string, present: ReadonlySet<string>): string {
  const known = MEANINGS[name];
  if (known !== undefined) return known;
  if (isPast(name)) return 'What the model remembers of earlier tokens: the output that the run before gave for it; empty at first.';
  if (present.has(name)) return 'What the model remembers, new tokens included: feed it to the next run.';
  return 'As the published graph has it.';
}
