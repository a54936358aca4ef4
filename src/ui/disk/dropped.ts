/** The files of a drop, those of folders with their paths. */
import type { LocalFile } from '../../protocol';

/** The path of a dropped file; its name where it lay in no folder. */
export const pathOf = (one: File | LocalFile): string => (one instanceof File ? one.webkitRelativePath || one.name : one.path);

/** Whether files could be a model: a folder, a graph, or an archive. What a folder lacks is said by who reads it. */
export const couldBeModel = (paths: readonly string[]): boolean =>
  paths.some((path) => path.includes('/') || /\.(onnx|zip|tar|gz|tgz)$/i.test(path));

/** Must be called before the event of the drop ends; reading the files may take longer. */
export function dropped(data: DataTransfer): Promise<(File | LocalFile)[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const plain = [...data.files];
  return Promise.all(entries.map(walk)).then(
    (files) => (files.length > 0 ? files.flat() : plain),
    () => plain,
  );
}

/** All files below an entry of a drop, with their paths. */
async function walk(entry: FileSystemEntry): Promise<LocalFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: LocalFile[] = [];
  for (;;) {
    // A reader hands out a folder in portions; an empty one is the last.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map(walk))).flat());
  }
}
