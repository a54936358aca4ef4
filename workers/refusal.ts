/** Answers that are not the file: by status and type, and a web page by its first words. */
import { LabError } from '../src/error';
import type { Wanted } from './download';
import { isPassing } from '../src/data/retry';

/** Why an answer is not the file, or null if it may be. */
export function refusal({ status, headers }: Pick<Response, 'status' | 'headers'>, { path, url }: Pick<Wanted, 'path' | 'url'>): LabError | null {
  if (isPassing(status)) return new LabError('server-busy', `${new URL(url).host} answered ${status} for ${path}${status === 429 ? ' (too many requests)' : ''}.`, 'Wait a minute and load again: what has arrived is kept. A mirror can be given with ?hub=.');
  if (status === 401 || status === 403) return new LabError('access-refused', `${url} answered ${status}: this repository wants a login, or its licence accepted.`, 'Download it where you are logged in and load it from a folder (section Keep), or choose another model.');
  if (status === 416) return null;
  if (status >= 400) return new LabError('file-missing', `${path} answered ${status} at ${url}.`, 'Check the repository, revision and dtype; the file must exist there.');
  return headers.get('content-type')?.includes('text/html') ? webPage(url) : null;
}

const webPage = (url: string): LabError =>
  new LabError('not-a-model-file', `${url} answered a web page instead of the file.`, 'The server does not have this file, wants a login, or this network shows a sign-in page first.');

/** A web page that was sent as if it were the file; null for anything else. No model file begins so. */
export async function pageInside(blob: Blob, { url }: Pick<Wanted, 'url'>): Promise<LabError | null> {
  return /^\s*<(!doctype\s+html|html|head)\b/i.test(await blob.slice(0, 64).text()) ? webPage(url) : null;
}
