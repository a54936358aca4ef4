/** What two tabs made of the same thing, brought together: what only one of them changed is as that one has it. Pure. */
import { isSameRecord } from './same-record';

/** By field; one that both changed is as `mine` has it. */
export function fieldsOf<T extends object>(base: T, mine: T, theirs: T): T {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]) as Set<keyof T>;
  const all = [...names].map((name) => [name, isSameRecord(mine[name], base[name]) ? theirs[name] : mine[name]] as const);
  return Object.fromEntries(all.filter(([name, value]) => value !== undefined || name in mine)) as T;
}

/**
 * By key: `mine` in its order, then what the other has beside. What one took away is gone, unless the other changed it; of what both
 * changed, each field is `mine` where I changed that. `both`: of what both added under one key.
 */
export function rowsOf<R extends object>(
  { base, mine, theirs }: { readonly base: readonly R[]; readonly mine: readonly R[]; readonly theirs: readonly R[] },
  keyOf: (row: R) => string,
): R[] {
  const by = (rows: readonly R[]) => new Map(rows.map((row) => [keyOf(row), row] as const));
  const [before, own, other] = [by(base), by(mine), by(theirs)];
  const kept = mine.flatMap((row) => {
    const [was, there] = [before.get(keyOf(row)), other.get(keyOf(row))];
    if (there) return [was ? fieldsOf(was, row, there) : row];
    return was && isSameRecord(was, row) ? [] : [row];
  });
  const added = theirs.filter((row) => {
    const was = before.get(keyOf(row));
    return !own.has(keyOf(row)) && !(was && isSameRecord(was, row));
  });
  return [...kept, ...added];
}
