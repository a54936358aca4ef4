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
    console.error(error);
    const data = errorData(error);
    store.setState(({ error: now }) => (now?.code === data.code && now.message === data.message ? {} : { error: data }));
  }
}
