/** SHA-256 of a file while it arrives: bytes that come are hashed as they come, those that were here before are read once. */
import { createSHA256 } from 'hash-wasm';
import { hashBlob } from '../../src/storage/hash';

/** The hash of a growing file; it knows how many bytes it has seen. */
export interface RunningHash {
  /** Makes the hash that of the first `bytes` of the file. Asks for the file only where it is not that already. */
  upTo(bytes: number, file: () => Promise<Blob>): Promise<void>;
  /** The bytes that follow. */
  update(chunk: Uint8Array): void;
  /** In hex. The next file, or try, begins with `upTo`. */
  digest(): string;
}

/** A hash that has seen nothing yet. */
export async function runningHash(): Promise<RunningHash> {
  const hash = await createSHA256();
  let seen: number | null = null; // null: not begun.
  return {
    async upTo(bytes, file) {
      if (seen === bytes) return;
      await hashBlob(hash, bytes > 0 ? (await file()).slice(0, bytes) : new Blob());
      seen = bytes;
    },
    update(chunk) {
      hash.update(chunk);
      seen = (seen ?? 0) + chunk.length;
    },
    digest() {
      seen = null;
      return hash.digest('hex');
    },
  };
}
