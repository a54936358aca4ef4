/** Records of which only the latest few are kept, by a name that says all that they hang on: what an older name stood for is of no use. */
import { createStore, delMany, entries, get, keys, set } from 'idb-keyval';

export interface Dated {
  /** ISO 8601. */
  readonly at: string;
}

/** Each of them rejects where the browser refuses storage. */
export interface Latest<T extends Dated> {
  /** undefined where none is kept. */
  readonly find: (name: string) => Promise<T | undefined>;
  readonly keep: (name: string, record: T) => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** In a database of their own, of that name. */
export function latest<T extends Dated>(name: string, most: number): Latest<T> {
  const database = createStore(name, 'latest');
  return {
    find: (name) => get<T>(name, database),
    async keep(name, record) {
      await set(name, record, database);
      const all = await entries<string, T>(database);
      const older = all.toSorted(([, a], [, b]) => b.at.localeCompare(a.at)).slice(most);
      await delMany(
        older.map(([key]) => key),
        database,
      );
    },
    clear: async () => delMany(await keys<string>(database), database),
  };
}
