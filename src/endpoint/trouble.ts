/** What a server's refusals mean, in words: what it said, and what a person can do. Pure. */
import { isSilent, LabError } from '../error';
import { isPassing } from '../hub/retry';
import { hostOf, withoutKey, type Endpoint } from './address';
import { t } from '../language/t';

/** Characters of a server's own words that are repeated. */
const LONGEST_QUOTE = 200;

/** Words of a server as a person may read them: one line, short, without control characters, without the key. */
export function quoted(text: string, endpoint: Endpoint): string {
  const line = withoutKey(text, endpoint)
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  return `“${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1)}…` : line}”`;
}

/** The message in a body of an error as such servers write it; null where there is none. */
function messageIn(body: string): string | null {
  try {
    const value = JSON.parse(body) as { error?: string | { message?: unknown }; detail?: unknown; message?: unknown } | null;
    const error = value?.error;
    const said = typeof error === 'string' ? error : (error?.message ?? value?.message ?? value?.detail);
    return typeof said === 'string' && said.trim() !== '' ? said : null;
  } catch {
    // A web page, or a proxy's words: the status says enough.
    return null;
  }
}

/**
 * Why a status other than success came. Of a refused key nothing is repeated, for servers say parts of it back. `after`: milliseconds that
 * the server wants left alone, where that is longer than anybody waits here; else null.
 */
export function refusalOf(status: number, body: string, endpoint: Endpoint, after: number | null): LabError {
  const host = hostOf(endpoint);
  const said = messageIn(body);
  const words = said === null ? '' : t` It says: ${quoted(said, endpoint)}`;
  if (status === 401 || status === 403)
    return new LabError(
      'endpoint-refused',
      endpoint.key === ''
        ? t`${host} wants a key, and none was given (answer ${status}).`
        : t`${host} does not accept this key (answer ${status}).`,
      t`Type the key that belongs to this server. It is kept until the page is left, and goes to this server alone.`,
    );
  if (status === 404)
    return new LabError(
      'endpoint-missing',
      t`${host} has nothing at this address, or no model “${endpoint.model}” (answer 404).${words}`,
      t`Check the address, which mostly ends in /v1, and the name of the model, letter by letter.`,
    );
  if (isPassing(status)) {
    const what = t`${host} answered ${status}${status === 429 ? t` (too many requests, or nothing left to spend)` : ''}`;
    return after === null
      ? new LabError(
          'endpoint-busy',
          t`${what}, again and again.${words}`,
          t`Wait some minutes, then go on: what was written stays, and only the rest is asked for.`,
        )
      : new LabError(
          'endpoint-busy',
          t`${what}, and wants no other request for ${timeText(after)}: it was asked no more.${words}`,
          t`Go on after that, or with another server: what was written stays, and only the rest is asked for.`,
        );
  }
  return new LabError(
    'endpoint-rejected',
    t`${host} refused the request (answer ${status}).${words}`,
    t`Change what it names: the model, the number of tokens, the temperature. What was written stays.`,
  );
}

/** A time of more than a minute, rounded up: "2 minutes", "28 hours". */
function timeText(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  if (minutes < 120) return t`${minutes} minutes`;
  const hours = Math.ceil(minutes / 60);
  if (hours < 48) return t`${hours} hours`;
  const days = Math.ceil(hours / 24);
  return days <= 366 ? t`${days} days` : t`more than a year`;
}

/** The server gives no probabilities of tokens, and refuses whoever asks for them. */
export const noLogProbs = (endpoint: Endpoint): LabError =>
  new LabError(
    'endpoint-no-logprobs',
    t`${hostOf(endpoint)} gives no probabilities of its answer’s tokens.`,
    t`Ask for the text alone, or choose another model of this server.`,
  );

/** No connection, or one that a browser does not let this page use: it does not tell which. */
export function unreachable(endpoint: Endpoint, error: unknown, offline: boolean): LabError {
  const host = hostOf(endpoint);
  if (offline)
    return new LabError(
      'network',
      t`The network is away: this machine is offline, so ${host} cannot be asked.`,
      t`Connect it, then go on.`,
    );
  const words = isSilent(error) ? '' : t` (the browser cannot open a connection)`;
  return new LabError(
    'network',
    t`${host} does not answer${words}.`,
    t`It may be down, its address may be wrong, it may send the browser on to another address, or it may not let a page of another address ask it (CORS): a server of your own has an option for that. Check it, then go on.`,
  );
}

/** `seconds` without a byte. */
export const silent = (endpoint: Endpoint, seconds: number): LabError =>
  new LabError(
    'endpoint-silent',
    t`Nothing came from ${hostOf(endpoint)} for ${seconds} s.`,
    t`A large model on a small machine may need longer than that: ask for fewer tokens, or a smaller model. Then go on; what was written stays.`,
  );

/** `what`: "2 MB", "10 minutes". */
export const endless = (endpoint: Endpoint, what: string): LabError =>
  new LabError(
    'endpoint-endless',
    t`${hostOf(endpoint)} did not come to an end within ${what}: the answer was dropped.`,
    t`An answer of so few tokens is a few kilobytes. Look at what answers at this address.`,
  );
