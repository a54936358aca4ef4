/** Which files a repository has, how long they are, and the SHA-256 the Hub knows (its LFS oid): asked before the download. */
import { ask, askListing } from '../../src/hub/ask';
import { readHead, type Listing } from '../../src/hub/listing';
import type { RemoteFile } from '../../src/protocol';
import type { Edge } from './download';

/**
 * What is listed of a repository, or null where the server has no listing: a workshop's laptop with a plain folder is a hub too. Passing
 * trouble is waited out as it is for files; one that stays counts as no listing, and what is then kept unverified is listed when a listing
 * comes.
 */
export async function fetchListing(url: string, edge: Edge, signal: AbortSignal): Promise<Listing | null> {
  const asked = await askListing(url, { world: edge, signal });
  return 'told' in asked ? asked.told.listing : null;
}

/** What a HEAD says about one file; nulls where it says nothing. */
export async function fetchHead(url: string, path: string, edge: Edge, signal: AbortSignal): Promise<RemoteFile> {
  const asked = await ask(url, { method: 'HEAD' }, (answer) => readHead(answer, path), { world: edge, signal });
  return ('told' in asked ? asked.told : null) ?? { path, bytes: null, sha256: null };
}
