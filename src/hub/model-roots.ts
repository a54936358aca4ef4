/** A folder full of files → the models it holds: where the root of each is, and which graph. */
import { LabError } from '../error';
import type { Dtype, LocalFile } from '../protocol';
import { lacking, notThere } from './folder-lacks';
import { DTYPES, dtypeOf, folderOf, foldersAbove, isDataOf, isNear, isPart } from './graph-path';
import { t } from '../language/t';

export interface FolderModel {
  /** For people: the repository of a Hub's cache, else the folder's own name. */
  name: string;
  /** The commit in a Hub's cache, else 'folder'. */
  revision: string;
  /** Paths relative to the model's root. */
  files: LocalFile[];
  /** Relative to the root. */
  graph: string;
  dtype: Dtype;
  /** The graph as the whole folder names it, by which one of several is chosen. */
  path: string;
  /** Of the graph and the weights beside it, as far as names tell. */
  bytes: number;
}

/** What narrows several models down. */
export interface WhichModel {
  /** What its weights are held in. */
  dtype?: Dtype | undefined;
  /** As `FolderModel.path`, or relative to the model's root. */
  graph?: string | undefined;
}

/** Preferred first where one place has several graphs and nobody said which. */
const PREFERRED: readonly Dtype[] = ['q4', 'q4f16', 'fp32', 'fp16', 'q8', 'int8', 'uint8', 'bnb4', ...DTYPES];

/** What a Mac and its archives add to folders: notes about files, by their names. */
const isNote = (path: string): boolean =>
  path.split('/').some((piece) => piece.startsWith('._') || piece === '__MACOSX' || piece === '.DS_Store');

/** The files without the notes of a Mac, `./` before a path taken off. */
export const withoutNotes = (files: readonly LocalFile[]): LocalFile[] =>
  files.map(({ path, file }) => ({ path: path.replace(/^(\.\/)+/, ''), file })).filter(({ path }) => !isNote(path));

/**
 * The models of a folder: for each .onnx file, the nearest folder above it with a config and a tokenizer is its root. Of roots inside
 * another one only the outer counts; in it, graphs at its top or in `onnx` go before others, and of graphs in one place one is preferred.
 * More than one result: somebody has to choose. Of the snapshots of a Hub's cache the one is taken that its refs/main names. Throws
 * `folder-incomplete` and `no-onnx`, naming what is missing and what is there.
 */
export async function modelsIn(all: readonly LocalFile[], wanted: WhichModel = {}): Promise<FolderModel[]> {
  const paths = new Set(all.map(({ path }) => path));
  const whole = all.filter(({ path }) => path.endsWith('.onnx') && !isPart(path));
  const graphs = whole.map(({ path }) => ({ path, root: rootOf(path, paths) }));
  const rooted = graphs.filter((one): one is Graph => one.root !== null);
  if (rooted.length === 0) throw await lacking(all);
  const outer = rooted.filter(({ root }) => !rooted.some((other) => other.root !== root && root.startsWith(other.root)));
  const { graph, dtype } = wanted;
  if (graph !== undefined) {
    const named = outer.filter(({ path, root }) => path === graph || path.slice(root.length) === graph || path.endsWith(`/${graph}`));
    if (named.length === 0) throw notThere(t`graph ${graph}`, outer);
    return named.map((one) => modelOf(one, all));
  }
  const near = outer.filter(
    ({ path, root }) =>
      isNear(path.slice(root.length)) || !outer.some((other) => other.root === root && isNear(other.path.slice(root.length))),
  );
  const fitting = near.filter(({ path }) => !dtype || dtypeOf(path) === dtype);
  if (fitting.length === 0) throw notThere(t`graph for ${dtype!}`, near);
  const rank = ({ path }: Graph) => PREFERRED.indexOf(dtypeOf(path));
  const places = new Map<string, Graph>();
  for (const one of [...fitting].sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path))) {
    const place = isNear(one.path.slice(one.root.length)) ? one.root : folderOf(one.path);
    if (!places.has(place)) places.set(place, one);
  }
  const models = await current([...places.values()], all);
  return models.map((one) => modelOf(one, all)).sort((a, b) => a.path.localeCompare(b.path));
}

/** The model, where there is one; else throws `several-models`, which names them. */
export function only(models: readonly FolderModel[]): FolderModel {
  const [first, ...more] = models;
  if (first && more.length === 0) return first;
  throw new LabError(
    'several-models',
    t`There are ${models.length} models in this folder: ${models.map(({ path }) => path).join(', ')}.`,
    t`Choose the folder of one of them, or name its graph: lab.loadFolder(files, { graph: "…" }).`,
  );
}

interface Graph {
  path: string;
  root: string;
}

const hasConfig = (root: string, paths: ReadonlySet<string>): boolean =>
  paths.has(`${root}config.json`) || paths.has(`${root}genai_config.json`);
const rootOf = (graph: string, paths: ReadonlySet<string>): string | null =>
  foldersAbove(graph).find((root) => hasConfig(root, paths) && paths.has(`${root}tokenizer.json`)) ?? null;

function modelOf({ path, root }: Graph, all: readonly LocalFile[]): FolderModel {
  const files = all.filter((one) => one.path.startsWith(root)).map((one) => ({ path: one.path.slice(root.length), file: one.file }));
  const graph = path.slice(root.length);
  const beside = files.filter((one) => folderOf(one.path) === folderOf(graph) && /(_data(_\d+)?|\.data)$/.test(one.path));
  const own = beside.filter((one) => isDataOf(graph, one.path));
  const bytes = [...files.filter((one) => one.path === graph), ...(own.length > 0 ? own : beside)].reduce(
    (sum, { file }) => sum + file.size,
    0,
  );
  const [, owner, name, commit] = SNAPSHOT.exec(root) ?? [];
  return {
    name: commit ? [owner, name].filter(Boolean).join('/') : (root.split('/').filter(Boolean).at(-1) ?? graph.split('/').at(-1)!),
    revision: commit ?? 'folder',
    files,
    graph,
    dtype: dtypeOf(graph),
    path,
    bytes,
  };
}

/** `models--owner--name/snapshots/{commit}/`, as huggingface_hub keeps what it has fetched. */
const SNAPSHOT = /(?:^|\/)models--(?:(.+?)--)?([^/]+)\/snapshots\/([^/]+)\/$/;

/** Without the snapshots that their branch has left behind, where the cache says which one it is at. */
async function current(graphs: readonly Graph[], all: readonly LocalFile[]): Promise<Graph[]> {
  const kept: Graph[] = [];
  for (const one of graphs) {
    const [base] = SNAPSHOT.exec(one.root) ? one.root.split(/snapshots\/[^/]+\/$/) : [];
    const ref = base === undefined ? null : (await all.find(({ path }) => path === `${base}refs/main`)?.file.text())?.trim();
    const at = `${base ?? ''}snapshots/${ref ?? ''}/`;
    if (!ref || one.root === at || !graphs.some(({ root }) => root === at)) kept.push(one);
  }
  return kept;
}
