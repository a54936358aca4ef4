/**
 * Model files in the Origin Private File System: `{name}.bin` holds the bytes, `{name}.json` the marker.
 * A worker appends in place through a sync access handle, so that a broken download loses nothing; the page, which has none,
 * writes whole files (an import) through createWritable.
 */
import { LabError } from '../error';
import { fileName, parseMarker, storedFile, type Marked } from './marker';
import type { StoredFile, Place, Writer } from './place';
import { t } from '../language/t';

const FOLDER = 'eia-lab-weights';

/** TypeScript's DOM library lacks the worker's side of OPFS. */
interface SyncHandle {
  write(chunk: Uint8Array, o: { at: number }): number;
  truncate(bytes: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}
type FileHandle = FileSystemFileHandle & { createSyncAccessHandle?: () => Promise<SyncHandle> };

/** Null where the browser has no OPFS. Throws what a browser says that refuses it (private windows of some). */
export async function openOpfsPlace(): Promise<Place | null> {
  // TypeScript knows both, plain http and older browsers do not.
  const { storage } = navigator as { storage?: Partial<StorageManager> };
  if (!storage?.getDirectory) return null;
  const root = await storage.getDirectory();
  return opfsPlace(await root.getDirectoryHandle(FOLDER, { create: true }));
}

function opfsPlace(folder: FileSystemDirectoryHandle): Place {
  const file = async (name: string): Promise<File | null> => {
    try {
      return await (await folder.getFileHandle(name)).getFile();
    } catch (error) {
      // Only a file that is not there is absent: one that cannot be read would be fetched anew, over what is there.
      if ((error as Error).name === 'NotFoundError') return null;
      throw unreadable(error);
    }
  };
  /**
   * A File is a snapshot: reading one that another tab is just writing rejects. Then it is taken anew. Throws `disk-unreadable` for one
   * that stays so.
   */
  const marker = async (name: string) => {
    for (let attempt = 1; ; attempt++) {
      const snapshot = await file(`${name}.json`);
      try {
        return parseMarker((await snapshot?.text()) ?? '');
      } catch (error) {
        if ((error as Error).name !== 'NotReadableError') throw error;
        if (attempt === 10) throw unreadable(error);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const mark = async (name: string, value: Marked) => {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    const writer = await append(await folder.getFileHandle(`${name}.json`, { create: true }), 0);
    await writer.write(bytes);
    await writer.close();
  };
  /** Removes a file of the folder. One that another tab is writing cannot be removed now; the next `list` removes it. */
  const drop = (entry: string) => folder.removeEntry(entry, { recursive: true }).catch(() => undefined);
  const names = async (): Promise<Set<string>> => {
    const found = new Set<string>();
    for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) found.add(name);
    return found;
  };

  return {
    kind: 'opfs',
    async list() {
      const files: StoredFile[] = [];
      const entries = await names();
      for (const name of [...entries].filter((entry) => entry.endsWith('.json')).map((entry) => entry.slice(0, -5))) {
        const found = await marker(name);
        const bytes = (await file(`${name}.bin`))?.size ?? 0;
        if (found) files.push(storedFile(found, bytes));
      }
      // A marker is written before its bytes, so bytes without a marker were deleted while a download still wrote them.
      for (const entry of entries) if (entry.endsWith('.bin') && !entries.has(`${entry.slice(0, -4)}.json`)) await drop(entry);
      return files;
    },
    async open(url) {
      const name = await fileName(url);
      const found = await marker(name);
      if (!found || !('whole' in found)) return null;
      const blob = found.whole.missing ? new Blob() : await file(`${name}.bin`);
      return blob?.size === found.whole.bytes ? { blob, marker: found.whole } : null;
    },
    async part(url) {
      const name = await fileName(url);
      const found = await marker(name);
      const blob = await file(`${name}.bin`);
      return found && 'part' in found && blob ? { bytes: blob.size, marker: found.part, blob } : null;
    },
    async write(part, keep) {
      const name = await fileName(part.url);
      await mark(name, { part });
      return append(await folder.getFileHandle(`${name}.bin`, { create: true }), keep);
    },
    commit: async (whole) => mark(await fileName(whole.url), { whole }),
    async remove(url) {
      const name = await fileName(url);
      // The marker goes first: a file without a marker counts as absent.
      await drop(`${name}.json`);
      await drop(`${name}.bin`);
    },
    async clear() {
      for (const entry of await names()) await drop(entry);
    },
  };
}

/** Writes after `keep` bytes; what lay behind them is cut off. */
async function append(handle: FileHandle, keep: number): Promise<Writer> {
  if (!handle.createSyncAccessHandle) {
    // TypeScript knows it, Safari before 26 does not.
    if (!('createWritable' in handle))
      throw new LabError(
        'import-not-supported',
        t`This browser lets a page write no files into its storage.`,
        t`Load the folder instead: it is read where it lies. Or import in another browser.`,
      );
    const stream = await exclusive(() => handle.createWritable({ keepExistingData: keep > 0 }));
    await stream.truncate(keep);
    await stream.seek(keep);
    return { write: (chunk) => stream.write(chunk), close: () => stream.close() };
  }
  const sync = await exclusive(() => handle.createSyncAccessHandle!());
  sync.truncate(keep);
  let at = keep;
  return {
    write(chunk) {
      // A full disk is told by the count alone: no exception, and in Chromium a negative number as an unsigned one.
      if (sync.write(chunk, { at }) !== chunk.length) return Promise.reject(new DOMException('no more room', 'QuotaExceededError'));
      at += chunk.length;
      return Promise.resolve();
    },
    close() {
      sync.flush();
      sync.close();
      return Promise.resolve();
    },
  };
}

const unreadable = (error: unknown): LabError =>
  new LabError(
    'disk-unreadable',
    t`What this browser keeps of the model could not be read: ${(error as Error).message}`,
    t`Another tab may be writing it: wait for that and try again. If it stays, delete what is kept of the model, or free space on the disk.`,
  );

/** A worker that was just ended may still hold its handle for a moment. Throws `file-in-use` where somebody else keeps it. */
async function exclusive<T>(open: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open();
    } catch (error) {
      if ((error as Error).name !== 'NoModificationAllowedError') throw error;
      if (attempt === 10)
        throw new LabError(
          'file-in-use',
          t`A file of this model is being written by another download, in this tab or another one.`,
          t`Let it finish or cancel it, then try again.`,
        );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
