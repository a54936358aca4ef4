/** Hashes of files of any size, a few megabytes at a time: crypto.subtle.digest wants a file whole. */
import type { IHasher } from 'hash-wasm';

/** Fetched with the first file: the first chart of the page needs none of it. */
const library = () => import('hash-wasm');

/** Starts `hash` anew and feeds it a Blob. */
export async function hashBlob(hash: IHasher, blob: Blob): Promise<void> {
  hash.init();
  const step = 4 * 2 ** 20;
  for (let at = 0; at < blob.size; at += step) hash.update(new Uint8Array(await blob.slice(at, at + step).arrayBuffer()));
}

/** In hex. */
export async function sha256(blob: Blob): Promise<string> {
  const hash = await (await library()).createSHA256();
  await hashBlob(hash, blob);
  return hash.digest('hex');
}

/** From here on SHA-256 (136 MB/s in WASM here) would keep a load waiting; XXH128 (2.6 GB/s) waits for the disk alone. */
const LARGE = 64 * 2 ** 20;

/**
 * Tells a file that nobody has hashed from others by every byte of it: SHA-256, or XXH128 where it is large, in hex. XXH128 is no proof
 * against malice.
 */
export async function fingerprint(blob: Blob): Promise<string> {
  const { createSHA256, createXXHash128 } = await library();
  const hash = await (blob.size <= LARGE ? createSHA256() : createXXHash128());
  await hashBlob(hash, blob);
  return hash.digest('hex');
}
