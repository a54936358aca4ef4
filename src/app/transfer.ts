/** Whole models in and out of this disk, as one file or as a folder. */
import { LabError } from '../error';
import { NOTE, parseModelNote, writeModelNote } from '../formats/model-note';
import { readText } from '../formats/text';
import { pageUrl, type CatalogueEntry } from '../hub/catalogue';
import { safePath } from '../hub/addresses';
import { commitOf } from '../hub/listing';
import { withoutNotes } from '../hub/model-roots';
import type { LocalFile } from '../protocol';
import type { Incoming } from '../storage/models';
import { splitAddress } from '../storage/stored-model';
import type { Context } from './ports';
import { storedAt } from './stored-at';
import { t } from '../language/t';

/**
 * Files of a folder, a drop, or one archive → the files by path, without the notes a Mac adds. Throws `bad-input`, `archive-damaged`,
 * `archive-unsupported`.
 */
export async function collect(files: readonly (File | LocalFile)[]): Promise<LocalFile[]> {
  const wrong = files.findIndex((one) => !(one instanceof File || (one?.file instanceof Blob && typeof one.path === 'string')));
  if (wrong >= 0)
    throw new LabError(
      'bad-input',
      t`Item ${wrong + 1} of the files is no File.`,
      t`Give the files of a folder, as a file input or a drop hands them out.`,
    );
  const all = withoutNotes(files.map((one) => (one instanceof File ? { path: one.webkitRelativePath || one.name, file: one } : one)));
  const [only] = all;
  // Fetched when it is wanted: a reader of archives is a tenth of the page's program.
  const { openArchive } = await import('../formats/archive');
  const unpacked = only && all.length === 1 ? await openArchive(only.path, only.file) : null;
  return unpacked ? named(withoutNotes(unpacked.map(({ path, blob }) => ({ path, file: blob }))), only!.path) : all;
}

/** The files of an archive: those that lie at its top have no folder to be called by, so that the archive's own name is it. */
function named(files: LocalFile[], archive: string): LocalFile[] {
  const name = archive.replace(/^.*\//, '').replace(/\.(zip|tgz|tar|tar\.gz|gz)$/i, '');
  return name && files.some(({ path }) => !path.includes('/')) ? files.map(({ path, file }) => ({ path: `${name}/${path}`, file })) : files;
}

export function transferActions({ store, disk: { models } }: Context) {
  /** The files of what is whole of a model, and the note. Throws `no-such-model`, `model-incomplete`. */
  async function withNote(root: string): Promise<{ path: string; blob: Blob }[]> {
    const model = await storedAt(models, root);
    if (!model.complete)
      throw new LabError(
        'model-incomplete',
        t`${model.repo} has not been fetched completely.`,
        t`Load it once to the end, then export it.`,
      );
    const { files, missing } = await models.readModel(root);
    return [...files, { path: NOTE, blob: noteOf(root, files, missing) }];
  }

  return {
    /** One model as one file. Its bytes stay on the disk until the browser writes them out. Throws `no-such-model`, `model-incomplete`. */
    exportTar: async (root: string): Promise<Blob> => {
      const { writeTar } = await import('../formats/tar');
      return writeTar(await withNote(root));
    },
    /** One model into a folder of the reader's choice, file by file. Throws what `exportTar` throws. */
    async exportFolder(root: string, into: FileSystemDirectoryHandle): Promise<void> {
      for (const { path, blob } of await withNote(root)) {
        let folder = into;
        for (const name of path.split('/').slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
        const stream = await (await folder.getFileHandle(path.split('/').at(-1)!, { create: true })).createWritable();
        await blob.stream().pipeTo(stream);
      }
    },
    /**
     * Takes in what was exported here or on another machine: verified, and kept on this disk. Returns the model's root.
     * Throws `not-an-export` for any other folder (loadFolder reads those), `folder-incomplete`, `download-corrupt`, `storage-full`.
     */
    async importModel(files: readonly (File | LocalFile)[], onBytes?: (bytes: number, total: number) => void): Promise<string> {
      const { root, incoming, missing } = await readExport(await collect(files), store.getState().catalogue);
      const total = incoming.reduce((sum, { blob }) => sum + blob.size, 0);
      await models.writeModel(root, incoming, missing, (bytes) => onBytes?.(bytes, total));
      return root;
    },
  };
}

/** An exported folder → what is to be written. Throws `not-an-export`, `folder-incomplete`. */
async function readExport(
  all: readonly LocalFile[],
  catalogue: readonly CatalogueEntry[],
): Promise<{ root: string; incoming: Incoming[]; missing: string[] }> {
  const found = all.find(({ path }) => path === NOTE || path.endsWith(`/${NOTE}`));
  if (!found)
    throw new LabError(
      'not-an-export',
      t`There is no ${NOTE} in it: this is no model exported from the lab.`,
      t`Load it as a folder or an archive instead: it is read where it lies.`,
    );
  const { root, files, missing } = parseModelNote(await readText(found.file, NOTE), isRoot);
  const base = found.path.slice(0, -NOTE.length);
  const incoming = files.map(({ path, bytes, sha256, reads, commit }): Incoming => {
    const file = all.find((one) => one.path === base + safePath(path))?.file;
    if (file?.size !== bytes)
      throw new LabError(
        'folder-incomplete',
        `${path} ${file ? t`has ${file.size} of ${bytes} bytes` : t`is missing`}.`,
        t`Copy the folder or archive again: it did not arrive whole.`,
      );
    return { path, blob: file, sha256, ...(reads ? { reads } : {}), ...(commitOf(commit) ? { commit: commit! } : {}) };
  });
  return { root: ownRoot(root, catalogue), incoming, missing: missing.map(safePath) };
}

/** An included model belongs to this page, whatever address it was exported from. */
function ownRoot(root: string, catalogue: readonly CatalogueEntry[]): string {
  const [, id] = /\/models\/([^/]+)$/.exec(root) ?? [];
  const included = id && catalogue.some((model) => model.embedded && model.id === id);
  return included ? pageUrl(`models/${id}`) : root;
}

/** Where files of a model can lie: what is stored under another address could never be loaded. */
function isRoot(root: string): boolean {
  if (!URL.canParse(root)) return false;
  const { protocol, search, hash } = new URL(root);
  return /^https?:$/.test(protocol) && search === '' && hash === '' && splitAddress(`${root}/config.json`)?.root === root;
}

function noteOf(root: string, files: readonly (Incoming & { sha256: string })[], missing: string[]): Blob {
  const described = files.map(({ path, blob, sha256, reads, commit }) => ({
    path,
    bytes: blob.size,
    sha256,
    ...(reads && { reads }),
    ...(commit && { commit }),
  }));
  return new Blob([writeModelNote({ root, files: described, missing })], { type: 'application/json' });
}
