/** When to ask a server again, and when not. Pure: the caller sleeps. */

/**
 * Attempts without a single new byte before giving up; attempts with hardly any. One that brought more than `some` bytes does not count.
 */
export const ATTEMPTS = { idle: 5, poor: 60, some: 64_000 } as const;
/** A server that wants us to wait longer than this gets an error instead: nobody watches a still bar for minutes. */
export const LONGEST_WAIT = 60_000;

/**
 * Worth another try: too many requests, the server's own trouble, and a timeout. Everything else is an answer, 501 too: this server never
 * does that.
 */
export const isPassing = (status: number): boolean => status === 408 || status === 429 || (status >= 500 && status !== 501);

/**
 * Milliseconds before try number `failures` + 1: 0.5 s, doubled each time, at most 16 s, with the upper half random ("equal jitter"),
 * so that thirty laptops do not come back in step. A Retry-After of the server is the least. `random` is uniform in [0, 1).
 */
export function retryDelay(failures: number, retryAfter: number | null, random: number): number {
  const back = Math.min(16_000, 500 * 2 ** (failures - 1));
  return Math.max(retryAfter ?? 0, back / 2 + (back / 2) * random);
}

/** Retry-After in milliseconds: seconds, or a date (`now` in epoch milliseconds). Null if absent or unreadable. */
export function retryAfter(header: string | null, now: number): number | null {
  if (!header) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
