/** Errors of actions end in the store, where the page shows them; nothing on the page is lost by them. */
import { errorData } from '../error';
import type { LabStore } from './state';

/**
 * Runs what was asked for; an error is shown, not thrown. One that is shown already stays: of a worker that ended it also says what is
 * done about it.
 */
export async function guard(store: LabStore, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logFault(error);
    const data = errorData(error);
    store.setState(({ error: now }) => (now?.code === data.code && now.message === data.message ? {} : { error: data }));
  }
}

/** A fault of the lab goes to the console with its stack, for a report; every other error is handled where it is shown. */
export function logFault(error: unknown): void {
  if (errorData(error).code === 'internal') console.error(error);
}
