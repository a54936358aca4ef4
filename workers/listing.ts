/** Which files a repository has, how long they are, and the SHA-256 the Hub knows (its LFS oid): asked before the download. */
import { parseListing, readHead } from '../src/data/listing';
import type { RemoteFile } from '../src/protocol';
import type { Edge } from './download';
import { patience } from './patience';
import { isPassing, LONGEST_WAIT, retryAfter, retryDelay } from './retry';

/** Tries for a listing: it is worth some patience, because without it nothing can be listed. */
const TRIES = 3;

/**
 * The files of a repository, or null where the server has no listing: a workshop's laptop with a plain folder is a hub too. Passing trouble is waited
 * out as it is for files; one that stays counts as no listing, and what is then kept unverified is listed when a listing comes.
 */
export async function fetchListing(url: string, edge: Edge, signal: AbortSignal): Promise<Map<string, RemoteFile> | null> {
  for (let attempt = 1; ; attempt++) {
    const answer = await quietly(url, {}, edge, signal, async (answer) => (answer.ok ? { files: parseListing(await answer.json()) } : { status: answer.status, after: retryAfter(answer.headers.get('retry-after'), edge.now()) }));
    if (answer?.files !== undefined) return answer.files;
    const passing = answer === null || isPassing(answer.status);
    if (!passing || attempt === TRIES || (answer?.after ?? 0) > LONGEST_WAIT) return null;
    await edge.sleep(retryDelay(attempt, answer?.after ?? null, edge.random()), signal);
  }
}

/** What a HEAD says about one file; nulls where it says nothing. */
export async function fetchHead(url: string, path: string, edge: Edge, signal: AbortSignal): Promise<RemoteFile> {
  return (await quietly(url, { method: 'HEAD' }, edge, signal, (answer) => Promise.resolve(readHead(answer, path)))) ?? { path, bytes: null, sha256: null };
}

/** Asks for something that may be missing: null for any trouble, and for a server that falls silent. Only a stop throws. */
async function quietly<T>(url: string, init: RequestInit, edge: Edge, signal: AbortSignal, read: (answer: Response) => Promise<T>): Promise<T | null> {
  const watch = patience(edge, signal);
  try {
    return await read(await edge.fetch(url, { ...init, signal: watch.signal }));
  } catch {
    signal.throwIfAborted();
    return null;
  } finally {
    watch.end();
  }
}
