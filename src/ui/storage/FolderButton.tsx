/** A button for a whole folder (or an archive), by dialogue or by drag and drop. The input itself stays in the page, focusable and testable. */
import { useState, type DragEvent, type ReactNode } from 'react';
import type { LocalFile } from '../../protocol';

interface Props {
  children: ReactNode;
  testId: string;
  folder?: boolean;
  accept?: string;
  onFiles: (files: (File | LocalFile)[]) => void;
}

export function FolderButton({ children, testId, folder = false, accept, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    // The entries must be taken before this event ends; reading them may take longer.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
    const plain = [...event.dataTransfer.files];
    Promise.all(entries.map(walk)).then((files) => onFiles(files.length > 0 ? files.flat() : plain), () => onFiles(plain));
  };
  return (
    <label className={`file-button${over ? ' over' : ''}`} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
      <input
        type="file"
        multiple
        accept={accept}
        data-testid={testId}
        {...(folder ? { webkitdirectory: '' } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // Emptied, so that the same folder can be chosen again.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <span>{children}</span>
    </label>
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
