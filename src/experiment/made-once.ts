/** What is made of a list that never changes, once for each key: the page asks for the same again with every change of the view. */
export function madeOnce<Of extends object, Made>(): (of: Of, key: string, make: () => Made) => Made {
  const known = new WeakMap<Of, Map<string, Made>>();
  return (of, key, make) => {
    const there = known.get(of) ?? new Map<string, Made>();
    known.set(of, there);
    if (!there.has(key)) there.set(key, make());
    return there.get(key)!;
  };
}
