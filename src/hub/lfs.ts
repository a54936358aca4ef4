/** Git LFS keeps large files elsewhere; until they are fetched, three lines of text lie in their place. */
import { LabError } from '../error';
import { t } from '../language/t';

const FIRST = 'version https://git-lfs.github.com/spec/v1';
/** The specification's own limit. */
const LONGEST = 1024;

/** Bytes of the file that a pointer stands for, −1 where it does not say; null for what is no pointer. */
export async function pointedAt(blob: Blob): Promise<number | null> {
  if (blob.size > LONGEST || blob.size < FIRST.length) return null;
  const text = await blob.text();
  return text.startsWith(FIRST) ? Number(/^size (\d+)$/m.exec(text)?.[1] ?? -1) : null;
}

/** `lfs-pointer` for a file that is only a pointer; null for any other. `where`: on this machine, or the host that sent it. */
export async function pointerError(path: string, blob: Blob, where: 'here' | { host: string }): Promise<LabError | null> {
  const bytes = await pointedAt(blob);
  if (bytes === null) return null;
  const message = t`${path} is a Git LFS pointer of ${blob.size} bytes, not the file itself${bytes >= 0 ? t` (${bytes} bytes)` : ''}.`;
  return new LabError(
    'lfs-pointer',
    message,
    where === 'here'
      ? t`Run “git lfs pull” in that repository, then choose the folder again.`
      : t`On ${where.host}, run “git lfs pull” in the folder it serves, then load again.`,
  );
}
