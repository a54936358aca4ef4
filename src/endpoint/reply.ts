/**
 * What a server answered, checked: the text, why it ended, the tokens it took, and the likely tokens where they were asked for. A reply is
 * foreign text of any shape; what is not a chat's answer is refused in words, and nothing of it runs or is shown as markup.
 */
import * as v from 'valibot';
import { LabError } from '../error';
import { hostOf, withoutKey, type Endpoint } from './address';
import { joinedEvents } from './events';
import { quoted } from './trouble';
import { t } from '../language/t';

/** A token that might have stood at a place, and the natural log of its probability. */
export interface TopToken {
  readonly token: string;
  readonly logProb: number;
}

export interface ChatReply {
  readonly text: string;
  /** "stop", "length", …; null where the server does not say. */
  readonly finish: string | null;
  /** Tokens read and written; null where the server does not say. */
  readonly usage: { readonly read: number; readonly written: number } | null;
  /** [token of the answer]: likely tokens there, most probable first; null where the server gives none. */
  readonly tops: readonly (readonly TopToken[])[] | null;
  /** What the server says answered; null where it does not say. */
  readonly model: string | null;
  /** Why there is no text; null where there is one. */
  readonly nothing: Nothing | null;
}

/** The model thought and said nothing; a filter of the server kept its text back; it refused; or no reason is known. */
export type Nothing = 'thoughts' | 'filter' | 'refused' | 'unknown';

const tokens = v.pipe(v.number(), v.integer(), v.minValue(0));
const top = v.object({ token: v.string(), logprob: v.number() });
const part = v.object({ text: v.optional(v.string(), '') });
const content = v.pipe(
  v.union([v.string(), v.null(), v.undefined(), v.array(part)]),
  v.transform((value): string => (Array.isArray(value) ? value.map(({ text }) => text).join('') : (value ?? ''))),
);
/** What is beside the text, and may be of any shape: then it counts as absent. */
const beside = <const S extends v.GenericSchema>(schema: S) => v.fallback(v.nullish(schema, null), null);
const logprobs = v.object({ content: v.array(v.object({ ...top.entries, top_logprobs: v.optional(v.array(top), []) })) });

/** `refusal`: of OpenAI. `reasoning_content`, `reasoning`: thoughts beside the answer, as DeepSeek, vLLM and llama.cpp have them. */
const message = v.object({
  content,
  refusal: beside(v.string()),
  reasoning_content: beside(v.string()),
  reasoning: beside(v.string()),
});
const reply = v.object({
  choices: v.pipe(v.array(v.object({ message, finish_reason: beside(v.string()), logprobs: beside(logprobs) })), v.minLength(1)),
  usage: beside(v.object({ prompt_tokens: tokens, completion_tokens: tokens })),
  model: beside(v.string()),
});
const failed = v.object({ error: v.union([v.string(), v.object({ message: v.string() })]) });

/**
 * Reads the body of an answer with status 200. `type`: its Content-Type. Throws `endpoint-cut` where it breaks off, `endpoint-not-chat`
 * where it is something else (a web page, another format), `endpoint-rejected` where it is an error that calls itself a success.
 */
export function readReply(body: string, type: string, endpoint: Endpoint): ChatReply {
  const value = /^text\/event-stream\b/i.test(type) || body.startsWith('data:') ? joinedEvents(body) : jsonIn(body);
  if (value === null) throw notWhole(body, endpoint);
  const error = v.safeParse(failed, value);
  if (error.success) throw rejectedInside(error.output.error, endpoint);
  const parsed = v.safeParse(reply, value);
  if (!parsed.success) throw notChat(t`${hostOf(endpoint)} answered with JSON that is no answer of a chat: it has no choices[0].message.`);
  const { choices, usage, model } = parsed.output;
  const [{ message, finish_reason: finish, logprobs: given }] = choices as [(typeof choices)[number]];
  return {
    text: withoutKey(message.content, endpoint),
    finish: finish === null ? null : withoutKey(finish, endpoint),
    usage: usage && { read: usage.prompt_tokens, written: usage.completion_tokens },
    tops: given && given.content.map(topsOf),
    model: model === null ? null : withoutKey(model, endpoint),
    nothing: nothingIn(message, finish),
  };
}

function nothingIn(said: v.InferOutput<typeof message>, finish: string | null): Nothing | null {
  if (said.content.trim() !== '') return null;
  if (said.refusal) return 'refused';
  if (finish === 'content_filter') return 'filter';
  return said.reasoning_content || said.reasoning ? 'thoughts' : 'unknown';
}

/** The token itself is one of the likely ones, whether the server lists it among them or not. */
function topsOf({ token, logprob, top_logprobs: others }: v.InferOutput<typeof logprobs>['content'][number]): TopToken[] {
  const all = others.some((one) => one.token === token) ? others : [{ token, logprob }, ...others];
  return all.map((one) => ({ token: one.token, logProb: one.logprob })).sort((a, b) => b.logProb - a.logProb);
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // What it is instead, `notWhole` says.
    return null;
  }
}

function notWhole(body: string, endpoint: Endpoint): LabError {
  const begins = body.trimStart();
  const host = hostOf(endpoint);
  if (begins === '') return cut(t`${host} answered nothing at all.`);
  if (begins.startsWith('{') || begins.startsWith('data:')) return cut(t`The answer of ${host} breaks off in the middle.`);
  if (begins.startsWith('<')) return notChat(t`${host} answered with a web page in the place of a chat’s answer.`);
  return notChat(t`${host} answered with something that is no JSON: ${quoted(body, endpoint)}`);
}

const rejectedInside = (error: string | { message: string }, endpoint: Endpoint): LabError =>
  new LabError(
    'endpoint-rejected',
    t`${hostOf(endpoint)} gave an error for an answer: ${quoted(typeof error === 'string' ? error : error.message, endpoint)}`,
    t`Look at what it names: the model, the number of tokens, or the key. Then ask again; what was written stays.`,
  );

export const cut = (message: string): LabError =>
  new LabError('endpoint-cut', message, t`The server, or the network on the way to it, gave up. Ask again; what was written stays.`);

const notChat = (message: string): LabError =>
  new LabError(
    'endpoint-not-chat',
    message,
    t`Check the address: it ends where /chat/completions would follow, mostly in /v1. A login page of the network answers like this, too.`,
  );
