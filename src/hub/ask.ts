/** Asks a server something small, a listing or the headers of a file: passing trouble is asked about again, a silent server is given up. */
import { isSilent, LabError } from '../error';
import { readListing, type Listing } from './listing';
import { patience } from './patience';
import { isPassing, LONGEST_WAIT, retryAfter, retryDelay } from './retry';
import { t } from '../language/t';

/** The world outside, so that tests have none. */
export interface Outside {
  fetch(url: string, init: RequestInit): Promise<Response>;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  random(): number;
  now(): number;
  /** Milliseconds without an answer after which a server counts as silent. */
  patience: number;
  /** The browser knows that there is no network. Where it says nothing, there may be none all the same. */
  offline?(): boolean;
}

/** What was answered; or why nothing was: `server-busy`, or `network`, `silent` where the patience ended. */
export type Asked<T> = { told: T } | { trouble: LabError; silent: boolean };

export interface AskOptions {
  world: Outside;
  signal: AbortSignal;
  /** In all; 1 by default. */
  tries?: number;
}

/** `read` is given any answer that is not passing trouble, refusals too. Throws only when `signal` fires. */
export async function ask<T>(
  url: string,
  init: RequestInit,
  read: (answer: Response) => T | Promise<T>,
  { world, signal, tries = 1 }: AskOptions,
): Promise<Asked<T>> {
  for (let attempt = 1; ; attempt++) {
    const asked = await once(url, init, read, world, signal);
    if ('told' in asked || attempt >= tries || (asked.after ?? 0) > LONGEST_WAIT) return asked;
    await world.sleep(retryDelay(attempt, asked.after, world.random()), signal);
  }
}

/** `https://hub/owner/name/resolve/main/…`, and the Hub's own addresses of its listings, as people write repositories. */
const repoOf = (url: string): { repo: string; revision: string } => {
  const [, repo = url, revision = ''] = /\/\/[^/]+\/(?:.*\/)?([^/]+\/[^/]+)\/(?:resolve|revision)\/([^/?]+)/.exec(url) ?? [];
  return { repo: decodeURIComponent(repo), revision: decodeURIComponent(revision) };
};

/**
 * Why a server gives nothing of a repository: `repo-missing`, `revision-missing`, `access-refused`; null for any other answer. The Hub
 * tells strangers 401 for what does not exist as well as for what is private, and says which in a header of its own as far as it tells.
 */
export function refusedAccess({ status, headers }: Pick<Response, 'status' | 'headers'>, url: string): LabError | null {
  const { repo, revision } = repoOf(url);
  const { host } = new URL(url);
  const reason = headers.get('x-error-code');
  if (reason === 'RevisionNotFound')
    return new LabError(
      'revision-missing',
      t`${host} has no revision ${revision} of ${repo}.`,
      t`Check the spelling of the revision; most repositories have “main”.`,
    );
  if (reason === 'GatedRepo')
    return new LabError(
      'access-refused',
      t`${repo} wants its licence accepted on ${host} first (answer ${status}).`,
      t`Accept it there, download the model where you are logged in, and load it from a folder; or choose another model.`,
    );
  if (reason === 'RepoNotFound')
    return new LabError(
      'repo-missing',
      t`${host} knows no repository ${repo}, or shows it to nobody without a login (answer ${status}).`,
      t`Check the spelling of owner and name. A private one: download it where you are logged in and load it from a folder.`,
    );
  if (status === 401 || status === 403)
    return new LabError(
      'access-refused',
      t`${host} shows no ${repo} without a login (answer ${status}): it does not exist, is private, or wants its licence accepted.`,
      t`Check the spelling of owner and name; or download it where you are logged in and load it from a folder.`,
    );
  return null;
}

/** Tries for a listing: it is worth some patience, because without it nothing can be listed. */
export const TRIES = 3;

/** What a server lists; null where it lists nothing. `refused`: why it does not, where it is asked in vain for all other files, too. */
export const askListing = (
  url: string,
  o: Omit<AskOptions, 'tries'>,
): Promise<Asked<{ listing: Listing | null; refused: LabError | null }>> =>
  ask(
    url,
    {},
    async (answer) => ({ listing: answer.ok ? readListing(json(await answer.text())) : null, refused: refusedAccess(answer, url) }),
    { ...o, tries: TRIES },
  );

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function once<T>(
  url: string,
  init: RequestInit,
  read: (answer: Response) => T | Promise<T>,
  world: Outside,
  signal: AbortSignal,
): Promise<{ told: T } | { trouble: LabError; silent: boolean; after: number | null }> {
  const watch = patience(world, signal);
  try {
    const answer = await world.fetch(url, { ...init, signal: watch.signal });
    if (!isPassing(answer.status)) return { told: await read(answer) };
    return { trouble: busy(url, answer.status), silent: false, after: retryAfter(answer.headers.get('retry-after'), world.now()) };
  } catch (error) {
    signal.throwIfAborted();
    return { trouble: unreachable(url, error as Error, world.offline?.() ?? false), silent: watch.signal.aborted, after: null };
  } finally {
    watch.end();
  }
}

const busy = (url: string, status: number): LabError =>
  new LabError(
    'server-busy',
    t`${new URL(url).host} answered ${status}${status === 429 ? t` (too many requests)` : ''}.`,
    t`The hub is there but has no time for this page. Wait a minute and try again, or set another hub.`,
  );

const unreachable = (url: string, error: Error, offline: boolean): LabError => {
  const { host } = new URL(url);
  if (offline)
    return new LabError(
      'network',
      t`The network is away: this machine is offline, so ${host} cannot be asked.`,
      t`Connect it, then try again. A model on this disk needs no hub; the program that runs it comes from the server of this page, once in each visit.`,
    );
  return new LabError(
    'network',
    isSilent(error) || !error.message ? t`${host} does not answer.` : t`${host} does not answer: ${error.message}.`,
    t`The network may be away, the hub or its address may be at fault, or the hub does not let this page read it. Check the connection, or set another hub. ${CORS}`,
  );
};

/** What the owner of a hub has to do, where a browser calls a failed fetch what may be an answer. */
export const CORS = t`A hub of your own must send its CORS headers with every answer, 404 too (nginx: add_header … always).`;
