/** Errors of actions end in the store, where the page shows them; nothing on the page is lost by them. */
import { errorData } from '../error';
import { useLab } from './store';

/** Runs what was asked for; an error is shown, not thrown. */
export async function guard(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error);
    useLab.setState({ error: errorData(error) });
  }
}
