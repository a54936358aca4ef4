/**
 * Exact two-sided p of Spearman's r: the share of all n! pairings of these average ranks whose |r| is at least the observed one.
 * Ties are counted as they are. NaN if either side is constant. Every pairing is visited: meant for n < 10 (9! = 362,880).
 */
export function pairingP(u: ArrayLike<number>, v: ArrayLike<number>): number {
  const n = u.length;
  // Twice an average rank is whole, so r up to a constant is a whole number and "at least" is exact.
  const a = Array.from(u, (rank) => 2 * rank);
  const b = Array.from(v, (rank) => 2 * rank);
  if (a.every((rank) => rank === a[0]) || b.every((rank) => rank === b[0])) return NaN;
  const centre = sum(a) * sum(b);
  const observed = Math.abs(n * sum(a.map((rank, i) => rank * b[i]!)) - centre);
  let reached = 0;
  let visited = 0;
  const visit = (i: number, used: number, products: number): void => {
    if (i === n) {
      visited++;
      if (Math.abs(n * products - centre) >= observed) reached++;
      return;
    }
    for (let j = 0; j < n; j++) if (!(used & (1 << j))) visit(i + 1, used | (1 << j), products + a[i]! * b[j]!);
  };
  visit(0, 0, 0);
  return reached / visited;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
