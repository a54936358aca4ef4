/** Text and tokens of one model: its tokenizer, its chat template, where an answer ends. */
import { LabError } from '../../src/error';
import type { Prompt } from '../../src/protocol';
import { chatTemplateOf, chatWriter } from './chat-template';
import type { LoadedModel } from '../model/loaded';
import { contextOf, endTokensOf, vocabularyOf } from './stated';
import { namesOf } from './classes';
import type { Json } from './json';
import { textOf } from '../../src/lab/passage';
import { inMessages, inPlain, withText } from './passage';
import { frameAround, placeOf, spanIn } from './text-span';
import { makeTokenizer } from './tokenizer';
import { t } from '../../src/language/t';

/**
 * What the model's JSON files say: config.json, generation_config.json and genai_config.json (as configOfGenai has it), tokenizer.json,
 * tokenizer_config.json.
 */
export interface ModelTexts {
  config: Json;
  generation: Json | null;
  genai: Json | null;
  tokenizer: Json;
  settings: Json;
}

/** The part of a loaded model that needs no session. */
export interface Tokens extends Pick<
  LoadedModel,
  'context' | 'endTokens' | 'encode' | 'encodeChat' | 'encodeAfter' | 'textSpan' | 'decode'
> {
  chatTemplate: boolean;
  /** What the model calls the chat template in use, where it has several; null otherwise. */
  chatTemplateName: string | null;
}

/** Throws `tokenizer-not-understood`. */
export function tokensOf({ config, generation, genai, tokenizer: json, settings }: ModelTexts): Tokens {
  const tokenizer = makeTokenizer(json, settings, config);
  const template = chatTemplateOf(settings.chat_template);
  const write = template && chatWriter(template, settings, config);
  const vocabulary = vocabularyOf(config);
  const eos = namesOf(settings, config).eos_token;
  return {
    context: contextOf(config) ?? (genai && contextOf(genai)),
    endTokens: endTokensOf(config, generation, genai, { eos_token_id: eos === undefined ? undefined : tokenizer.idOf(eos) }),
    chatTemplate: template !== null,
    chatTemplateName: template?.name ?? null,
    encode: (text) => encode(text, true),
    encodeChat: (said, answer) => encode(inTemplate(said, answer), false),
    encodeAfter(prompt, continuations, inChat) {
      const text = inChat ? inTemplate(prompt, true) : prompt;
      const before = encode(text, !inChat);
      return continuations.map((continuation) => {
        const whole = encode(text + continuation, !inChat);
        return before.every((id, i) => whole[i] === id) ? whole.slice(before.length) : encode(continuation, false);
      });
    },
    textSpan(passage, inChat) {
      const own = textOf(passage);
      const write = (text: string): string => {
        const other = withText(passage, text);
        return inChat ? inTemplate(inMessages(other), false) : inPlain(other);
      };
      const written = write(own);
      const frame = frameAround(own, written, write);
      const ids = encode(written, false);
      const span = frame && spanIn(ids, frame, (text) => tokenizer.encode(text, false));
      if (inChat || !span) return span;
      const lead = placeOf(ids, encode(written, true));
      return lead === null ? null : { first: span.first + lead, end: span.end + lead };
    },
    decode: (ids) => tokenizer.decode(ids),
  };

  function inTemplate(said: Prompt, answer: boolean): string {
    if (write) return write(said, answer);
    throw new LabError(
      'no-chat-template',
      t`This model has no chat template.`,
      typeof said === 'string'
        ? t`Switch the template off: the text is then read as it is.`
        : t`Without one it cannot tell messages apart: give one text, or load a model that was trained to chat.`,
    );
  }

  /** A token of the tokenizer that the model has no number for would end the runtime. */
  function encode(text: string, framed: boolean): number[] {
    const ids = tokenizer.encode(text, framed);
    const beyond = vocabulary === null ? undefined : ids.find((id) => id >= vocabulary);
    if (beyond === undefined) return ids;
    throw new LabError(
      'token-beyond-model',
      t`"${tokenizer.nameOf(beyond) ?? beyond}" is token ${beyond} of the tokenizer; the model knows ${vocabulary!}, from 0 on.`,
      t`Leave it out of the text, or export the model again: tokenizer and config.json do not belong together.`,
    );
  }
}
