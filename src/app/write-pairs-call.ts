/** One text, asked of whoever writes: the loaded model, or a server. */
import type { Ask } from '../client';
import type { Endpoint } from '../endpoint/address';
import { askChat, type ChatMessage, type EndpointWorld, type Waiting } from '../endpoint/chat';
import type { Nothing } from '../endpoint/reply';
import { labError } from '../error';
import { textOf, type MadeText } from '../experiment/write-pairs/made';
import type { Calls, ModelInfo } from '../protocol';

/** How it is to be written. */
export interface TextAsked {
  readonly messages: readonly [ChatMessage];
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number;
}

/** `nothing`: why the text is empty, which it is then. */
export interface Came extends Omit<MadeText, 'at'> {
  readonly nothing: Nothing | null;
}

export type Write = (asked: TextAsked, signal: AbortSignal) => Promise<Came>;

/** An answer as a text. What is nothing else than what `textOf` takes away was thoughts. */
function cameOf(answer: string, nothing: Nothing | null): Pick<Came, 'text' | 'nothing'> {
  const text = textOf(answer);
  if (text !== '') return { text, nothing: null };
  return { text, nothing: nothing ?? (answer.trim() === '' ? 'unknown' : 'thoughts') };
}

/** By a server. Rejects as `askChat`. */
export const writeAt =
  (endpoint: Endpoint, world: EndpointWorld, onWait: (waiting: Waiting) => void): Write =>
  async (asked, signal) => {
    const { text, finish, usage, nothing } = await askChat(endpoint, asked, { world, signal, onWait });
    return { ...cameOf(text, nothing), cut: finish === 'length', usage };
  };

/** How the loaded model chooses among likely tokens, beside the temperature. */
const SAMPLING = { topP: 0.95, repetitionPenalty: 1.1 };

/** By the loaded model, left alone; in its chat template where it has one. Rejects as the call `generate`. */
export const writeHere =
  ({ layers, width, chatTemplate }: ModelInfo, model: Ask<Calls>): Write =>
  async ({ messages, temperature, maxTokens, seed }, signal) => {
    const request = {
      prompt: chatTemplate ? messages : messages[0].content,
      template: false,
      rows: 1,
      steer: new Float32Array(layers * width),
      seeds: [seed],
      read: null,
      ...{ temperature, ...SAMPLING, maxNewTokens: maxTokens },
    };
    const { rows, promptTokens } = await model.call('generate', request, { signal });
    const [{ text, ended, tokens, failure }] = rows as [(typeof rows)[number]];
    if (failure) throw labError(failure);
    return { ...cameOf(text, null), cut: !ended, usage: { read: promptTokens, written: tokens.length } };
  };
