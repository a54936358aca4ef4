/** The chat template of a model: which one, and a message written in it as transformers writes it. */
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { LabError } from '../src/error';
import { namesOf } from './tokenizer/classes';
import { objectOf, objectsOf, type Json } from './tokenizer/json';
import { libraryOf, NOTHING } from './tokenizer/library';

/** `name`: what the model calls it; null where it has only one, without a name. */
export interface ChatTemplate {
  name: string | null;
  text: string;
}

/**
 * What stands under `chat_template`: a template, or several by name, as a list or an object. Of several the one called "default" is used, else the first.
 * Null where there is none.
 */
export function chatTemplateOf(value: unknown): ChatTemplate | null {
  if (typeof value === 'string') return value.trim() === '' ? null : { name: null, text: value };
  const listed = objectsOf(value).map(({ name, template }) => [name, template] as const);
  const named = [...listed, ...Object.entries(objectOf(value) ?? {})].filter((pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string' && pair[1].trim() !== '');
  const [name, text] = named.find(([one]) => one === 'default') ?? named[0] ?? [];
  return name === undefined || text === undefined ? null : { name, text };
}

/** Writes one message of a user in it; `answer` opens the assistant's turn. */
export type WriteChat = (message: string, answer: boolean) => string;

/** Throws `chat-template-failed` when it is used: templates are programs of the model's makers, and may refuse or fail. */
export function chatWriter({ text }: ChatTemplate, settings: Json, config: Json): WriteChat {
  let library: PreTrainedTokenizer | null = null;
  return (message, answer) => {
    try {
      // Python's Jinja reads every kind of line end as one; this one does not.
      library ??= libraryOf(NOTHING, { ...namesOf(settings, config), chat_template: text.replace(/\r\n?/g, '\n') });
      return library.apply_chat_template([{ role: 'user', content: message }], { tokenize: false, add_generation_prompt: answer }) as string;
    } catch (error) {
      throw new LabError('chat-template-failed', `This model's chat template could not be used: ${(error as Error).message}.`, 'Switch the template off: the text is then read as it is.');
    }
  };
}
