/** Lists by what `keyOf` says of their members, in the order in which each key came first. */
export function listed<R>(records: readonly R[], keyOf: (record: R) => string): Map<string, R[]> {
  const lists = new Map<string, R[]>();
  for (const one of records) {
    const key = keyOf(one);
    const list = lists.get(key);
    if (list) list.push(one);
    else lists.set(key, [one]);
  }
  return lists;
}
