/**
 * The last experiment and the last set of one's own, so that a reload, Back or a new visit finds them again. One of each, in this
 * browser.
 */
import { createStore, del, get, set } from 'idb-keyval';

/** Texts as files have them: what is read back is checked like a file. */
export interface Session {
  /** A run file's JSON. */
  experiment: string;
  /** Where each analysis came from, by its id; earlier versions did not say. */
  origins?: Readonly<Record<string, string>>;
}

const store = createStore('eia-lab-session', 'session');

/** null where there is none, or the browser refuses storage. */
export const readSession = (): Promise<Session | null> =>
  get<Session>('experiment', store).then(
    (kept) => kept ?? null,
    () => null,
  );
export const writeSession = (session: Session): Promise<void> => set('experiment', session, store);

/** The JSON of a scenario file; null where there is none, or the browser refuses storage. */
export const readOwnSet = (): Promise<string | null> =>
  get<string>('set', store).then(
    (kept) => kept ?? null,
    () => null,
  );
export const writeOwnSet = (json: string): Promise<void> => set('set', json, store);

export async function clearSession(): Promise<void> {
  await del('experiment', store);
  await del('set', store);
}
