/** Stored files → the models they belong to, and which of their graphs are whole. Pure: models.ts asks the disk. */
import { dtypeOf, folderOf, foldersAbove, graphIn, isEmbedding, isNear } from '../hub/graph-path';
import type { Dtype } from '../protocol';
import type { StoredFile } from './place';

export interface StoredModel {
  /** `{hub}/{repo}/resolve/{revision}`, or the folder of an included model. */
  root: string;
  /** owner/name, or the folder's name. */
  repo: string;
  revision: string;
  /** The whole ones. */
  files: { path: string; bytes: number }[];
  /** Of all files, unfinished ones too. */
  bytes: number;
  /** One for each .onnx file. */
  graphs: StoredGraph[];
  /** One of the graphs is. */
  complete: boolean;
  /**
   * Those its files were fetched at or last compared with, as far as their server said: one, but where the branch has moved between two
   * loads.
   */
  commits: string[];
}

export interface StoredGraph {
  path: string;
  /** By the file's name; fp32 where that says nothing, as in a flat folder. */
  dtype: Dtype;
  /** The graph and the weight files it is known to read. */
  files: string[];
  /** Of `files`, as far as they are here. */
  bytes: number;
  /**
   * What loading it would still fetch. null: nothing but perhaps weights, for this graph has not been read yet (an earlier version kept
   * it).
   */
  lacks: string[] | null;
  /** It lacks nothing. */
  complete: boolean;
}

/** An address → root and path. Included models have no /resolve/: their root is the folder under models/. */
export function splitAddress(url: string): { root: string; repo: string; revision: string; path: string } | null {
  const { pathname } = new URL(url);
  const [, hubRepo, revision, path] = /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  if (hubRepo && revision && path)
    return {
      root: url.slice(0, -path.length - 1),
      repo: hubRepo.split('/').slice(-2).map(decode).join('/'),
      revision: decode(revision),
      path: decode(path),
    };
  const [, id, file] = /\/models\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  return id && file ? { root: url.slice(0, -file.length - 1), repo: id, revision: 'embedded', path: file } : null;
}

/** "refs%2Fpr%2F1" → "refs/pr/1"; what is no such code stays as it is. */
function decode(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

type Placed = StoredFile & NonNullable<ReturnType<typeof splitAddress>>;

/** Stored files → the models they belong to, largest first. */
export function modelsOf(stored: readonly StoredFile[]): StoredModel[] {
  const models = new Map<string, Placed[]>();
  for (const file of stored) {
    const where = splitAddress(file.url);
    // Whole and without bytes: its server has no such file.
    if (where && !(file.complete && file.bytes === 0)) models.set(where.root, [...(models.get(where.root) ?? []), { ...where, ...file }]);
  }
  return [...models.values()].map(modelOf).sort((a, b) => b.bytes - a.bytes);
}

function modelOf(stored: readonly Placed[]): StoredModel {
  const { root, repo, revision } = stored[0]!;
  const sizes = new Map(stored.map(({ path, bytes }) => [path, bytes]));
  const files = stored.filter(({ complete }) => complete).map(({ path, bytes }) => ({ path, bytes }));
  const has = new Set(files.map(({ path }) => path));
  const graphs = stored
    .filter(({ path }) => path.endsWith('.onnx') && !isEmbedding(path))
    .map(({ path, reads }) => storedGraph(path, reads, sizes, has))
    .sort((a, b) => a.path.localeCompare(b.path));
  return {
    root,
    repo,
    revision,
    files,
    bytes: sum(sizes.values()),
    graphs,
    complete: graphs.some(({ complete }) => complete),
    commits: [...new Set(stored.flatMap(({ commit }) => commit ?? []))].sort(),
  };
}

/**
 * What a load needs beside its graph and weights (workers/files/description.ts, tokenizer-files.ts); whatever else it can use, it asks for
 * before the last of these.
 */
const needed = (has: ReadonlySet<string>, base: string): string[] =>
  [has.has(`${base}genai_config.json`) ? 'genai_config.json' : 'config.json', 'tokenizer_config.json', 'tokenizer.json'].map(
    (name) => base + name,
  );

function storedGraph(
  path: string,
  reads: readonly string[] | undefined,
  sizes: ReadonlyMap<string, number>,
  has: ReadonlySet<string>,
): StoredGraph {
  const folder = folderOf(path);
  // Where a repository holds several models, config.json and the tokenizer lie in the model's own folder.
  const base = isNear(path) ? '' : (foldersAbove(path).find((above) => has.has(`${above}tokenizer.json`)) ?? folder);
  // Weights may lie inside the graph file: `reads` then names that file again.
  const files = [...new Set([path, ...(reads ?? []).map((location) => folder + location)])];
  const absent = [...files, ...needed(has, base)].filter((file) => !has.has(file));
  const lacks = absent.length === 0 && !reads ? null : absent;
  return { path, dtype: dtypeOf(path), files, bytes: sum(files.map((file) => sizes.get(file) ?? 0)), lacks, complete: lacks?.length === 0 };
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

/** The graph that a load of this dtype would take of a stored model. */
export function graphFor({ files, graphs }: StoredModel, dtype: Dtype): StoredGraph | undefined {
  const path = graphIn(new Set(files.map((file) => file.path)), { dtype });
  return graphs.find((graph) => graph.path === path);
}
