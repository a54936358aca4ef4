/**
 * Why something could not be read from IndexedDB: a browser that refuses storage has nothing to give, and that is no fault; in any other
 * case what is kept may well be there, and must not be written over.
 */
import { LabError } from '../error';
import { t } from '../language/t';

/** How browsers say that a page may keep nothing: by policy, in some private windows, or by having no IndexedDB. */
const REFUSALS = ['SecurityError', 'InvalidStateError', 'ReferenceError', 'TypeError'];
/** Chromium where a person, or a rule against frames of other sites, denies it: “The user denied permission to access the database.” */
const DENIED = /denied permission/i;
const PROBE = 'eia-lab-probe';

let refused: string | null = null;

/** What the browser said when it last refused storage; null where it did not. */
export const whyRefused = (): string | null => refused;

/** What `read` gives; undefined where the browser refuses storage. Throws `disk-unreadable` where reading failed, naming `what`. */
export async function readOrRefused<T>(what: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    refused = await refusal();
    if (refused !== null) return undefined;
    throw new LabError(
      'disk-unreadable',
      t`${what} could not be read from this browser's storage: ${(error as Error).message}`,
      t`It may well be there still, and nothing is written over it. Close other tabs of the lab, then open this one anew.`,
    );
  }
}

/** What the browser says that refuses even an empty database; null where it gives one, or has it and cannot read it. */
async function refusal(): Promise<string | null> {
  try {
    await new Promise<void>((resolve, reject) => {
      const asked = indexedDB.open(PROBE);
      asked.onsuccess = () => {
        asked.result.close();
        resolve();
      };
      asked.onerror = () => reject(asked.error ?? new Error('no reason was given'));
    });
    indexedDB.deleteDatabase(PROBE);
    return null;
  } catch (error) {
    const { name, message } = error as Error;
    return REFUSALS.includes(name) || DENIED.test(message) ? message || name : null;
  }
}
