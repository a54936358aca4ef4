/** Text and tokens of one model: its tokenizer, its chat template, where an answer ends. */
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { LabError } from '../src/error';
import type { LoadedModel } from './loaded';

/** The part of a loaded model that needs no session. */
export type Tokens = Pick<LoadedModel, 'context' | 'endTokens' | 'encode' | 'encodeChat' | 'decode'> & { chatTemplate: boolean };

/** `config` and `generation`: what the model's JSON files say of its end tokens and its longest context. Throws `tokenizer-not-understood`. */
export function tokensOf(config: Record<string, unknown>, generation: Record<string, unknown> | null, json: Record<string, unknown>, settings: Record<string, unknown>): Tokens {
  const tokenizer = made(json, settings);
  const eos = [config.eos_token_id, generation?.eos_token_id, tokenizer.eos_token_id].flat();
  return {
    context: Number(config.max_position_embeddings) || 2048,
    endTokens: new Set(eos.filter((id): id is number => typeof id === 'number')),
    chatTemplate: Boolean(tokenizer.chat_template),
    encode: (text) => tokenizer.encode(text),
    encodeChat(message, answer) {
      if (!tokenizer.chat_template) {
        throw new LabError('no-chat-template', 'This model has no chat template.', 'Switch the template off: the text is then read as it is.');
      }
      const text = written(() => tokenizer.apply_chat_template([{ role: 'user', content: message }], { tokenize: false, add_generation_prompt: answer }) as string);
      return tokenizer.encode(text, { add_special_tokens: false });
    },
    decode: (ids) => tokenizer.decode([...ids], { skip_special_tokens: true }),
  };
}

function made(json: Record<string, unknown>, settings: Record<string, unknown>): PreTrainedTokenizer {
  try {
    return new PreTrainedTokenizer(json, settings);
  } catch (error) {
    throw new LabError('tokenizer-not-understood', `tokenizer.json could not be used: ${(error as Error).message}.`, 'It should be a tokenizer in the format of Hugging Face tokenizers; export the model again, or choose another one.');
  }
}

/** Templates are programs of the model's makers, and may refuse or fail. */
function written(template: () => string): string {
  try {
    return template();
  } catch (error) {
    throw new LabError('chat-template-failed', `This model's chat template could not be used: ${(error as Error).message}.`, 'Switch the template off: the text is then read as it is.');
  }
}
