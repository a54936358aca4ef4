/** What a load would fetch, asked of its hub before anything is downloaded. */
import { FLAT_GRAPH, graphIn, graphPath } from '../data/graph-path';
import { filesFor, likelyFiles, listingUrl, parseListing, readHead } from '../data/listing';
import { LabError } from '../error';
import type { Dtype, RemoteFile } from '../protocol';
import type { ModelSpec } from './catalogue';
import { resolve } from './model-actions';

/**
 * The files a load would fetch, with bytes and SHA-256 where the hub knows them: from its listing, else by asking for the headers of the files that exporters
 * write. null where it can tell neither. Throws `network`, `access-refused`, `file-missing` (no such repository, or not in this dtype), and what resolving throws.
 */
export async function readSizes(spec: ModelSpec): Promise<RemoteFile[] | null> {
  const { root, repo, revision, dtype, files } = await resolve(spec);
  if (files) return [...files];
  const url = listingUrl(root, repo, revision);
  const answer = url ? await ask(url) : null;
  if (answer?.status === 401 || answer?.status === 403) throw new LabError('access-refused', `${new URL(root).host} shows no ${repo} without a login: it is private, wants its licence accepted, or does not exist.`, 'Check the spelling; or download it where you are logged in and load it from a folder (section Keep).');
  const listing = answer?.ok ? parseListing(await answer.json().catch(() => null)) : null;
  const all = listing ? [...listing.values()] : await headers(root, dtype);
  const graph = graphIn(new Map(all?.map((file) => [file.path, file])), { dtype });
  const found = all && filesFor(graph, all);
  if (found?.length && !found.some(({ path }) => path === graph)) {
    throw new LabError('file-missing', `${repo} holds no ${graph}.`, `Choose another data type${listing ? ` (its graphs: ${graphsOf(listing) || 'none'})` : ''} or another repository.`);
  }
  if (found?.length === 0) throw new LabError('file-missing', `${new URL(root).host} has no model files for ${repo} at revision ${revision}.`, 'Check the spelling of repository and revision, and which hub is set.');
  return found;
}

/** null where the server answers no HEAD at all. */
async function headers(root: string, dtype: Dtype): Promise<RemoteFile[] | null> {
  const likely = new Set([graphPath(dtype), FLAT_GRAPH].flatMap(likelyFiles));
  const answers = await Promise.all([...likely].map(async (path) => ({ path, answer: await ask(`${root}/${path}`, 'HEAD') })));
  if (answers.every(({ answer }) => answer.status === 405 || answer.status === 501)) return null;
  return answers.flatMap(({ path, answer }) => readHead(answer, path) ?? []);
}

async function ask(url: string, method = 'GET'): Promise<Response> {
  return fetch(url, { method }).catch((error: unknown) => {
    throw new LabError('network', `${new URL(url).host} does not answer: ${(error as Error).message}.`, 'Check the connection, or set another hub. A server must allow this page to read it (CORS).');
  });
}

const graphsOf = (listing: ReadonlyMap<string, RemoteFile>): string => [...listing.keys()].filter((path) => path.endsWith('.onnx')).slice(0, 12).join(', ');
