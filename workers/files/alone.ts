/** One tab downloads a file, the others wait and then find it on this disk. */

/**
 * Runs `work` while no other tab works on this address, and gives what it gives. `onWait` is told if another tab is at it. Ending a tab
 * frees its lock; a browser without locks runs `work` at once. Rejects with the signal's reason when it is aborted while it waits.
 */
export async function alone<T>(url: string, signal: AbortSignal, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return work();
  const name = `eia-lab ${url}`;
  if ((await locks.query()).held?.some((lock) => lock.name === name)) onWait();
  return (await locks.request(name, { signal }, work)) as T;
}
