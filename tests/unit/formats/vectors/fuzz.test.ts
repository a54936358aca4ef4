/** Files broken at random (seeded): each is read, or refused by a LabError; and what is read is no larger than the file allows. */
import { expect, test } from 'vitest';
import { LabError } from '../../../../src/error';
import { readVectorFile } from '../../../../src/formats/vectors/vector-file';
import { random } from '../../../../src/lab/random';
import { bytesOf } from './files';

const NAMES = [
  ...['c-f16.npy', 'fortran-f64.npy', 'format-2.npy', 'fortran-cube.npy', 'objects.npy', 'fields.npy'],
  ...['table.npz', 'by-layer.npz', 'steerkit.safetensors', 'by-layer.safetensors', 'table.safetensors'],
  ...['pole.gguf', 'debias.gguf', 'model.gguf', 'neuronpedia.json', 'bare.pt'],
];

/** Bytes, 64-bit lengths and lengths of the file changed in a few places. */
function broken(whole: Uint8Array, below: (n: number) => number): Uint8Array<ArrayBuffer> {
  let bytes = whole.slice();
  for (let changes = 1 + below(4); changes > 0 && bytes.length > 0; changes--) {
    const at = below(bytes.length);
    const act = below(6);
    if (act === 0) bytes = bytes.slice(0, at);
    else if (act === 1) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(below(at + 1))]);
    else if (act === 2 && at + 8 <= bytes.length)
      new DataView(bytes.buffer).setBigUint64(at, [1n << 63n, 1n << 53n, 0xffff_ffffn, 0n, 1n << 33n][below(5)]!, true);
    else bytes[at] = [0, 255, 1, below(256), bytes[at]! ^ (1 << below(8))][below(5)]!;
  }
  return bytes as Uint8Array<ArrayBuffer>;
}

test.each(NAMES)('%s', async (name) => {
  const uniform = random(NAMES.indexOf(name) + 1);
  const below = (n: number): number => Math.floor(uniform() * n);
  const whole = bytesOf(name);
  for (let round = 0; round < 400; round++) {
    const bytes = broken(whole, below);
    try {
      const { directions } = await readVectorFile(name, new Blob([bytes]));
      const numbers = directions.reduce((sum, { rows }) => [...rows.values()].reduce((n, row) => n + row.length, sum), 0);
      // Two bytes a number at least; of a .zip up to what `MOST_TIMES` allows.
      expect(numbers * 2).toBeLessThanOrEqual(name.endsWith('.npz') ? 1e6 : bytes.length);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      expect(['vectors-unreadable', 'archive-damaged', 'archive-unsupported', 'not-utf8', 'not-a-text']).toContain(error.code);
      expect(error.hint).not.toBe('');
      expect(error.message.length).toBeLessThan(2000);
    }
  }
});
