/**
 * Self-tests that were passed in this browser, with what the model read in one of their texts: the next load of the same files reads that
 * text once, in the place of a whole test (workers/model/tested.ts). A few of the latest are kept.
 */
import { createStore, delMany, entries, get, set } from 'idb-keyval';
import type { SelfTest } from '../protocol';

/** What a text came to: residuals [layer, width], the mean over its tokens, and the logits [vocab] of the last of them. */
export interface OnceRead {
  readonly residual: Float32Array;
  readonly logits: Float32Array;
}

export interface PassedTest {
  /** ISO 8601. */
  readonly at: string;
  readonly test: SelfTest;
  readonly read: OnceRead;
}

const MOST = 8;
const database = createStore('eia-lab-self-tests', 'passed');

/** `name`: all that such a test hangs on. undefined where none was passed. Rejects where the browser refuses storage. */
export const findTest = (name: string): Promise<PassedTest | undefined> => get<PassedTest>(name, database);

/** Rejects where the browser refuses storage. */
export async function keepTest(name: string, passed: PassedTest): Promise<void> {
  await set(name, passed, database);
  const all = await entries<string, PassedTest>(database);
  const older = all.toSorted(([, a], [, b]) => b.at.localeCompare(a.at)).slice(MOST);
  await delMany(
    older.map(([key]) => key),
    database,
  );
}

/** Rejects where the browser refuses storage. */
export async function clearTests(): Promise<void> {
  const all = await entries<string, PassedTest>(database);
  await delMany(
    all.map(([key]) => key),
    database,
  );
}
