/**
 * One file from a server to this disk: continued where it broke, asked for again after passing trouble, and committed only after
 * its length and SHA-256 were found right. What turns out wrong is removed, so that the next try starts clean.
 */
import { createSHA256 } from 'hash-wasm';
import { CORS, type Outside } from '../../src/hub/ask';
import { commitOf } from '../../src/hub/listing';
import { LabError } from '../../src/error';
import { noMoreRoom } from '../../src/storage/room';
import type { WeightStore } from '../../src/storage/place';
import { hashBlob } from '../../src/storage/hash';
import { patience } from '../../src/hub/patience';
import { rangeHeader, readAnswer } from './range';
import { refusal, standInside } from './refusal';
import { ATTEMPTS, isPassing, LONGEST_WAIT, retryAfter, retryDelay } from '../../src/hub/retry';
import { sleep } from './sleep';

/** A file as it should be; null where nobody said. */
export interface Wanted {
  url: string;
  /** Relative to the model's root: for messages. */
  path: string;
  bytes: number | null;
  sha256: string | null;
  /** A list of the server's files was at hand. */
  listed: boolean;
  /** That the repository's list is of; null where it does not say. */
  commit?: string | null;
}

export type Edge = Outside;
export const edge: Edge = { fetch: (url, init) => fetch(url, init), sleep, random: Math.random, now: Date.now, patience: 30_000 };

export interface DownloadOptions {
  /** Bytes of this file on the disk so far, and how many of them came over the network just now. */
  onBytes?: (bytes: number, fresh: number) => void;
  /** So many milliseconds pass before the next try. */
  onWait?: (milliseconds: number) => void;
  signal: AbortSignal;
  edge?: Edge;
}

/** Passing trouble: worth another try. `error` is what to say when there is none. */
class Passing extends Error {
  constructor(
    readonly error: LabError,
    readonly after: number | null = null,
  ) {
    super(error.message);
  }
}

/**
 * Downloads and commits `wanted` into `store`. Throws LabError: file-missing (404), access-refused (401, 403), not-a-model-file (a web
 * page),
 * network, server-busy (429 and 5xx that stay), download-short, download-corrupt (length or SHA-256), storage-full; and AbortError.
 */
