/** A file of the page reads the same gzipped, unpacked on its way, or plain; a damaged one is refused. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unzippedText } from '../../../src/formats/gzip';

const TEXT = '{"α": "Größe"}';

test('gzipped and plain give the same text', async () => {
  const zipped = gzipSync(TEXT);
  expect(await unzippedText(new Blob([zipped]))).toBe(TEXT);
  expect(await unzippedText(new Blob([TEXT]))).toBe(TEXT);
  expect(await unzippedText(new Blob([]))).toBe('');
});

test('one that was cut off is refused', async () => {
  const zipped = gzipSync(TEXT);
  await expect(unzippedText(new Blob([zipped.subarray(0, zipped.length - 4)]))).rejects.toThrow();
});
