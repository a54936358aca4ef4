/** Which records of one list are those of another, whatever they are called there. */
import { listed } from './listed';
import { isSameRecord } from './same-record';

/** A record of a list that is numbered; `at`: ISO 8601. */
export interface Numbered {
  readonly id: string;
  readonly at: string;
}

/** Records of one moment, above which their contents are written out: to hold each beside each would take too long. */
const MANY = 32;

/**
 * Finds the record of the list that is another one but for its number, each once: of several that are equal the first is the first one's
 * partner. One of another moment cannot be among them.
 */
export function partners<R extends Numbered>(own: readonly R[], contentOf: (record: R) => object): (one: R) => R | undefined {
  const moments = listed(own, ({ at }) => at);
  const written = new Map<string, Map<string, R[]>>();
  const write = (one: R): string => inOrder({ ...contentOf(one), id: '' });
  return (one) => {
    const there = moments.get(one.at);
    if (!there) return undefined;
    if (!written.has(one.at) && there.length <= MANY) {
      const at = there.findIndex((other) => isSameRecord(contentOf(other), contentOf(one), 'id'));
      return at < 0 ? undefined : there.splice(at, 1)[0];
    }
    if (!written.has(one.at)) written.set(one.at, listed(there, write));
    return written.get(one.at)!.get(write(one))?.shift();
  };
}

const inOrder = (content: object): string =>
  JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
