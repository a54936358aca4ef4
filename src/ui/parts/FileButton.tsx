/** A file input that looks like a button. The input itself stays in the page, focusable and testable. */
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  accept: string;
  testId: string;
  onFile: (file: File) => void;
  disabled?: boolean;
}

export function FileButton({ children, accept, testId, onFile, disabled = false }: Props) {
  return (
    <label className="file-button">
      <input
        type="file"
        accept={accept}
        data-testid={testId}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Emptied, so that the same file can be chosen again after it was edited.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <span>{children}</span>
    </label>
  );
}
