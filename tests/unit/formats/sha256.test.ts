/** One hash, by the browser's own and by the library that stands in for it where a page has none. */
import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { sha256 } from '../../../src/formats/sha256';

afterEach(() => vi.unstubAllGlobals());

const text = 'I stop, and share the wäter.\n';
const ids = Uint32Array.from([1, 70_000, 3, 4]);

for (const [where, own] of [
  ['where a page has one', globalThis.crypto],
  ['over plain http', {}],
  ['where there is no crypto at all', undefined],
] as const)
  test(`of a text and of a part of an array, ${where}`, async () => {
    vi.stubGlobal('crypto', own);
    const hex = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
    expect(await sha256(text)).toBe(hex(text));
    expect(await sha256('')).toBe(hex(''));
    expect(await sha256(ids.subarray(1, 3))).toBe(hex(Buffer.from(ids.buffer, 4, 8)));
  });
