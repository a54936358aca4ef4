/** What is said where this browser did not keep something: it is on the page, and nowhere else. */
import { LabError } from '../error';
import { t } from '../language/t';

/**
 * `storage-full` where the browser had no more room, else `storage-missing`. `what`: "the experiment". `otherwise`: how it is had later all
 * the same, in a sentence.
 */
export const notKept = (what: string, otherwise: string, { name, message }: Error): LabError =>
  new LabError(
    name === 'QuotaExceededError' ? 'storage-full' : 'storage-missing',
    t`This browser did not keep ${what} (${message}); it stays on this page only.`,
    t`${otherwise} Room comes back by deleting stored models or runs; in a private window the browser gives less.`,
  );
