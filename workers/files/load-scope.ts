/**
 * What one load of a hub's model has at hand: its choice, the disk, the world, and what it has learned so far. Made once a load and handed
 * to each step of it (announce.ts, open-file.ts, optional-file.ts).
 */
import { foldersAbove, isNear } from '../../src/hub/graph-path';
import { fileAddress } from '../../src/hub/addresses';
import { baseOf } from '../../src/hub/listing';
import type { ModelChoice } from '../../src/protocol';
import type { Place } from '../../src/storage/place';
import { openPlace } from '../../src/storage/weights';
import type { Edge } from './download';
import { knownFiles, type KnownFiles } from './known-files';
import type { Progress } from './progress';

/** What every model has. */
export const SURE = 'tokenizer.json';

export interface LoadScope {
  readonly choice: ModelChoice;
  readonly world: Edge;
  readonly signal: AbortSignal;
  readonly bar: Progress;
  readonly known: KnownFiles;
  /** Opened or announced files, with their bytes as far as they are known. The only thing here that changes. */
  readonly sizes: Map<string, number | null>;
  /** Opened when it is first asked for. */
  place(): Promise<Place>;
  /** Of a path in the repository. */
  address(path: string): string;
  /** Whether the file at this path of the repository is on this disk. */
  has(path: string): Promise<boolean>;
  /**
   * A path relative to the model → the path in the repository, which may hold several models, each in a folder of its own. A path that
   * begins with the model's folder stays as it is.
   */
  full(path: string): Promise<string>;
}

/** Nothing is asked or opened before a step wants it. */
export function loadScope(
  choice: ModelChoice,
  { bar, world, signal, place: given }: Pick<LoadScope, 'bar' | 'world' | 'signal'> & { place?: Place | undefined },
): LoadScope {
  const place = once(() => (given ? Promise.resolve(given) : openPlace()));
  const address = (path: string) => fileAddress(choice.root, path);
  const known = knownFiles(choice, world, signal);
  const has = async (path: string): Promise<boolean> => {
    const found = await (await place()).open(address(path));
    return found !== null && !found.marker.missing;
  };
  const base = once(() => findBase(choice.graph, has, known));
  return {
    choice,
    world,
    signal,
    bar,
    known,
    sizes: new Map(),
    place,
    address,
    has,
    async full(path) {
      const folder = await base();
      return path.startsWith(folder) ? path : folder + path;
    },
  };
}

/** The folder of the model that `graph` belongs to: by what is on this disk, else by the repository's files, else by the usual layout. */
export async function findBase(
  graph: string | undefined,
  has: (path: string) => Promise<boolean>,
  known: Pick<KnownFiles, 'files'>,
): Promise<string> {
  if (graph === undefined || isNear(graph)) return '';
  const folders = foldersAbove(graph);
  for (const folder of folders) if (await has(folder + SURE)) return folder;
  const files = await known.files();
  return files ? baseOf(graph, (path) => files.has(path)) : folders.find((folder) => !/(^|\/)onnx\/$/.test(folder))!;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
