/**
 * Which files a repository has, how long they are, and the SHA-256 the Hub knows (its LFS oid). What a listing says, without asking for
 * it.
 */
import { LabError } from '../error';
import type { RemoteFile } from '../protocol';
import { foreignWeights, noOnnx } from './export-command';
import { resolvePath } from './addresses';
import { dtypeOf, embedIn, folderOf, foldersAbove, isDataOf, isEmbedding, isNear, isPart } from './graph-path';
import { t } from '../language/t';

/** Where newer repositories keep the chat template; older ones have it in tokenizer_config.json. */
export const CHAT_TEMPLATE = 'chat_template.jinja';
/** Where newer repositories keep templates beside that one, or in its place: a file each, called after the template. */
export const CHAT_TEMPLATES = 'additional_chat_templates';
/** Where models of several kinds of input kept it for a while: asked for only where there is none else. */
export const CHAT_TEMPLATE_JSON = 'chat_template.json';
/**
 * What older repositories say of named tokens beside tokenizer_config.json: asked for only where that one has no `added_tokens_decoder`.
 */
export const SPECIAL_TOKENS = 'special_tokens_map.json';

/**
 * Of the files in `CHAT_TEMPLATES` the one that is used where there is no chat_template.jinja: "default", else the first; null where
 * there is none.
 */
export function namedTemplate(names: readonly string[]): string | null {
  const templates = names.filter((name) => /^[^/]+\.jinja$/.test(name) && !name.startsWith('._')).sort();
  return templates.find((name) => name === 'default.jinja') ?? templates[0] ?? null;
}

/** Files that every model is asked for, beside its graph. */
export const ALWAYS: readonly string[] = [
  'config.json',
  'generation_config.json',
  'tokenizer_config.json',
  'tokenizer.json',
  CHAT_TEMPLATE,
];

/**
 * Where a model with this graph has its other files: the nearest folder above it with a tokenizer, '' where none has one. Some
 * repositories hold several models, each in a folder of its own.
 */
export const baseOf = (graph: string, has: (path: string) => boolean): string =>
  foldersAbove(graph).find((folder) => has(`${folder}tokenizer.json`)) ?? '';

/** What lies below a folder, by the rest of its path. */
export const within = (paths: readonly string[], folder: string): string[] =>
  paths.flatMap((path) => (path.startsWith(folder) ? [path.slice(folder.length)] : []));

/** The files of a listing that a model with this graph needs, as far as names tell. */
export function filesFor(graph: string, listing: Iterable<RemoteFile>): RemoteFile[] {
  const files = [...listing];
  const has = (wanted: string) => files.some(({ path }) => path === wanted);
  const base = baseOf(graph, has);
  const always = [...ALWAYS, ...(has(`${base}config.json`) ? [] : ['genai_config.json'])].map((name) => base + name);
  const named = has(base + CHAT_TEMPLATE)
    ? null
    : namedTemplate(
        within(
          files.map(({ path }) => path),
          `${base}${CHAT_TEMPLATES}/`,
        ),
      );
  if (named !== null) always.push(`${base}${CHAT_TEMPLATES}/${named}`);
  const embed = embedIn({ has }, graph);
  const graphs = embed === null ? [graph] : [graph, embed];
  return files.filter(
    ({ path }) =>
      always.includes(path) || path === base + CHAT_TEMPLATE_JSON || graphs.includes(path) || graphs.some((one) => isDataOf(one, path)),
  );
}

/** What a server lists of a repository. */
export interface Listing {
  /** null for a list that can be no whole model: an empty or half one must not make the server's files count as missing. */
  files: Map<string, RemoteFile> | null;
  /** All names in it, of half a list too. */
  names: string[];
  /** The commit that its revision is at; null where the server does not say. */
  commit: string | null;
}

const isWhole = (files: ReadonlyMap<string, RemoteFile>): boolean =>
  [...files.keys()].some((path) => /(^|\/)tokenizer\.json$/.test(path)) && [...files.keys()].some((path) => path.endsWith('.onnx'));

