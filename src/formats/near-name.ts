/** Which of some names is meant by one that is none of them: for messages about a field that was misspelt. */

/**
 * The name among `known` that the fewest slips of a hand lead from to `given`; undefined where the nearest is as far as another word. A
 * slip is a letter too many, too few, another one, or two that changed places; large letters are as small ones. One slip in three letters
 * is near, in a shorter name one.
 */
export function nearName(given: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(given.length / 3));
  const [first] = known
    .map((name) => ({ name, far: slips(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, far }) => far <= most && far < name.length)
    .sort((a, b) => a.far - b.far);
  return first?.name;
}

/** Optimal string alignment: Damerau's distance in which no letter moves twice. O(a × b); of names beyond 40 letters, no answer is near. */
function slips(a: string, b: string): number {
  if (a.length > 40) return Infinity;
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? rows[i - 2]![j - 2]! + 1 : Infinity,
      );
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
