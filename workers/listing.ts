/** Which files a repository has, how long they are, and the SHA-256 the Hub knows (its LFS oid): asked before the download. */
import { parseListing, readHead } from '../src/data/listing';
import type { RemoteFile } from '../src/protocol';
import type { Edge } from './download';

/** The files of a repository, or null where the server has no listing: a workshop's laptop with a plain folder is a hub too. */
export async function fetchListing(url: string, edge: Edge, signal: AbortSignal): Promise<Map<string, RemoteFile> | null> {
  try {
    const answer = await edge.fetch(url, { signal });
    return answer.ok ? parseListing(await answer.json()) : null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** What a HEAD says about one file; nulls where it says nothing. Only a sign of an unsafe path throws. */
export async function fetchHead(root: string, path: string, edge: Edge, signal: AbortSignal): Promise<RemoteFile> {
  const nothing = { path, bytes: null, sha256: null };
  try {
    return readHead(await edge.fetch(`${root}/${path}`, { method: 'HEAD', signal }), path) ?? nothing;
  } catch {
    signal.throwIfAborted();
    return nothing;
  }
}
