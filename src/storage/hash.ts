/** SHA-256 of files of any size, a few megabytes at a time: crypto.subtle.digest wants a file whole. */
import { createSHA256, type IHasher } from 'hash-wasm';

/** Starts `hash` anew and feeds it a Blob. */
export async function hashBlob(hash: IHasher, blob: Blob): Promise<void> {
  hash.init();
  const step = 4 * 2 ** 20;
  for (let at = 0; at < blob.size; at += step) hash.update(new Uint8Array(await blob.slice(at, at + step).arrayBuffer()));
}

/** In hex. */
export async function sha256(blob: Blob): Promise<string> {
  const hash = await createSHA256();
  await hashBlob(hash, blob);
  return hash.digest('hex');
}
