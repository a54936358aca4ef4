/**
 * A model's graph as it was published, one file or an embedding and a decoder, made into the one the lab runs; and the weight files it
 * reads.
 */
import { BARE_GRAPH, folderOf } from '../../src/hub/graph-path';
import { LabError } from '../../src/error';
import type { Hints } from '../../src/graph/hints';
import type { GraphInfo } from '../../src/graph/info';
import { instrument } from '../../src/graph/instrument';
import { join, takesEmbeds } from '../../src/graph/join';
import { skeleton } from '../../src/graph/skeleton';
import { fingerprint, sha256 } from '../../src/storage/hash';
import { madeGraphs } from '../../src/storage/loads';
import { openEmbedding, type Opened } from '../files/layout';
import { ofBlob, type ModelFile, type ModelFiles } from '../files/model-files';
import { Made } from './made';
import { PROGRAM } from './test-name';
import { t } from '../../src/language/t';

export interface Published {
  /** The instrumented graph. */
  bytes: Uint8Array;
  info: GraphInfo;
  /** The same in its second form (src/graph/clamp.ts). */
  clamped(): { bytes: Uint8Array; info: GraphInfo };
  /** The graph that was chosen, and behind it that of its embedding where it has one of its own. */
  graphs: Graphs;
  /** What was made of it, here or on an earlier load. */
  made: Made;
}

/** One graph, or two: a decoder and its embedding. */
export type Graphs = readonly [decoder: Opened, ...embedding: Opened[]];

/** Reads the graph and makes it the lab's own. Throws what `wholeGraph` and `instrument` throw. */
export async function readGraph(source: ModelFiles, opened: Opened, hints: Hints): Promise<Published> {
  const { onnx, graphs } = await wholeGraph(source, opened);
  const file = nameOf(opened.path);
  const made = await Made.of(onnx, [file, hints], PROGRAM, madeGraphs);
  return {
    ...(await keepIfGood(source, opened, () => made.step('instrumented', () => instrument(onnx, { file, hints })))),
    clamped: () => instrument(onnx, { file, hints, clamps: true }),
    graphs,
    made,
  };
}

/**
 * The graph as it was published, without its weights, behind that of its embedding where it takes embeddings instead of tokens. Throws
 * what `skeleton`, `join` and `openEmbedding` throw.
 */
export async function wholeGraph(source: ModelFiles, opened: Opened): Promise<{ onnx: Uint8Array; graphs: Graphs }> {
  const onnx = await light(source, opened);
  if (!(await keepIfGood(source, opened, () => takesEmbeds(onnx)))) return { onnx, graphs: [opened] };
  const embed = await openEmbedding(source, opened.path);
  const first = await light(source, embed);
  return { onnx: await keepIfGood(source, opened, () => join(onnx, first)), graphs: [opened, embed] };
}

/** The graph without its weights, which become references into its own file. */
const light = (source: ModelFiles, opened: Opened): Promise<Uint8Array> =>
  keepIfGood(source, opened, () => skeleton(ofBlob(opened.file.blob), nameOf(opened.path)));

/** The name of a file in its folder. Weights inside a graph refer to their file by it. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * The weight files a graph reads, by location: Blobs that stay on the disk until somebody needs their bytes; the paths of those that no
 * list verified; and one hash over all of them and the graphs. Throws `download-short`, and `model-changed` where a graph has changed on
 * the hub.
 */
export async function openWeights(
  source: ModelFiles,
  { info, graphs }: Published,
): Promise<{ files: Map<string, Blob>; unlisted: string[]; hash: string }> {
  const [{ path: graphPath }] = graphs;
  const folder = folderOf(graphPath);
  /** Graphs by the names that weights inside them go by. */
  const own = new Map(graphs.map(({ path, file }) => [nameOf(path), file]));
  const files = new Map<string, Blob>();
  const unlisted: string[] = [];
  const hashes = await Promise.all(graphs.map(({ file }) => hashOf(file)));
  const locations = info.external.map(({ location }) => location);
  await source.noteReads(graphPath, readsOf(info, graphs));
  await source.expect(locations.filter((location) => !own.has(location)).map((location) => folder + location));
  // `expect` may have asked for the list only now. If the list names another version of the graph than this disk kept, the weights to come
  // belong to that other version.
  for (const { path, file } of graphs)
    if ((await source.open(path)).sha256 !== file.sha256)
      throw new LabError(
        'model-changed',
        t`${path} has changed on the hub since it was kept here.`,
        t`The new one has been fetched: load again.`,
      );
  for (const { location, bytes } of info.external) {
    const weights = own.get(location) ?? (await source.open(folder + location));
    const { blob, listed } = weights;
    if (blob.size < bytes) {
      throw new LabError(
        'download-short',
        t`${folder}${location} has ${blob.size} bytes, the graph reads up to ${bytes}.`,
        t`The file is incomplete or belongs to another graph. ${await source.discard(folder + location)}`,
      );
    }
    files.set(location, blob);
    if (!own.has(location)) hashes.push(await hashOf(weights));
    if (!listed) unlisted.push(folder + location);
  }
  return { files, unlisted, hash: await sha256(new Blob(hashes)) };
}

/** All files beside the graph that a load of it reads: its weights, and the graph of its embedding. */
export const readsOf = ({ external }: Pick<GraphInfo, 'external'>, graphs: readonly Opened[]): string[] => [
  ...new Set([...external.map(({ location }) => location), ...graphs.slice(1).map(({ path }) => nameOf(path))]),
];

/**
 * Runs `work`, which needs a good graph file, and throws what it throws. A file that may be damaged is removed first, so that the next load
 * fetches it again: always where its bytes do not add up; where `work` fails for another reason, only if the file has just been fetched, no
 * list had named its hash, and it is small (the device may be at fault, and a large file would be fetched for nothing).
 */
export async function keepIfGood<T>(source: ModelFiles, { path, file }: Opened, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as Partial<LabError>;
    const damaged = code?.startsWith('graph-') && code !== 'graph-not-understood';
    // A runtime that could not be fetched says nothing of the file.
    if (damaged || (code !== 'network' && !file.listed && source.downloaded() > 0 && file.blob.size < BARE_GRAPH))
      await source.discard(path);
    throw error;
  }
}

const hashOf = async ({ sha256: known, blob }: ModelFile): Promise<string> => known ?? (await fingerprint(blob));