/**
 * The answer of `{hub}/api/models/{repo}/revision/{revision}?blobs=true`, as far as it is used. Anything else in it is ignored; null for
 * what is no list.
 */
export function readListing(value: unknown): Listing | null {
  const { siblings, sha } = (value as { siblings?: unknown; sha?: unknown } | null) ?? {};
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
  return { files: isWhole(files) ? files : null, names: [...files.keys()], commit: commitOf(sha) };
}

/** A commit by its full name, or null for anything else. */
export const commitOf = (value: unknown): string | null => (typeof value === 'string' && /^[0-9a-f]{40}$/.test(value) ? value : null);

/** The graphs among these files, in order; those that only make embeddings of tokens are left out. */
export const graphsAmong = (names: readonly string[]): string[] =>
  names.filter((path) => path.endsWith('.onnx') && !isEmbedding(path)).sort();

/** What there is where only the decoder's graph is missing; goes on after "holds". */
export const partsOnly = (graphs: readonly string[]): string =>
  t`only parts of a model (${graphs.slice(0, 4).join(', ')}${graphs.length > 4 ? ', …' : ''}), and the graph of its decoder is missing`;
export const DECODER_WANTED = t`The decoder is the graph that has logits, mostly called decoder_model_merged*.onnx or model*.onnx: it belongs beside these.`;

/**
 * Why a repository has not the graph that was asked for: `no-onnx` with the command that makes one, or `file-missing` with those it has.
 */
export function noGraph(repo: string, wanted: string, names: readonly string[]): LabError {
  const graphs = graphsAmong(names);
  const parts = names.filter(isPart);
  const foreign = graphs.every(isPart) ? foreignWeights(names) : null;
  if (foreign)
    return noOnnx(parts.length === 0 ? t`${repo} holds no .onnx file` : t`${repo} holds ${partsOnly(parts)}`, foreign, {
      from: repo,
      kind: 'repository',
    });
  const shouted = graphs.every(isPart) ? names.find((path) => /\.onnx$/i.test(path) && !path.endsWith('.onnx')) : undefined;
  if (shouted)
    return new LabError(
      'file-missing',
      t`${repo} holds no ${wanted}, but ${shouted}.`,
      t`Its ending is written in capitals: fetch the files, rename it to .onnx and choose the folder.`,
    );
  if (parts.length > 0 && graphs.every(isPart)) return new LabError('file-missing', t`${repo} holds ${partsOnly(parts)}.`, DECODER_WANTED);
  const dtypes = [...new Set(graphs.flatMap((path) => (isNear(path) ? dtypeOf(path) : [])))];
  const known =
    graphs.length === 0
      ? t`It has no .onnx file at all: choose another repository.`
      : t`Its graphs: ${graphs.slice(0, 12).join(', ')}${graphs.length > 12 ? ', …' : ''}.${dtypes.length > 0 ? t` Its data types: ${dtypes.join(', ')}.` : ''} Choose one of them (lab.load({ repo, dtype }) or lab.load({ repo, graph })).`;
  return new LabError('file-missing', t`${repo} holds no ${wanted}.`, known);
}

/** The address that lists a repository, if `root` has the Hub's layout; null for a plain folder. */
export function listingUrl(root: string, repo: string, revision: string): string | null {
  const tail = resolvePath(repo, revision);
  return root.endsWith(tail)
    ? `${root.slice(0, -tail.length)}/api/models/${repo.split('/').map(encodeURIComponent).join('/')}/revision/${encodeURIComponent(revision)}?blobs=true`
    : null;
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
export const likelyFiles = (graph: string): string[] => [
  ...ALWAYS.map((name) => (isNear(graph) ? name : folderOf(graph) + name)),
  graph,
  `${graph}_data`,
  `${graph}_data_1`,
  `${graph}_data_2`,
  `${graph}.data`,
];

/** A SHA-256 in hex, or null for anything else. */
export const hash = (value: unknown): string | null =>
  typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : null;
