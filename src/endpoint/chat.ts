/**
 * Asks a server with the interface of OpenAI's chats (`POST {base}/chat/completions`) for one answer. Passing trouble is asked about again
 * with growing pauses, a bounded number of times; a stop is obeyed at once, in a pause, too. The key goes into one header of a request to
 * this host: no cookies go along, no referrer, and a server that sends the request on to another address is an error.
 */
import { LabError } from '../error';
import { readBounded } from '../formats/bounded';
import type { Outside } from '../hub/ask';
import { patience } from '../hub/patience';
import { isPassing, LONGEST_WAIT, retryAfter, retryDelay } from '../hub/retry';
import { checkedEndpoint, hostOf, type Endpoint } from './address';
import { dialectOf, learn, otherDialect, REFUSES, type Dialect } from './dialect';
import { cut, readReply, type ChatReply } from './reply';
import { endless, noLogProbs, refusalOf, silent, unreachable } from './trouble';
import { t } from '../language/t';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly temperature: number;
  /** A server that refuses the temperature is asked without one: its own holds. Absent: a refusal stays one. */
  readonly mayDropTemperature?: boolean;
  readonly maxTokens: number;
  /** Absent: the server draws its own. */
  readonly seed?: number;
  /** How many likely tokens are asked for at each place of the answer; absent: none. */
  readonly topLogProbs?: number;
}

/** `sleep` ends at once, rejecting, when its signal fires. */
export interface EndpointWorld extends Outside {
  /** Milliseconds that one answer may take in all. */
  readonly longest: number;
}

/** A pause before another try. */
export interface Waiting {
  /** The try that comes, of so many. */
  readonly attempt: number;
  readonly tries: number;
  readonly seconds: number;
  /** Why the last one failed. */
  readonly why: string;
}

export interface ChatOptions {
  readonly world: EndpointWorld;
  readonly signal: AbortSignal;
  readonly onWait?: (waiting: Waiting) => void;
}

/** Tries of one request, in all. */
export const TRIES = 5;
/** Bytes of an answer; one of 4,000 tokens with twenty likely ones each has about as many. */
const MOST = 4e6;

/** An answer, and the temperature that it was asked for at; null: none was sent, so that the server's own held. */
export interface ChatAnswer extends ChatReply {
  readonly temperature: number | null;
}

/**
 * The answer. Rejects with `endpoint-…` and `network` errors (src/error-codes.ts), none of which holds the key, and with the signal's
 * reason once that fires. `endpoint-no-logprobs`: the server refuses `topLogProbs`, so that the same request without them may be answered.
 */
export async function askChat(asked: Endpoint, request: ChatRequest, { world, signal, onWait }: ChatOptions): Promise<ChatAnswer> {
  const endpoint = checkedEndpoint(asked);
  const first = dialectOf(world, endpoint);
  let dialect = first;
  for (let attempt = 1; ; attempt++) {
    const got = await once(endpoint, bodyOf(endpoint, request, dialect), world, signal);
    if ('reply' in got) {
      learn(world, endpoint, dialect);
      return { ...got.reply, temperature: sends(request, dialect) ? request.temperature : null };
    }
    const { trouble, passing, after, refusal } = got;
    // Only the likely tokens are too much: the rest of the request is taken.
    if (trouble.code === 'endpoint-no-logprobs') learn(world, endpoint, dialect);
    const other = refusal === undefined ? null : otherDialect(refusal, dialect, first, request.mayDropTemperature ?? false);
    if (other !== null) {
      dialect = other;
      continue;
    }
    if (!passing || attempt >= TRIES || (after ?? 0) > LONGEST_WAIT) throw trouble;
    const wait = retryDelay(attempt, after, world.random());
    onWait?.({ attempt: attempt + 1, tries: TRIES, seconds: wait / 1000, why: got.says });
    await world.sleep(wait, signal);
    signal.throwIfAborted();
  }
}

type Got =
  | { readonly reply: ChatReply }
  /** `after`: milliseconds that the server wants left alone; `says`: what happened, in a few words. */
  | {
      readonly trouble: LabError;
      readonly passing: boolean;
      readonly after: number | null;
      readonly says: string;
      /** What the server said where it does not take the request as it is. */
      readonly refusal?: string;
    };

async function once(endpoint: Endpoint, body: object, world: EndpointWorld, signal: AbortSignal): Promise<Got> {
  const idle = patience(world, signal);
  const whole = patience({ patience: world.longest }, idle.signal);
  let status: number | null = null;
  try {
    const answer = await world.fetch(`${endpoint.base}/chat/completions`, { ...requestOf(endpoint, body), signal: whole.signal });
    ({ status } = answer);
    const bytes = answer.body ? await readBounded(answer.body, MOST, () => idle.renew()) : new Uint8Array();
    if (bytes === null) return lasting(endless(endpoint, t`${MOST / 1e6} MB`));
    const said = new TextDecoder().decode(bytes);
    if (answer.ok) return { reply: readReply(said, answer.headers.get('content-type') ?? '', endpoint) };
    const after = retryAfter(answer.headers.get('retry-after'), world.now());
    if ('logprobs' in body && REFUSES.includes(status) && said.includes('logprobs')) return lasting(noLogProbs(endpoint));
    return {
      trouble: refusalOf(status, said, endpoint, (after ?? 0) > LONGEST_WAIT ? after : null),
      passing: isPassing(status),
      after,
      says: t`${hostOf(endpoint)} answered ${status}`,
      ...(REFUSES.includes(status) && { refusal: said }),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (idle.signal.aborted) return lasting(silent(endpoint, Math.round(world.patience / 1000)));
    if (whole.signal.aborted) return lasting(endless(endpoint, t`${Math.round(world.longest / 60_000)} minutes`));
    if (error instanceof LabError) return error.code === 'endpoint-cut' ? passing(error) : lasting(error);
    if (status !== null) return passing(cut(t`The answer of ${hostOf(endpoint)} breaks off in the middle.`));
    return passing(unreachable(endpoint, error, world.offline?.() ?? false));
  } finally {
    idle.end();
    whole.end();
  }
}

const lasting = (trouble: LabError): Got => ({ trouble, passing: false, after: null, says: trouble.message });
const passing = (trouble: LabError): Got => ({ trouble, passing: true, after: null, says: trouble.message });

/** Whether the temperature is sent. */
const sends = ({ mayDropTemperature = false }: ChatRequest, dialect: Dialect): boolean => dialect.temperature || !mayDropTemperature;

const bodyOf = ({ model }: Endpoint, request: ChatRequest, dialect: Dialect): object => {
  const { messages, temperature, maxTokens, seed, topLogProbs } = request;
  return {
    ...{ model, messages, [dialect.limit]: maxTokens, n: 1, stream: false },
    ...(sends(request, dialect) && { temperature }),
    ...(seed !== undefined && { seed }),
    ...(topLogProbs !== undefined && { logprobs: true, top_logprobs: topLogProbs }),
  };
};

const requestOf = ({ key }: Endpoint, body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) },
  body: JSON.stringify(body),
  redirect: 'error',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
});
