/**
 * One file from a server to this disk: continued where it broke, asked for again after passing trouble, and committed only after
 * its length and SHA-256 were found right. What turns out wrong is removed, so that the next try starts clean.
 */
import { createSHA256, type IHasher } from 'hash-wasm';
import { LabError } from '../src/error';
import { noMoreRoom } from '../src/storage/room';
import type { PartMarker, WeightStore } from '../src/storage/store';
import { rangeHeader, readAnswer } from './range';
import { ATTEMPTS, isPassing, LONGEST_WAIT, retryAfter, retryDelay } from './retry';
import { sleep } from './sleep';

/** A file as it should be; null where nobody said. */
export interface Wanted {
  url: string;
  /** Relative to the model's root: for messages. */
  path: string;
  bytes: number | null;
  sha256: string | null;
}

/** The world outside, so that tests have none. */
export interface Edge {
  fetch(url: string, init: RequestInit): Promise<Response>;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  random(): number;
  now(): number;
  /** Milliseconds without a byte after which a connection counts as broken. */
  patience: number;
}
export const edge: Edge = { fetch: (url, init) => fetch(url, init), sleep, random: Math.random, now: Date.now, patience: 30_000 };

export interface DownloadOptions {
  /** Bytes of this file on the disk so far, and how many of them came over the network just now. */
  onBytes?: (bytes: number, fresh: number) => void;
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
 * Downloads and commits `wanted` into `store`. Throws LabError: file-missing (404), access-refused (401, 403), not-a-model-file (a web page),
 * network, server-busy (429 and 5xx that stay), download-short, download-corrupt (length or SHA-256), storage-full; and AbortError.
 */
export async function download(wanted: Wanted, store: WeightStore, { onBytes, signal, edge: world = edge }: DownloadOptions): Promise<void> {
  const { url, path } = wanted;
  const hash = await createSHA256();
  let hashed = -1; // Bytes the hash has seen; −1: none yet, it must start anew.
  let idle = 0;
  for (let attempt = 1; ; attempt++) {
    const part = await store.part(url);
    let have = part?.bytes ?? 0;
    const full = part !== null && have > 0 && have === (part.marker.total ?? wanted.bytes);
    try {
      let arrived = { total: part?.marker.total ?? null, etag: part?.marker.etag ?? null };
      if (!full) arrived = await fetchRest();
      else await hashUpTo(have);
      const found = hash.digest('hex');
      hashed = -1;
      const wrong = (arrived.total !== null && have !== arrived.total) || (wanted.bytes !== null && have !== wanted.bytes)
        ? `it has ${have} bytes instead of ${wanted.bytes ?? arrived.total}`
        : wanted.sha256 !== null && found !== wanted.sha256 ? `its SHA-256 is ${found.slice(0, 12)}… instead of ${wanted.sha256.slice(0, 12)}…` : null;
      if (!wrong) return await store.commit({ url, bytes: have, sha256: found, etag: arrived.etag });
      await store.remove(url);
      const error = new LabError('download-corrupt', `${path} arrived damaged: ${wrong}.`, 'The damaged copy was removed: load again. If it stays, the server holds another file than it says.');
      // Old bytes may be the wrong ones: a continued file gets one fresh start.
      if (part && part.bytes > 0) throw new Passing(error);
      throw error;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Passing)) throw error;
      const now = (await store.part(url))?.bytes ?? 0;
      idle = now > (part?.bytes ?? 0) ? 1 : idle + 1;
      if (idle >= ATTEMPTS.idle || attempt >= ATTEMPTS.all || (error.after ?? 0) > LONGEST_WAIT) throw error.error;
      await world.sleep(retryDelay(idle, error.after, world.random()), signal);
    }

