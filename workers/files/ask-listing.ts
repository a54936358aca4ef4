/** Which files a repository has, how long they are, and the SHA-256 the Hub knows (its LFS oid): asked before the download. */
import { ask, askListing } from '../../src/hub/ask';
import { readHead, type Listing } from '../../src/hub/listing';
import type { RemoteFile } from '../../src/protocol';
import type { Edge } from './download';

/**
 * The repository's list of files; null where the server has none (a plain folder behind a web server is a hub, too), or where its trouble
 * stays after the usual tries. Files that are fetched without a list are compared with one on a later visit.
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
