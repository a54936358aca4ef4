/** Files broken at random (seeded): each is read, or refused by a LabError; and what is read is what the header of the file promised. */
import { expect, test } from 'vitest';
import { LabError } from '../../../../src/error';
import { openActivations } from '../../../../src/formats/activations/open';
import { readRows } from '../../../../src/formats/activations/read';
import { random } from '../../../../src/lab/random';
import { bytesOf, given } from './files';

const NAMES = ['paired.safetensors', 'bare.safetensors', 'labelled.npz', 'mean.npy', 'labels.npy', 'pairs.npy', 'manifest.json'];
/** What is opened together with it. */
const WITH: Readonly<Record<string, readonly string[]>> = {
  'bare.safetensors': ['bare.json'],
  'mean.npy': ['labels.npy', 'bare.json'],
  'labels.npy': ['mean.npy', 'bare.json'],
  'pairs.npy': ['mean.npy', 'manifest.json'],
  'manifest.json': ['bare.safetensors'],
};

function broken(whole: Uint8Array, below: (n: number) => number): Uint8Array<ArrayBuffer> {
  let bytes = whole.slice();
  for (let changes = 1 + below(4); changes > 0 && bytes.length > 0; changes--) {
    const at = below(below(2) ? Math.min(2000, bytes.length) : bytes.length);
    const act = below(6);
    if (act === 0) bytes = bytes.slice(0, at);
    else if (act === 1) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(below(at + 1))]);
    else if (act === 2 && at + 8 <= bytes.length)
      new DataView(bytes.buffer).setBigUint64(at, [1n << 63n, 1n << 53n, 0xffff_ffffn, 0n, 1n << 33n][below(5)]!, true);
    else bytes[at] = [0, 255, 1, below(256), bytes[at]! ^ (1 << below(8)), 0x39][below(6)]!;
  }
  return bytes as Uint8Array<ArrayBuffer>;
}

test.each(NAMES)('%s', async (name) => {
  const uniform = random(NAMES.indexOf(name) + 1);
  const below = (n: number): number => Math.floor(uniform() * n);
  const whole = bytesOf(name);
  const others = (WITH[name] ?? []).map(given);
  for (let round = 0; round < 250; round++) {
    const bytes = broken(whole, below);
    try {
      const file = await openActivations([{ name, blob: new Blob([bytes]) }, ...others]);
      const rows = await readRows(
        file,
        file.poolings.map((one) => one.name),
        new Uint8Array(file.count).fill(1),
      );
      const numbers = rows.reduce((sum, row) => sum + row!.data.length, 0);
      expect(numbers).toBe(file.poolings.length * file.count * file.layers * file.width);
      expect(rows.every((row) => row!.data.every(Number.isFinite))).toBe(true);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      expect(['activations-unreadable', 'not-utf8', 'not-a-text']).toContain(error.code);
      expect(error.hint).not.toBe('');
      expect(error.message.length).toBeLessThan(2000);
    }
  }
});
