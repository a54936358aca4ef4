/** Answers that are not the file: by status and type, and a web page by its first words. */
import { LabError } from '../../src/error';
import type { WantedFile } from './download-state';
import { refusedAccess } from '../../src/hub/ask';
import { pointerError } from '../../src/hub/lfs';
import { isPassing } from '../../src/hub/retry';
import { t } from '../../src/language/t';

/** Why an answer is not the file, or null if it may be. */
export function refusal(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  { path, url }: Pick<WantedFile, 'path' | 'url'>,
): LabError | null {
  if (isPassing(status))
    return new LabError(
      'server-busy',
      t`${new URL(url).host} answered ${status} for ${path}${status === 429 ? t` (too many requests)` : ''}.`,
      t`Wait a minute and load again: what has arrived is kept. A mirror can be given with ?hub=.`,
    );
  const access = refusedAccess({ status, headers }, url);
  if (access) return access;
  if (status === 416) return null;
  if (status >= 400)
    return new LabError(
      'file-missing',
      t`${path} answered ${status} at ${url}.`,
      t`Check the repository, revision and dtype; the file must exist there.`,
    );
  return headers.get('content-type')?.includes('text/html') ? webPage(url) : null;
}

const webPage = (url: string): LabError =>
  new LabError(
    'not-a-model-file',
    t`${url} answered a web page instead of the file.`,
    t`The server does not have this file, wants a login, or this network shows a sign-in page first.`,
  );

/** What lies in the place of a file: a web page, or a Git LFS pointer. */
export interface StandIn {
  readonly kind: 'page' | 'pointer';
  readonly error: LabError;
}

/** What was sent as if it were the file, by its first bytes; null for anything else. No model file begins so. */
export async function standInside(blob: Blob, { path, url }: Pick<WantedFile, 'path' | 'url'>): Promise<StandIn | null> {
  if (/^\s*<(!doctype\s+html|html|head)\b/i.test(await blob.slice(0, 64).text())) return { kind: 'page', error: webPage(url) };
  const error = await pointerError(path, blob, { host: new URL(url).host });
  return error && { kind: 'pointer', error };
}
