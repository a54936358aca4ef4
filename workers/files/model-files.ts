/**
 * The files of one model, wherever they are: on this disk, on a hub (repository.ts), or in files that were handed in (handed-in.ts).
 * Read by name, as Blobs.
 */
import { LabError } from '../../src/error';
import { readText } from '../../src/formats/text';
import type { RangedBytes } from '../../src/graph/skeleton';
import { t } from '../../src/language/t';

export interface ModelFile {
  /** Reads from the disk when asked: the weights are not in memory. */
  blob: Blob;
  /** Null for a file of a folder that was handed in: nobody has hashed it. */
  sha256: string | null;
  /** False where no list said its length and hash: damage then shows only when the file is used. */
  listed: boolean;
  /** The repository's commit when the file was fetched or last compared with its list; null where no server said. */
  commit: string | null;
}

export interface ModelFiles {
  /** Throws what `download` throws; `folder-incomplete` for a folder that lacks it. */
  open(path: string): Promise<ModelFile>;
  /** Whether the file is on this disk, so that opening it needs no network. */
  has(path: string): Promise<boolean>;
  /** Null where the model has no such file. Throws what `open` throws for anything else than a missing file. */
  optional(path: string): Promise<ModelFile | null>;
  /**
   * Announces files that will be opened: their sizes become part of the progress bar. Throws `storage-full` if they do not fit on this
   * disk.
   */
  expect(paths: readonly string[]): Promise<void>;
  /**
   * Remembers which weight files a graph reads, by the names inside it, so that a whole model can be told from a part of one. Never
   * throws.
   */
  noteReads(graph: string, locations: readonly string[]): Promise<void>;
  /** All paths that there are, those of other models included; null where nobody lists them. */
  names(): Promise<readonly string[] | null>;
  /**
   * Paths below a folder of the model, relative to that folder: those of the repository's list where it was asked for, else those on this
   * disk. Asks for the list only where tokenizer.json is not on this disk.
   */
  within(folder: string): Promise<readonly string[]>;
  /**
   * Removes what this disk keeps of the file, so that the next load asks for it again: the file was of no use, or was noted as missing and
   * is not. Files that were handed in are left as they are. Returns what was done and what to do now, in a sentence.
   */
  discard(path: string): Promise<string>;
  /** Why this browser keeps none of the files, as a clause; null where it does, and for files that were handed in. */
  notKept(): Promise<string | null>;
  /** Bytes that came over the network so far. 0: everything was here. */
  downloaded(): number;
}

/** A Blob as src/graph reads one: by ranges. */
export const ofBlob = (blob: Blob): RangedBytes => ({
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

/** Whether an error says that there is no such file. `not-a-model-file` does: some servers answer every unknown name with a web page. */
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
  // Some servers answer an unknown name with status 200 and an error message.
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
    t`${path} ${what}.`,
    t`It is damaged, or something else lies or was sent in its place. ${await files.discard(path)}`,
  );
}
