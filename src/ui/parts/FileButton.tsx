/** A file input that looks like a button. The input itself stays in the page, focusable and testable. */
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  accept: string;
  testId: string;
  onFile?: (file: File) => void;
  /** Several may be chosen, and all come at once. */
  multiple?: boolean;
  onFiles?: (files: File[]) => void;
  disabled?: boolean;
}

export function FileButton({ children, accept, testId, onFile, multiple = false, onFiles, disabled = false }: Props) {
  return (
    <label className="file-button">
      <input
        type="file"
        accept={accept}
        multiple={multiple}
        data-testid={testId}
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          const [file] = files;
          // Emptied, so that the same file can be chosen again after it was edited.
          event.target.value = '';
          if (file) onFile?.(file);
          if (file) onFiles?.(files);
        }}
      />
      <span>{children}</span>
    </label>
  );
}
