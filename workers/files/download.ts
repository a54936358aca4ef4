/**
 * One file from a server to this disk: continued where it broke, asked for again after passing trouble, and committed only after its length
 * and SHA-256 were found right. What turns out wrong is removed, so that the next try starts clean. This file does what download-step.ts
 * decides.
 */
import type { Outside } from '../../src/hub/ask';
import { isSilent, LabError } from '../../src/error';
import { patience, type Patience } from '../../src/hub/patience';
import { noMoreRoom } from '../../src/storage/room';
import type { Place } from '../../src/storage/place';
import { beginning, type Outcome, type Step, type WantedFile } from './download-state';
import { next } from './download-step';
import { rangeHeader } from './range';
import { standInside } from './refusal';
import { runningHash } from './running-hash';
import { sleep } from './sleep';

export type { WantedFile } from './download-state';

/** The world outside, as a download sees it. */
export type Edge = Outside;
/** The real one. Half a minute without a byte counts as a broken connection. */
export const edge: Edge = {
  fetch: (url, init) => fetch(url, init),
  sleep,
  random: Math.random,
  now: Date.now,
  patience: 30_000,
  offline: () => globalThis.navigator?.onLine === false,
};

export interface DownloadOptions {
  /** Bytes of this file on the disk so far, and how many of them came over the network just now. */
  onBytes?: (bytes: number, fresh: number) => void;
  /** So many milliseconds pass before the next try. */
  onWait?: (milliseconds: number) => void;
  signal: AbortSignal;
  edge?: Edge;
}

/** An answer whose body may still come, and the patience with its server. */
interface Line {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly patience: Patience;
}

/**
 * Downloads and commits `wanted` into `place`. Throws LabError: file-missing (404), access-refused (401, 403), not-a-model-file (a web
 * page), lfs-pointer, network, server-busy (429 and 5xx that stay), download-short, download-corrupt (length or SHA-256), storage-full; and
 * AbortError.
 */
export async function download(
  wanted: WantedFile,
  place: Place,
  { onBytes, onWait, signal, edge: world = edge }: DownloadOptions,
): Promise<void> {
  const { url, path } = wanted;
  const hash = await runningHash();
  let state = beginning(wanted);
  let line: Line | null = null;
  try {
    let outcome: Outcome | null = await find();
    while (outcome) {
      const [after, step] = next(state, outcome, { now: world.now(), random: world.random() });
      state = after;
      if (step.kind !== 'receive') await hangUp();
      outcome = await take(step);
    }
  } catch (error) {
    signal.throwIfAborted(); // A stop may show as any other error.
    throw error;
  } finally {
    await hangUp();
  }

  /** Does a step. null: the file is committed. */
  async function take(step: Step): Promise<Outcome | null> {
    switch (step.kind) {
      case 'ask':
        return ask(step.from);
      case 'receive':
        return receive(step);
      case 'check':
        return check();
      case 'wait':
        if (step.clean) await place.remove(url);
        signal.throwIfAborted();
        onWait?.(step.milliseconds);
        await world.sleep(step.milliseconds, signal);
        return find();
      case 'commit':
        await place.commit(step.marker);
        return null;
      case 'give-up':
        if (step.clean) await place.remove(url);
        throw step.error;
    }
  }

  async function find(): Promise<Outcome> {
    return { kind: 'found', part: await place.part(url) };
  }

  async function ask(from: number): Promise<Outcome> {
    const watch = patience(world, signal);
    // Kept by us, so the browser's own cache need not hold it a second time.
    const cache = place.kind === 'memory' ? 'default' : 'no-store';
    try {
      const answer = await world.fetch(url, { headers: rangeHeader(from), cache, signal: watch.signal });
      line = { body: answer.body ?? new Blob().stream(), patience: watch };
      return { kind: 'answered', answer };
    } catch (error) {
      watch.end();
      return { kind: 'broken', have: from, why: reason(error, 'no answer') };
    }
  }

  async function receive({ keep, marker }: Extract<Step, { kind: 'receive' }>): Promise<Outcome> {
    if (!line) throw new Error('A body is received after an answer.');
    // What was here is hashed before its file is opened for writing.
    await hash.upTo(keep, written);
    let have = keep;
    const writer = await roomFor(have, () => place.write(marker, keep));
    const reader = line.body.getReader();
    try {
      for (;;) {
        line.patience.renew();
        const came = await reader.read().catch((error: unknown) => ({ why: reason(error, 'the connection broke') }));
        if ('why' in came) return { kind: 'broken', have, why: came.why };
        if (came.done) return { kind: 'received', have };
        const chunk = came.value;
        await roomFor(have, () => writer.write(chunk));
        hash.update(chunk);
        have += chunk.length;
        onBytes?.(have, chunk.length);
      }
    } finally {
      reader.releaseLock();
      await roomFor(have, () => writer.close());
    }
  }

  async function check(): Promise<Outcome> {
    await hash.upTo(state.have, written);
    return { kind: 'checked', sha256: hash.digest(), standIn: await standInside(await written(), wanted) };
  }

  async function written(): Promise<Blob> {
    return (await place.part(url))?.blob ?? new Blob();
  }

  /** Runs a write; a disk that is full becomes an error that says so. What was written stays, to be continued. */
  async function roomFor<T>(have: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as Error).name === 'QuotaExceededError') throw noMoreRoom(path, have, wanted.bytes);
      throw error;
    }
  }

  /** Why the line broke; `silent` where the browser names no reason. Throws on a stop, which is no trouble of the line. */
  function reason(error: unknown, silent: string): string {
    if (signal.aborted || error instanceof LabError) throw error;
    return isSilent(error) ? silent : (error as Error).message;
  }

  /** Lets go of the answer: what is left of its body is not wanted. */
  async function hangUp(): Promise<void> {
    line?.patience.end();
    await line?.body.cancel().catch(() => undefined);
    line = null;
  }
}