export async function download(
  wanted: Wanted,
  store: WeightStore,
  { onBytes, onWait, signal, edge: world = edge }: DownloadOptions,
): Promise<void> {
  const { url, path } = wanted;
  const hash = await createSHA256();
  let hashed = -1; // Bytes the hash has seen; −1: none yet, it must start anew.
  let idle = 0;
  let poor = 0;
  let { commit } = wanted;
  for (;;) {
    const part = await store.part(url);
    let have = part?.bytes ?? 0;
    const full = part !== null && have > 0 && have === (wanted.bytes ?? part.marker.total);
    try {
      let arrived = { total: part?.marker.total ?? null, etag: part?.marker.etag ?? null };
      if (!full) arrived = await fetchRest();
      else await hashUpTo(have);
      const found = hash.digest('hex');
      hashed = -1;
      // More bytes than announced are a compressed answer whose encoding the server does not let this page see: the length is that of the
      // wire.
      const wrong = wanted.bytes !== null ? have !== wanted.bytes : arrived.total !== null && have < arrived.total;
      const damage = wrong
        ? `it has ${have} bytes instead of ${wanted.bytes ?? arrived.total}`
        : wanted.sha256 !== null && found !== wanted.sha256
          ? `its SHA-256 is ${found.slice(0, 12)}… instead of ${wanted.sha256.slice(0, 12)}…`
          : null;
      const standIn = await standInside((await store.part(url))?.blob ?? new Blob(), wanted, damage === null && wanted.sha256 === null);
      if (standIn) {
        await store.remove(url);
        throw standIn;
      }
      if (!damage)
        return await store.commit({
          url,
          bytes: have,
          sha256: found,
          etag: arrived.etag,
          listed: wanted.listed,
          ...(commit ? { commit } : {}),
        });
      await store.remove(url);
      const error = new LabError(
        'download-corrupt',
        `${path} arrived damaged: ${damage}.`,
        'The damaged copy was removed: load again. If it stays, the server holds another file than it says.',
      );
      // Old bytes may be the wrong ones: a continued file gets one fresh start.
      if (part && part.bytes > 0) throw new Passing(error);
      throw error;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Passing)) throw error;
      const now = (await store.part(url))?.bytes ?? 0;
      const gained = now - (part?.bytes ?? 0);
      idle = gained > 0 ? 1 : idle + 1;
      poor += gained > ATTEMPTS.some ? 0 : 1;
      if (idle >= ATTEMPTS.idle || poor >= ATTEMPTS.poor || (error.after ?? 0) > LONGEST_WAIT) throw error.error;
      const delay = retryDelay(idle, error.after, world.random());
      onWait?.(delay);
      await world.sleep(delay, signal);
    }

    /** Asks for what is missing and appends it. */
    async function fetchRest(): Promise<{ total: number | null; etag: string | null }> {
      const watch = patience(world, signal);
      try {
        return await append(await ask(watch.signal), watch.renew);
      } finally {
        watch.end();
      }
    }

    async function append(answer: Response, renew: () => void): Promise<{ total: number | null; etag: string | null }> {
      const where = readAnswer(answer.status, answer.headers, have, part?.marker ?? null);
      const giveUp = async (error: unknown): Promise<never> => {
        await answer.body?.cancel();
        await store.remove(url);
        throw error;
      };
      if (where === 'restart')
        return giveUp(new Passing(new LabError('download-corrupt', `${path} changed on the server while it was fetched.`, 'Load again.')));
      // Continued bytes are hashed before the file is opened for writing.
      have = where.keep;
      commit ??= commitOf(answer.headers.get('x-repo-commit'));
      await hashUpTo(have);
      // What is announced for a whole body may be its length on the wire, compressed: only one that is longer is surely another file.
      if (where.total !== null && wanted.bytes !== null && (where.ranged ? where.total !== wanted.bytes : where.total > wanted.bytes)) {
        return giveUp(
          new LabError(
            'download-corrupt',
            `${path} should have ${wanted.bytes} bytes, the server offers ${where.total}.`,
            'Load again. If it stays, the file on the server is not the one that was announced.',
          ),
        );
      }
      const writer = await stored(() => store.write({ url, etag: where.etag, total: where.total }, have));
      try {
        const reader = (answer.body ?? new Blob().stream()).getReader();
        for (;;) {
          renew();
          const { done, value } = await reader.read().catch((error: unknown) => {
            throw broken(error);
          });
          if (done) break;
          await stored(() => writer.write(value));
          hash.update(value);
          have += value.length;
          hashed = have;
          onBytes?.(have, value.length);
        }
      } finally {
        await stored(() => writer.close());
      }
      // A whole answer that ends where it said is the file, right or wrong; a part of one goes on until all is here.
      const all = answer.status === 206 ? (wanted.bytes ?? where.total) : where.total;
      if (all !== null && have < all && have !== wanted.bytes)
        throw new Passing(
          new LabError(
            'download-short',
            `${path} ended after ${have} of ${all} bytes.`,
            'The connection broke. Load again: it goes on from there.',
          ),
        );
      return where;
    }

    async function ask(both: AbortSignal): Promise<Response> {
      let answer: Response;
      try {
        // Kept by us, so the browser's own cache need not hold it a second time.
        answer = await world.fetch(url, {
          headers: rangeHeader(have),
          cache: store.place === 'memory' ? 'default' : 'no-store',
          signal: both,
        });
      } catch (error) {
        throw broken(error);
      }
      const error = refusal(answer, wanted);
      if (!error) return answer;
      await answer.body?.cancel().catch(() => undefined);
      // A redirect to a signed address that has expired meanwhile is worth another one.
      if (isPassing(answer.status) || (answer.redirected && answer.status === 403))
        throw new Passing(error, retryAfter(answer.headers.get('retry-after'), world.now()));
      throw error;
    }

    /** Runs a write; a disk that is full becomes an error that says so. What was written stays, to be continued. */
    async function stored<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await work();
      } catch (error) {
        if ((error as Error).name === 'QuotaExceededError') throw noMoreRoom(path, have, wanted.bytes);
        throw error;
      }
    }

    async function hashUpTo(bytes: number): Promise<void> {
      if (hashed === bytes && bytes > 0) return;
      await hashBlob(hash, bytes > 0 ? part!.blob.slice(0, bytes) : new Blob());
      hashed = bytes;
    }

    function broken(error: unknown): unknown {
      if (signal.aborted || error instanceof LabError) return error;
      const host = new URL(url).host;
      return new Passing(
        new LabError(
          'network',
          `${path} could not be fetched from ${host}: ${(error as Error).message || 'no answer'}.`,
          `Check the connection, and that the server allows this page, then load again: what has arrived is kept. ${CORS}`,
        ),
      );
    }
  }
}
