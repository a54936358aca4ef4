/** The chat template of a model: which one, and messages written in it as transformers writes them. */
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { LabError } from '../../src/error';
import type { Prompt } from '../../src/protocol';
import { namesOf } from './classes';
import { mendTemplate, pythonFunctions } from './python-jinja';
import { objectOf, objectsOf, type Json } from './json';
import { libraryOf, NOTHING } from './library';
import { t } from '../../src/language/t';

/** `name`: what the model calls it; null where it has only one, without a name. */
export interface ChatTemplate {
  name: string | null;
  text: string;
}

/**
 * What stands under `chat_template`: a template, or several by name, as a list or an object. Of several the one called "default" is used,
 * else the first. Null where there is none.
 */
export function chatTemplateOf(value: unknown): ChatTemplate | null {
  if (typeof value === 'string') return value.trim() === '' ? null : { name: null, text: value };
  const listed = objectsOf(value).map(({ name, template }) => [name, template] as const);
  const named = [...listed, ...Object.entries(objectOf(value) ?? {})].filter(
    (pair): pair is [string, string] => typeof pair[0] === 'string' && typeof pair[1] === 'string' && pair[1].trim() !== '',
  );
  const [name, text] = named.find(([one]) => one === 'default') ?? named[0] ?? [];
  return name === undefined || text === undefined ? null : { name, text };
}

/** Writes a conversation in it, or one message of a user; `answer` opens the assistant's turn. */
export type WriteChat = (said: Prompt, answer: boolean) => string;

/**
 * Throws `chat-template-failed` when it is used: templates are programs of the model's makers, and may refuse or fail. `now`: the date
 * that some write.
 */
export function chatWriter({ text }: ChatTemplate, settings: Json, config: Json, now = () => new Date()): WriteChat {
  let library: PreTrainedTokenizer | null = null;
  // Python's Jinja reads every kind of line end as one; this one does not.
  const template = text.replace(/\r\n?/g, '\n');
  return (said, answer) => {
    try {
      library ??= mended(template, namesOf(settings, config));
      const messages = typeof said === 'string' ? [{ role: 'user', content: said }] : said.map((message) => ({ ...message }));
      return library.apply_chat_template(messages, {
        tokenize: false,
        add_generation_prompt: answer,
        ...pythonFunctions(now),
      }) as string;
    } catch (error) {
      throw new LabError(
        'chat-template-failed',
        t`This model's chat template could not be used: ${(error as Error).message}.`,
        typeof said === 'string'
          ? t`Switch the template off: the text is then read as it is.`
          : t`Some templates take no system message, or want user and assistant in turns: leave out what it does not take.`,
      );
    }
  };
}

/**
 * A tokenizer of the library with this template, which it compiles when it is first asked to write something: what comes of that first
 * time is left aside.
 */
function mended(template: string, names: Json): PreTrainedTokenizer {
  const library = libraryOf(NOTHING, { ...names, chat_template: template });
  const compiled = library._compiled_template_cache as Map<string, { parsed: unknown }>;
  try {
    library.apply_chat_template([], { tokenize: false });
  } catch (error) {
    // A template may refuse an empty conversation; one that cannot be read was never compiled.
    if (!compiled.has(template)) throw error;
  }
  mendTemplate(compiled.get(template)!.parsed);
  return library;
}
