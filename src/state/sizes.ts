/** How large a model is, asked of its hub before anything is downloaded. */
import { filesFor, listingUrl, parseListing } from '../data/listing';
import { LabError } from '../error';
import type { RemoteFile } from '../protocol';
import { graphPath } from '../data/graph-path';
import type { ModelSpec } from './catalogue';
import { resolve } from './model-actions';

/**
 * The files a load would fetch, with bytes and SHA-256 where the hub knows them; null where the hub has no listing.
 * Throws `network`, `file-missing` (no such repository, or not in this dtype), and what resolving throws.
 */
export async function readSizes(spec: ModelSpec): Promise<RemoteFile[] | null> {
  const { root, repo, revision, dtype, files } = await resolve(spec);
  if (files) return [...files];
  const url = listingUrl(root, repo, revision);
  if (!url) return null;
  const host = new URL(url).host;
  const answer = await fetch(url).catch((error: unknown) => {
    throw new LabError('network', `${host} does not answer: ${(error as Error).message}.`, 'Check the connection, or give a mirror with ?hub=.');
  });
  const listing = answer.ok ? parseListing(await answer.json().catch(() => null)) : null;
  if (answer.status === 401 || answer.status === 403) throw new LabError('access-refused', `${repo} wants a login, or its licence accepted.`, 'Download it where you are logged in and load it from a folder (section Keep).');
  if (!listing) return null;
  const found = filesFor(graphPath(dtype), listing.values());
  if (!found.some(({ path }) => path === graphPath(dtype))) throw new LabError('file-missing', `${repo} holds no ${graphPath(dtype)}.`, 'Choose another dtype or repository.');
  return found;
}
