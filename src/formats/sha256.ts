/** SHA-256, in hex, of a text (as UTF-8) or of numbers that are at hand whole; for files of any size src/storage/hash.ts. */

/**
 * The browser's own where it has one: a page over plain http, from a workshop's laptop, has none. A library stands in there, and is fetched
 * then: the first chart of the page waits for this.
 */
export async function sha256(of: string | ArrayBufferView<ArrayBuffer>): Promise<string> {
  const bytes = typeof of === 'string' ? new TextEncoder().encode(of) : new Uint8Array(of.buffer, of.byteOffset, of.byteLength);
  // eslint-disable-next-line no-restricted-globals -- what it gives follows from what it is given
  const subtle = typeof crypto === 'undefined' ? undefined : (crypto as Partial<Crypto>).subtle;
  if (!subtle) return (await import('hash-wasm')).sha256(bytes);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