    /** Asks for what is missing and appends it. */
    async function fetchRest(): Promise<{ total: number | null; etag: string | null }> {
      const patience = new AbortController();
      const wait = () => setTimeout(() => patience.abort(new Error(`nothing arrived for ${Math.round(world.patience / 1000)} s`)), world.patience);
      let timer = wait();
      const answer = await ask(AbortSignal.any([signal, patience.signal])).finally(() => clearTimeout(timer));
      const where = readAnswer(answer.status, answer.headers, have, part?.marker ?? null);
      if (where === 'restart') {
        await answer.body?.cancel();
        await store.remove(url);
        throw new Passing(new LabError('download-corrupt', `${path} changed on the server while it was fetched.`, 'Load again.'));
      }
      // Continued bytes are hashed before the file is opened for writing.
      have = where.keep;
      await hashUpTo(have);
      const marker: PartMarker = { url, etag: where.etag, total: where.total };
      if (where.total !== null && wanted.bytes !== null && where.total !== wanted.bytes) {
        await answer.body?.cancel();
        await store.remove(url);
        throw new LabError('download-corrupt', `${path} should have ${wanted.bytes} bytes, the server offers ${where.total}.`, 'Load again. If it stays, the file on the server is not the one that was announced.');
      }
      const writer = await stored(() => store.write(marker, have));
      try {
        const reader = (answer.body ?? new Blob().stream()).getReader();
        for (;;) {
          timer = wait();
          const { done, value } = await reader.read().catch((error: unknown) => {
            throw broken(error);
          });
          clearTimeout(timer);
          if (done) break;
          await stored(() => writer.write(value));
          hash.update(value);
          have += value.length;
          hashed = have;
          onBytes?.(have, value.length);
        }
      } finally {
        clearTimeout(timer);
        await stored(() => writer.close());
      }
      if (where.total !== null && have < where.total) {
        throw new Passing(new LabError('download-short', `${path} ended after ${have} of ${where.total} bytes.`, 'The connection broke. Load again: it goes on from there.'));
      }
      return where;
    }

    async function ask(both: AbortSignal): Promise<Response> {
      let answer: Response;
      try {
        // Kept by us, so the browser's own cache need not hold it a second time.
        answer = await world.fetch(url, { headers: rangeHeader(have), cache: store.place === 'memory' ? 'default' : 'no-store', signal: both });
      } catch (error) {
        throw broken(error);
      }
      const error = refusal(answer, wanted);
      if (!error) return answer;
      await answer.body?.cancel().catch(() => undefined);
      if (isPassing(answer.status)) throw new Passing(error, retryAfter(answer.headers.get('retry-after'), world.now()));
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
      return new Passing(new LabError('network', `${path} could not be fetched from ${host}: ${(error as Error).message || 'no answer'}.`, 'Check the connection, and that the server allows this page (CORS), then load again: what has arrived is kept.'));
    }
  }
}

/** Starts `hash` anew and feeds it a Blob, a few megabytes at a time. */
async function hashBlob(hash: IHasher, blob: Blob): Promise<void> {
  hash.init();
  const step = 4 * 2 ** 20;
  for (let at = 0; at < blob.size; at += step) hash.update(new Uint8Array(await blob.slice(at, at + step).arrayBuffer()));
}

/** SHA-256 (hex) of a Blob of any size. crypto.subtle.digest wants it all in memory. */
export async function sha256(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  await hashBlob(hash, blob);
  return hash.digest('hex');
}

/** Why an answer is not the file, or null if it may be. */
export function refusal({ status, headers }: Response, { path, url }: Pick<Wanted, 'path' | 'url'>): LabError | null {
  if (isPassing(status)) return new LabError('server-busy', `${new URL(url).host} answered ${status} for ${path}${status === 429 ? ' (too many requests)' : ''}.`, 'Wait a minute and load again: what has arrived is kept. A mirror can be given with ?hub=.');
  if (status === 401 || status === 403) return new LabError('access-refused', `${url} answered ${status}: this repository wants a login, or its licence accepted.`, 'Download it where you are logged in and load it from a folder (section Keep), or choose another model.');
  if (status === 416) return null;
  if (status >= 400) return new LabError('file-missing', `${path} answered ${status} at ${url}.`, 'Check the repository, revision and dtype; the file must exist there.');
  if (headers.get('content-type')?.includes('text/html')) return new LabError('not-a-model-file', `${url} answered a web page instead of the file.`, 'The server does not have this file, wants a login, or this network shows a sign-in page first.');
  return null;
}
