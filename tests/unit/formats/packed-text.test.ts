import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MOST_PACKED, MOST_UNPACKED, packText, unpackText } from '../../../src/formats/packed-text';

const inUrl = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

test('a text comes back, in letters that an address leaves alone', async () => {
  const text = JSON.stringify({ words: 'ünï “quoted” \u{1F600}', more: Array.from({ length: 200 }, (_, i) => `sentence ${i * 7919}`) });
  const packed = await packText(text);
  expect(packed).toMatch(/^[\w-]+$/);
  expect(packed!.length).toBeLessThan(text.length);
  expect(await unpackText(packed!)).toBe(text);
});

test('what is too large for a link is not packed', async () => {
  expect(await packText('a'.repeat(MOST_UNPACKED + 1))).toBeNull();
  let seed = 1;
  const random = Array.from({ length: MOST_PACKED * 2 }, () => String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 90)));
  expect(await packText(random.join(''))).toBeNull();
});

test.each([
  ['cut', inUrl(gzipSync('a scenario set')).slice(0, -9), /cut or changed/],
  ['changed', inUrl(gzipSync('a scenario set')).replace(/.{6}$/, 'AAAAAA'), /cut or changed/],
  ['no base64', '%%%', /cut or changed/],
  ['no gzip', inUrl(Buffer.from('plain')), /cut or changed/],
  ['no UTF-8', inUrl(gzipSync(Buffer.from([0xff, 0xfe, 0xff]))), /cut or changed/],
  ['a bomb', inUrl(gzipSync(Buffer.alloc(8_000_000))), /more than a link may carry/],
  ['64 KB', 'A'.repeat(65_536), /more than a link may carry/],
])('%s is refused by what it is', async (_, packed, why) => {
  await expect(unpackText(packed)).rejects.toMatchObject({ code: 'link-texts', message: expect.stringMatching(why) as string });
});
