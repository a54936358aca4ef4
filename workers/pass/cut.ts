/**
 * Which tokens of a text are read. Apart from the reading, so that what is kept can be found by the tokens themselves: whatever makes them
 * (the tokenizer, the chat template and the date in it, the model's context, the lab's own code), the numbers depend on nothing else of it.
 */
import { sha256 } from 'hash-wasm';
import { LabError } from '../../src/error';
import { random, shuffle as shuffled } from '../../src/lab/random';
import type { Cut, CutRequest } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';
import { breathe } from '../yield';

type Tokens = Pick<LoadedModel, 'encode' | 'encodeChat' | 'context'>;

/** Cuts every text, and reads none. Throws `no-texts`, `bad-cut`, `empty-text` or `no-chat-template`. */
export async function cut(model: Tokens, request: CutRequest, signal: AbortSignal): Promise<Cut> {
  checkTexts(request);
  const out: Cut = { tokens: [], truncated: [], tokenHashes: [] };
  for (const text of request.texts.keys()) {
    await breathe();
    signal.throwIfAborted();
    const one = cutText(model, request, text);
    out.tokens.push(one.ids.length);
    out.truncated.push(one.truncated);
    out.tokenHashes.push(await hashTokens(one.ids));
  }
  return out;
}

/** Throws `no-texts`, `bad-cut` or `empty-text`. */
export function checkTexts({ texts, maxTokens }: CutRequest): void {
  if (texts.length === 0) throw new LabError('no-texts', 'There is no text to read.', 'Give at least one text.');
  if (!(maxTokens >= 1)) throw new LabError('bad-cut', `maxTokens must be at least 1, got ${maxTokens}.`, 'The default is 512.');
  texts.forEach((text, i) => {
    if (typeof text !== 'string' || text.trim() === '') throw empty(`Text ${i + 1} of ${texts.length} is empty.`);
  });
}

/**
 * The token ids that are read of text `index`. Throws `no-chat-template`, and `empty-text` for one of which the tokenizer leaves nothing.
 */
export function cutText(
  model: Tokens,
  { texts, template, maxTokens, shuffle }: CutRequest,
  index: number,
): { ids: number[]; truncated: boolean } {
  const text = texts[index]!;
  const all = template ? model.encodeChat(text, false) : model.encode(text);
  if (all.length === 0)
    throw empty(`Text ${index + 1} of ${texts.length} (${JSON.stringify(text.slice(0, 20))}) has no tokens in this model's tokenizer.`);
  const ids = all.slice(0, Math.min(maxTokens, model.context ?? Infinity));
  return {
    ids: shuffle === undefined ? ids : [...ids.slice(0, 1), ...shuffled(ids.slice(1), random(shuffle))],
    truncated: all.length > ids.length,
  };
}

/** SHA-256 (hex) of token ids. Not crypto.subtle: a page over plain http has none. */
export const hashTokens = (ids: readonly number[]): Promise<string> => sha256(Uint32Array.from(ids));

const empty = (message: string): LabError =>
  new LabError('empty-text', message, 'Remove it or write something: an empty text has no residual stream.');
