/**
 * A server that answers chats, as a person names it: address, model, key. The key is a secret of the person's: it stands in memory and in
 * the header of a request to this very host, and in nothing else. No message of this folder holds it, nor an address it could stand in.
 */
import { LabError } from '../error';
import { t } from '../language/t';

export interface Endpoint {
  /** As `parseBase` gives it: "https://api.example.org/v1". */
  readonly base: string;
  /** What the server calls the model. */
  readonly model: string;
  /** '' for a server that wants none. */
  readonly key: string;
}

/** Longest key that is taken, in characters. */
const LONGEST_KEY = 4096;

const refused = (message: string): LabError =>
  new LabError(
    'endpoint-address',
    message,
    t`Give the address as the server’s own pages do, up to /v1: https://api.example.org/v1, or http://localhost:8000/v1 for a program on this machine.`,
  );

/**
 * The address in front of `/chat/completions`, without a slash at its end. What would carry a secret or the person's texts in the open is
 * refused: a user, a query or a fragment in the address, and plain http to another place than this machine or its own network. Throws
 * `endpoint-address`, which does not repeat what was typed: a key may have been pasted there.
 */
export function parseBase(text: string): string {
  const given = text.trim();
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw refused(t`That is not the address of a server: it has to begin with https:// or http://.`);
  if (url.username || url.password || url.search || url.hash)
    throw refused(t`The address of ${url.host} has more in it than a server and a path: a user, a query or a fragment may hold a secret.`);
  if (url.protocol === 'http:' && !isNear(url.hostname))
    throw refused(t`${url.host} is asked over plain http, where anybody on the way reads the key and the texts: it needs https.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
}

/** "api.example.org", as records name where a text was written. */
export const hostOf = ({ base }: Pick<Endpoint, 'base'>): string => new URL(base).host;

/** The endpoint with its parts checked. Throws `endpoint-address`, `endpoint-key`; neither repeats what was typed as key. */
export function checkedEndpoint({ base, model, key }: Endpoint): Endpoint {
  const named = model.trim();
  if (named === '') throw refused(t`The name of the model is empty: the server has to be told which one is to answer.`);
  const secret = key.trim();
  // What else a header cannot carry, and a browser would refuse in words that repeat it.
  if (!/^[\x21-\x7e]*$/.test(secret) || secret.length > LONGEST_KEY)
    throw new LabError(
      'endpoint-key',
      t`The key has a space, a line break or a letter in it that no key has.`,
      t`Copy it once more from where it was given out.`,
    );
  return { base: parseBase(base), model: named, key: secret };
}

/** Shorter ones are no secret, and stand in any text by chance. */
const LEAST_SECRET = 6;

/** A text of the server's without the key, should it say it back. */
export const withoutKey = (text: string, { key }: Pick<Endpoint, 'key'>): string =>
  key.length >= LEAST_SECRET ? text.replaceAll(key, '…') : text;

/** This machine, and addresses that no public network carries (RFC 1918, 3927, 4193, 6761, 6762, 8375). */
function isNear(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host.includes(':')) return host === '::1' || /^f[cd]/.test(host) || /^fe[89ab]/.test(host);
  if (/^(localhost|.*\.(localhost|local|internal|home\.arpa))$/.test(host)) return true;
  const [a = NaN, b = NaN] = /^\d+(\.\d+){3}$/.test(host) ? host.split('.').map(Number) : [];
  return a === 127 || a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254);
}
