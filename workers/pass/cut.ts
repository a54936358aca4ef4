/**
 * Which tokens of a text are read. Apart from the reading, so that what is kept can be found by the tokens themselves: whatever makes them
 * (the tokenizer, the chat template and the date in it, the model's context, the lab's own code), the numbers depend on nothing else of it.
 */
import { sha256 } from '../../src/formats/sha256';
import { LabError } from '../../src/error';
import { random, shuffle as shuffled } from '../../src/lab/random';
import { textOf } from '../../src/lab/passage';
import type { CutReply, CutRequest, Passage } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';
import { inMessages, inPlain } from '../tokenizer/passage';
import type { Span } from '../tokenizer/text-span';
import { breathe } from '../yield';
import { t } from '../../src/language/t';

type Tokens = Pick<LoadedModel, 'encode' | 'encodeChat' | 'textSpan' | 'context'>;

/** Cuts every text, and reads none. Throws `no-texts`, `bad-cut`, and what `cutText` throws. */
export async function cut(model: Tokens, request: CutRequest, signal: AbortSignal): Promise<CutReply> {
  checkTexts(request);
  const framed = request.template || request.texts.some(isAnswer);
  const out: CutReply = { tokens: [], truncated: [], tokenHashes: [], ...(framed && { answers: [] }) };
  for (const text of request.texts.keys()) {
    await breathe();
    signal.throwIfAborted();
    const one = cutText(model, request, text);
    out.tokens.push(one.ids.length);
    out.truncated.push(one.truncated);
    const answer = framed ? answerIn(model, request, text, one.ids.length) : '';
    out.tokenHashes.push(await hashRead(request, text, one.ids, answer));
    out.answers?.push(typeof answer === 'object');
  }
  return out;
}

const isAnswer = (text: Passage): boolean => typeof text !== 'string';

/** Whether a template or a prompt stands round text `index`. */
export const isFramed = ({ texts, template }: CutRequest, index: number): boolean => template || isAnswer(texts[index]!);

/**
 * Which of the `read` tokens of text `index` are the text's own, neither its chat template's nor its prompt's; in words why there are none.
 */
export function answerIn(model: Tokens, { texts, template }: CutRequest, index: number, read: number): Span | string {
  const passage = texts[index]!;
  const span = model.textSpan(passage, template);
  const named = `Text ${index + 1} of ${texts.length}`;
  const around = isAnswer(passage) ? (template ? 'the chat template and its prompt' : 'its prompt') : 'the chat template';
  if (!span) return `${named}: its tokens cannot be told from those of ${around}${template ? ', which writes it in another form' : ''}.`;
  if (span.first >= read) return `${named}: only ${read} tokens are read, and ${span.first} of ${around} stand before its own first one.`;
  return { first: span.first, end: Math.min(span.end, read) };
}

/** What `answerIn` finds. Throws `answer-needs-template` where the text is read alone, `no-answer` where none of them is read. */
export function expectAnswer(model: Tokens, request: CutRequest, index: number, read: number): Span {
  if (!isFramed(request, index))
    throw new LabError(
      'answer-needs-template',
      t`The pooling “answer” takes the tokens of the text within its chat template, and the texts are read without one.`,
      t`Switch the chat template on, or choose another pooling.`,
    );
  const span = answerIn(model, request, index, read);
  if (typeof span === 'object') return span;
  throw new LabError('no-answer', span, t`Read more tokens of each text (maxTokens), or choose another pooling.`);
}

/** Throws `no-texts`, `bad-cut` or `empty-text`. */
export function checkTexts({ texts, maxTokens }: CutRequest): void {
  if (texts.length === 0) throw new LabError('no-texts', t`There is no text to read.`, t`Give at least one text.`);
  if (!(maxTokens >= 1)) throw new LabError('bad-cut', t`maxTokens must be at least 1, got ${maxTokens}.`, t`The default is 512.`);
  texts.forEach((text, i) => {
    const own: unknown = textOf(text);
    if (typeof own !== 'string' || own.trim() === '') throw empty(`Text ${i + 1} of ${texts.length} is empty.`);
  });
}

/**
 * The token ids that are read of text `index`. Throws `no-chat-template`, `empty-text` for one of which the tokenizer leaves nothing, and
 * `no-answer` for one that is to be shuffled, and whose own tokens cannot be told.
 */
export function cutText(model: Tokens, request: CutRequest, index: number): { ids: number[]; truncated: boolean } {
  const { texts, template, maxTokens, shuffle } = request;
  const passage = texts[index]!;
  const all = template ? model.encodeChat(inMessages(passage), false) : model.encode(inPlain(passage));
  if (all.length === 0)
    throw empty(
      `Text ${index + 1} of ${texts.length} (${JSON.stringify(textOf(passage).slice(0, 20))}) has no tokens in this model's tokenizer.`,
    );
  const ids = all.slice(0, Math.min(maxTokens, model.context ?? Infinity));
  const truncated = all.length > ids.length;
  if (shuffle === undefined) return { ids, truncated };
  const own = isFramed(request, index) ? expectAnswer(model, request, index, ids.length) : { first: 0, end: ids.length };
  // A model's anchor is its first token, whatever that is.
  const first = Math.max(own.first, 1);
  const mixed = shuffled(ids.slice(first, own.end), random(shuffle));
  return { ids: [...ids.slice(0, first), ...mixed, ...ids.slice(Math.max(own.end, first))], truncated };
}

/** No token has this number. */
const BORDER = 2 ** 32 - 1;

/**
 * SHA-256 (hex) of the `ids` that are read of text `index`. Of an answer which of them are its own, `answer` (`answerIn`), goes into it:
 * the same tokens are divided otherwise between another prompt and another answer.
 */
export function hashRead({ texts }: CutRequest, index: number, ids: readonly number[], answer: Span | string): Promise<string> {
  if (!isAnswer(texts[index]!)) return sha256(Uint32Array.from(ids));
  const span = typeof answer === 'object' ? [answer.first, answer.end] : [];
  return sha256(Uint32Array.from([...ids, BORDER, ...span]));
}

const empty = (message: string): LabError =>
  new LabError('empty-text', message, t`Remove it or write something: an empty text has no residual stream.`);
