/**
 * The files of one model, wherever they are: on this disk, on a hub (repository.ts), or in files that were handed in (handed-in.ts).
 * Read by name, as Blobs.
 */
import { LabError } from '../../src/error';
import { readText } from '../../src/formats/text';
import type { Source } from '../../src/graph/skeleton';

export interface ModelFile {
  /** Reads from the disk when asked: the weights are not in memory. */
  blob: Blob;
  /** Null for a file of a folder that was handed in: nobody has hashed it. */
  sha256: string | null;
  /** False where nobody could say what it should be: damage then shows only when it is used. */
  listed: boolean;
  /** Of the repository, when the file was fetched or last compared with it; null where nobody says. */
  commit: string | null;
}

export interface ModelFiles {
  /** Throws what `download` throws; `folder-incomplete` for a folder that lacks it. */
  open(path: string): Promise<ModelFile>;
  /** It is here: opening it needs no network. */
  has(path: string): Promise<boolean>;
  /** Null where the model has no such file. Throws what `open` throws for anything else than a missing file. */
  optional(path: string): Promise<ModelFile | null>;
  /** These are still to come: makes the total known, and throws `storage-full` if they do not fit. */
  expect(paths: readonly string[]): Promise<void>;
  /**
   * Remembers which weight files a graph reads, by the names inside it, so that a whole model can be told from a part of one. Never
   * throws.
   */
  noteReads(graph: string, locations: readonly string[]): Promise<void>;
  /** All paths that there are, those of other models included; null where nobody lists them. */
  names(): Promise<readonly string[] | null>;
  /**
   * What lies below a folder of the model, by the rest of its path: as far as it is listed, else as far as it is here. Asks for no list
   * that the load could do without.
   */
  within(folder: string): Promise<readonly string[]>;
  /**
   * The file turned out to be no use, or not to be missing after all: what is kept of it is removed, so that the next load asks again. A
   * person's own folder is left as it is. Returns what was done and what to do now, in a sentence.
   */
  discard(path: string): Promise<string>;
  /** Bytes that came over the network so far. 0: everything was here. */
  downloaded(): number;
}

/** A Blob as src/graph reads one: by ranges. */
export const ofBlob = (blob: Blob): Source => ({
  size: blob.size,
  read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
});

/** A JSON object. Throws what `open` throws, and `not-a-model-file` for anything else, which is discarded. */
export async function readJson(files: ModelFiles, path: string): Promise<Record<string, unknown>> {
  return parse(files, path, await files.open(path));
}

/** A JSON file that a model may lack: null then. */
export async function optionalJson(files: ModelFiles, path: string): Promise<Record<string, unknown> | null> {
  const file = await files.optional(path);
  return file && parse(files, path, file);
}

/** An error that says: there is no such file. A server that answers every name with a web page says it so. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof LabError && ['file-missing', 'folder-incomplete', 'not-a-model-file'].includes(error.code);

async function parse(files: ModelFiles, path: string, { blob }: ModelFile): Promise<Record<string, unknown>> {
  const text = await textOf(files, path, blob);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return wrongFile(files, path, `is not JSON (${(error as Error).message})`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrongFile(files, path, `holds ${text.slice(0, 40)} instead of an object`);
  // How servers say with status 200 that they have nothing to give.
  if ('error' in value) return wrongFile(files, path, `is an error message: ${text.slice(0, 80)}`);
  return value as Record<string, unknown>;
}

/** The text of a model's file. Throws `not-a-model-file` for another encoding than UTF-8: other letters would become other tokens. */
export async function textOf(files: Pick<ModelFiles, 'discard'>, path: string, blob: Blob): Promise<string> {
  try {
    return await readText(blob, path);
  } catch (error) {
    if (error instanceof LabError) return wrongFile(files, path, error.message.replace(`${path} `, '').replace(/\.$/, ''));
    throw error;
  }
}

/** Discards a file that is not what its name says, and throws `not-a-model-file`. */
export async function wrongFile(files: Pick<ModelFiles, 'discard'>, path: string, what: string): Promise<never> {
  throw new LabError(
    'not-a-model-file',
    `${path} ${what}.`,
    `It is damaged, or something else lies or was sent in its place. ${await files.discard(path)}`,
  );
}
