/** The files of one model, wherever they are: on this disk, on a hub (hub.ts), or in a folder that was handed in (folder.ts). Read by name, as Blobs. */
import { LabError } from '../src/error';

export interface ModelFile {
  /** Reads from the disk when asked: the weights are not in memory. */
  blob: Blob;
  /** Null for a file of a folder that was handed in: nobody has hashed it. */
  sha256: string | null;
}

export interface ModelFiles {
  /** Throws what `download` throws; `folder-incomplete` for a folder that lacks it. */
  open(path: string): Promise<ModelFile>;
  /** Null where the model has no such file. Throws what `open` throws for anything else than a missing file. */
  optional(path: string): Promise<ModelFile | null>;
  /** These are still to come: makes the total known, and throws `storage-full` if they do not fit. */
  expect(paths: readonly string[]): Promise<void>;
  /** The file turned out to be no use, or not to be missing after all: what is known of it is removed, so that the next load asks again. */
  discard(path: string): Promise<void>;
  /** Bytes that came over the network so far. 0: everything was here. */
  downloaded(): number;
}

/** A JSON file. Throws what `open` throws, and `not-a-model-file` for anything else than JSON; such a file is removed. */
export async function readJson(files: ModelFiles, path: string): Promise<Record<string, unknown>> {
  return parse(files, path, await files.open(path));
}

/** A file that a model may lack: null then, and where a server answers every name with a web page. */
export function ifThere(files: ModelFiles, path: string): Promise<ModelFile | null> {
  return files.optional(path).catch(noPage);
}

/** The same for a JSON file. */
export async function optionalJson(files: ModelFiles, path: string): Promise<Record<string, unknown> | null> {
  const file = await ifThere(files, path);
  return file && parse(files, path, file).catch(noPage);
}

function noPage(error: unknown): null {
  if (error instanceof LabError && error.code === 'not-a-model-file') return null;
  throw error;
}

async function parse(files: ModelFiles, path: string, { blob }: ModelFile): Promise<Record<string, unknown>> {
  const text = await blob.text();
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    await files.discard(path);
    throw new LabError('not-a-model-file', `${path} is not JSON: ${(error as Error).message}.`, 'The repository is damaged, or the server answered something else in its place. Load again.');
  }
}
