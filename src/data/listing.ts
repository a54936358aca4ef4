/** Which files a repository has, how long they are, and the SHA-256 the Hub knows (its LFS oid). What a listing says, without asking for it. */
import { LabError } from '../error';
import type { RemoteFile } from '../protocol';
import { isDataOf } from './graph-path';

/** Where newer repositories keep the chat template; older ones have it in tokenizer_config.json. */
export const CHAT_TEMPLATE = 'chat_template.jinja';

/** Files that every model is asked for, beside its graph. */
export const ALWAYS: readonly string[] = ['config.json', 'generation_config.json', 'tokenizer_config.json', 'tokenizer.json', CHAT_TEMPLATE];

/** The files of a listing that a model with this graph needs, as far as names tell. */
export const filesFor = (graph: string, listing: Iterable<RemoteFile>): RemoteFile[] => [...listing].filter(({ path }) => ALWAYS.includes(path) || path === graph || isDataOf(graph, path));

/** Whether a list can be what a model lies in: an empty or half one must not make the server's files count as missing. */
const isWhole = (files: ReadonlyMap<string, RemoteFile>): boolean => files.has('tokenizer.json') && [...files.keys()].some((path) => path.endsWith('.onnx'));

/** The answer of `{hub}/api/models/{repo}/revision/{revision}?blobs=true`, as far as it is used. Anything else in it is ignored; null for what lists no model. */
export function parseListing(value: unknown): Map<string, RemoteFile> | null {
  const siblings = (value as { siblings?: unknown } | null)?.siblings;
  if (!Array.isArray(siblings)) return null;
  const files = new Map<string, RemoteFile>();
  for (const one of siblings as { rfilename?: unknown; size?: unknown; lfs?: { sha256?: unknown; size?: unknown } | null }[]) {
    if (typeof one?.rfilename !== 'string') continue;
    const bytes = one.lfs?.size ?? one.size;
    files.set(one.rfilename, {
      path: one.rfilename,
      bytes: typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null,
      sha256: hash(one.lfs?.sha256),
    });
  }
  return isWhole(files) ? files : null;
}

/** Where a hub keeps the files of a repository: `/{owner}/{name}/resolve/{revision}`, each piece as an address writes it. */
export const resolvePath = (repo: string, revision: string): string => `/${repo.split('/').map(encodeURIComponent).join('/')}/resolve/${encodeURIComponent(revision)}`;

/** The address of one file of a model. Throws `unsafe-path`. */
export const fileAddress = (root: string, path: string): string => `${root}/${safePath(path).split('/').map(encodeURIComponent).join('/')}`;

/** The address that lists a repository, if `root` has the Hub's layout; null for a plain folder. */
export function listingUrl(root: string, repo: string, revision: string): string | null {
  const tail = resolvePath(repo, revision);
  return root.endsWith(tail) ? `${root.slice(0, -tail.length)}/api/models/${repo.split('/').map(encodeURIComponent).join('/')}/revision/${encodeURIComponent(revision)}?blobs=true` : null;
}

/** What the headers of a file say about it; nulls where they say nothing. `null`: the answer is no model file (an error, a web page). */
export function readHead({ ok, headers }: Pick<Response, 'ok' | 'headers'>, path: string): RemoteFile | null {
  if (!ok || headers.get('content-type')?.includes('text/html')) return null;
  // x-linked-*: the Hub's own headers for LFS files. A plain ETag of 64 hex digits may be another hash (Xet), so it is not used.
  const length = headers.get('x-linked-size') ?? (headers.get('content-encoding') ? null : headers.get('content-length'));
  // Some servers say 0 to a HEAD for "not worked out".
  return { path, bytes: Number(length) || null, sha256: hash(headers.get('x-linked-etag')?.replace(/^(W\/)?"|"$/g, '')) };
}

/** What a load would ask a server for that lists nothing, as far as names tell. */
export const likelyFiles = (graph: string): string[] => [...ALWAYS, graph, `${graph}_data`, `${graph}_data_1`, `${graph}_data_2`, `${graph}.data`];

/** Throws `unsafe-path` for a file name that would leave the model's folder. */
export function safePath(path: string): string {
  if (path === '' || path.startsWith('/') || path.includes('\\') || path.split('/').some((piece) => piece === '..' || piece === '')) {
    throw new LabError('unsafe-path', `"${path}" is not a file inside the model's folder.`, 'The model is damaged or made to do harm; do not use it.');
  }
  return path;
}

/** A SHA-256 in hex, or null for anything else. */
export const hash = (value: unknown): string | null => (typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : null);
