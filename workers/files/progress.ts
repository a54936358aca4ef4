/** Several downloads as one bar: bytes, total, rate and time left. Pure but for the clock it is given. */
import type { LoadEvent } from '../../src/protocol';

/** The rate is that of the last seconds: a mean over the whole download hides that the network came back. */
const WINDOW = 5_000;
const EVERY = 100;
/** What came in a shorter time tells nothing of what will come. */
const SOONEST = 1_000;

export interface Progress {
  /** Bytes of all files together, once that is known. */
  expect(total: number): void;
  /** So much of this file is here; `fresh` of it came over the network since the last call. */
  at(path: string, bytes: number, fresh: number, source: NonNullable<LoadEvent['source']>): void;
  /** Nothing will come for so many seconds: the server asked for it, or the last try failed. */
  wait(seconds: number): void;
  /** Bytes that came over the network. */
  downloaded(): number;
}

export function progress(report: (event: LoadEvent) => void, now: () => number): Progress {
  const files = new Map<string, number>();
  const samples: { time: number; bytes: number }[] = [{ time: now(), bytes: 0 }];
  let total = 0;
  let network = 0;
  let told = -Infinity;
  return {
    expect(bytes) {
      total = bytes;
    },
    at(path, bytes, fresh, source) {
      files.set(path, bytes);
      network += fresh;
      const time = now();
      if (fresh > 0) samples.push({ time, bytes: network });
      while (samples.length > 2 && time - samples[0]!.time > WINDOW) samples.shift();
      const done = [...files.values()].reduce((sum, n) => sum + n, 0);
      if (time - told < EVERY && done !== total && source !== 'other-tab') return;
      told = time;
      const [first, last] = [samples[0]!, samples.at(-1)!];
      const rate = last.time - first.time >= SOONEST ? ((last.bytes - first.bytes) / (last.time - first.time)) * 1000 : null;
      // A file that has just been fetched is opened from the disk: the bar as a whole is still one of the network.
      const from = source === 'disk' && network > 0 ? 'network' : source;
      const secondsLeft = total > 0 && rate ? Math.max(0, total - done) / rate : null;
      report({ phase: 'files', bytes: done, total: Math.max(total, total && done), secondsLeft, rate, source: from });
    },
    wait(seconds) {
      const done = [...files.values()].reduce((sum, n) => sum + n, 0);
      report({
        phase: 'files',
        bytes: done,
        total: Math.max(total, total && done),
        secondsLeft: null,
        rate: 0,
        source: 'network',
        waitSeconds: seconds,
      });
    },
    downloaded: () => network,
  };
}
