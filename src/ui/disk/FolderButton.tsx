/**
 * A button for a whole folder (or an archive), by dialogue or by drag and drop. The input itself stays in the page, focusable and
 * testable.
 */
import { useState, type DragEvent, type ReactNode } from 'react';
import type { LocalFile } from '../../protocol';
import { dropped } from './dropped';

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
    void dropped(event.dataTransfer).then(onFiles);
  };
  return (
    <label
      className={`file-button${over ? ' over' : ''}`}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
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
