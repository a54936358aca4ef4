/**
 * Measuring on a machine that does other things too: what is compared takes turns, and only neighbours are compared.
 * A slow second then hits both sides, and the median of the ratios hardly moves.
 */

/** The first rounds are run and thrown away: caches, allocations, code that is still being compiled. */
const WARM_UP = 2;

/**
 * Milliseconds of each way in each round, [way][round]. Each way comes equally often at each place of the round (A B, B A, …):
 * the first of a round runs on a processor that has just rested. `after` sees what the ways returned, outside the clock.
 */
export async function interleave<T>(
  rounds: number,
  ways: readonly ((round: number) => Promise<T>)[],
  after: (results: T[]) => void = () => {},
): Promise<number[][]> {
  const times = ways.map((): number[] => []);
  for (let round = 0; round < rounds + WARM_UP; round++) {
    const results = new Array<T>(ways.length);
    for (const way of turn(ways.length, round)) {
      const started = performance.now();
      results[way] = await ways[way]!(round);
      if (round >= WARM_UP) times[way]!.push(performance.now() - started);
    }
    after(results);
  }
  return times;
}

/** 0 1 2, 1 2 0, 2 0 1, then the same backwards. */
function turn(ways: number, round: number): number[] {
  const order = Array.from({ length: ways }, (_, i) => (i + round) % ways);
  return ways > 2 && Math.floor(round / ways) % 2 ? order.reverse() : order;
}

/** a[i] / b[i]: one ratio per round. */
export const ratios = (a: readonly number[] | undefined, b: readonly number[] | undefined): number[] =>
  a!.map((time, round) => time / b![round]!);
