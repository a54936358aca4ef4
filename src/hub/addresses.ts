/** Where the files of a repository lie, and which names a file may have. */
import { LabError } from '../error';
import { t } from '../language/t';

/** Where a hub keeps the files of a repository: `/{owner}/{name}/resolve/{revision}`, each piece as an address writes it. */
export const resolvePath = (repo: string, revision: string): string =>
  `/${repo.split('/').map(encodeURIComponent).join('/')}/resolve/${encodeURIComponent(revision)}`;

/** The address of one file of a model. Throws `unsafe-path`. */
export const fileAddress = (root: string, path: string): string => `${root}/${safePath(path).split('/').map(encodeURIComponent).join('/')}`;

/** Throws `unsafe-path` for a file name that would leave the model's folder. */
export function safePath(path: string): string {
  if (path === '' || path.startsWith('/') || path.includes('\\') || path.split('/').some((piece) => piece === '..' || piece === '')) {
    throw new LabError(
      'unsafe-path',
      t`"${path}" is not a file inside the model's folder.`,
      t`The model is damaged or made to do harm; do not use it.`,
    );
  }
  return path;
}
