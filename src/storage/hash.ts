/** SHA-256 of files of any size, a few megabytes at a time: crypto.subtle.digest wants a file whole. */
import { createSHA256, type IHasher } from 'hash-wasm';

/** Starts `hash` anew and feeds it a Blob. */
export async function hashBlob(hash: IHasher, blob: Blob): Promise<void> {
  hash.init();
  const step = 4 * 2 ** 20;
  for (let at = 0; at < blob.size; at += step) hash.update(new Uint8Array(await blob.slice(at, at + step).arrayBuffer()));
}

/** Above this a file that nobody has hashed is told from others by samples. */
const WHOLE = 64 * 2 ** 20;
const SAMPLES = 64;
const SAMPLE = 2 ** 18;

/** In hex. */
export async function sha256(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  await hashBlob(hash, blob);
  return hash.digest('hex');
}

/** Tells a file from others without reading gigabytes: SHA-256 of the whole where it is small, else of its length and of pieces from end to end. No proof against malice. */
export async function fingerprint(blob: Blob): Promise<string> {
  if (blob.size <= WHOLE) return sha256(blob);
  const starts = Array.from({ length: SAMPLES }, (_, i) => Math.floor((i * (blob.size - SAMPLE)) / (SAMPLES - 1)));
  return sha256(new Blob([String(blob.size), ...starts.map((start) => blob.slice(start, start + SAMPLE))]));
}
