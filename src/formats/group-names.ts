/** What situations are called in files that name them and have no ids of them: rows with a `group`. Pure. */

interface Titled {
  readonly id: string;
  readonly title: string;
}

/** [id] its title; where several situations have one title, `title (id)`, so that they are not read back as one. */
export function groupNames(scenarios: readonly Titled[]): ReadonlyMap<string, string> {
  const key = (name: string): string => name.trim().toLowerCase();
  const counts = new Map<string, number>();
  for (const { title } of scenarios) counts.set(key(title), (counts.get(key(title)) ?? 0) + 1);
  const taken = new Set(counts.keys());
  return new Map(
    scenarios.map(({ id, title }) => {
      if (counts.get(key(title)) === 1) return [id, title];
      let name = `${title.trim()} (${id})`;
      while (taken.has(key(name))) name = `${name} (${id})`;
      taken.add(key(name));
      return [id, name];
    }),
  );
}
