/** What a model goes on from, as tokens. */
import type { SteerRequest } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';

/**
 * The ids of a prompt: of messages, and of a text with `template`, in the chat template with the assistant's turn opened; of another text
 * as it is. No messages at all are an empty prompt. Throws what `encode` and `encodeChat` of the model throw.
 */
export function promptIds(
  model: Pick<LoadedModel, 'encode' | 'encodeChat'>,
  { prompt, template }: Pick<SteerRequest, 'prompt' | 'template'>,
): number[] {
  if (typeof prompt !== 'string') return prompt.length === 0 ? [] : model.encodeChat(prompt, true);
  return template ? model.encodeChat(prompt, true) : model.encode(prompt);
}
