/**
 * The last experiment, the one whose place it took, the last set of one's own and the last words of a prompt, so that a reload, Back or a
 * new visit finds them again. One of each, in this browser.
 */
import { createStore, delMany, get, set, setMany } from 'idb-keyval';

/** Texts as files have them: what is read back is checked like a file. */
export interface Session {
  /** A run file's JSON. */
  experiment: string;
  /** Where each analysis came from, by its id; earlier versions did not say. */
  origins?: Readonly<Record<string, string>>;
  /** Two sessions of one line are the same experiment, further on; earlier versions did not say. */
  line?: string;
  /** What it is, for people. */
  name?: string;
}

const store = createStore('eia-lab-session', 'session');

/** What is kept under a name; null where nothing is, or the browser refuses storage (some do so by throwing at once). */
async function kept<T>(name: string): Promise<T | null> {
  try {
    return (await get<T>(name, store)) ?? null;
  } catch {
    return null;
  }
}

/** null where there is none, or the browser refuses storage. */
export const readSession = (): Promise<Session | null> => kept('experiment');
/** The experiment whose place the last one took: opened over it, or made in another tab. */
export const readEarlier = (): Promise<Session | null> => kept('earlier');
/** One of another line that was kept before is the earlier one from now on. */
export async function writeSession(session: Session): Promise<void> {
  const before = await get<Session>('experiment', store);
  const replaces = before !== undefined && before.line !== session.line;
  await setMany([...(replaces ? [['earlier', before] as [string, Session]] : []), ['experiment', session]], store);
}

/** The words of the prompt field; null where there are none, or the browser refuses storage. */
export const readPrompt = (): Promise<string | null> => kept('prompt');
export const writePrompt = (prompt: string): Promise<void> => set('prompt', prompt, store);

/** The JSON of a scenario file; null where there is none, or the browser refuses storage. */
export const readOwnSet = (): Promise<string | null> => kept('set');
export const writeOwnSet = (json: string): Promise<void> => set('set', json, store);

export const clearSession = (): Promise<void> => delMany(['experiment', 'earlier', 'set', 'prompt'], store);
