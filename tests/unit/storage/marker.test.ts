/** Markers of stored files as they are read back: whole ones, parts, those of earlier versions, and what is none. */
import { expect, test } from 'vitest';
import { parseMarker } from '../../../src/storage/marker';

const url = 'https://hub.test/owner/name/resolve/main/config.json';
const whole = { url, bytes: 7, sha256: 'a'.repeat(64), etag: '"e"', listed: true };
const read = (value: unknown) => parseMarker(JSON.stringify(value));

test('a marker comes back as it was written', () => {
  const graph = { ...whole, commit: '1'.repeat(40), reads: ['model.onnx_data'] };
  expect(read({ whole })).toEqual({ whole });
  expect(read({ whole: graph })).toEqual({ whole: graph });
  expect(read({ whole: { ...whole, bytes: 0, missing: true } })).toEqual({ whole: { ...whole, bytes: 0, missing: true } });
  expect(read({ part: { url, etag: null, total: 9 } })).toEqual({ part: { url, etag: null, total: 9 } });
});

test('what an earlier version did not write is not known, and the file is compared with the list again', () => {
  expect(read({ whole: { url, bytes: 7 } })).toEqual({ whole: { url, bytes: 7, sha256: '', etag: null, listed: false } });
  expect(read({ part: { url } })).toEqual({ part: { url, etag: null, total: null } });
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a list', [whole]],
  ['neither whole nor a part', { url, bytes: 7 }],
  ['an address that is none', { whole: { ...whole, url: 'config.json' } }],
  ['no length', { whole: { ...whole, bytes: undefined } }],
  ['a length in words', { whole: { ...whole, bytes: '7' } }],
  ['half a byte', { whole: { ...whole, bytes: 0.5 } }],
  ['a weight file that is no text', { whole: { ...whole, reads: [7] } }],
  ['a commit that is no text', { whole: { ...whole, commit: 7 } }],
  ['a part without an address', { part: { etag: null, total: null } }],
])('is none: %s', (_, value) => {
  expect(read(value)).toBeNull();
});

test('a marker that was cut off while it was written is none', () => {
  const json = JSON.stringify({ whole });
  for (let end = 0; end < json.length; end++) expect(parseMarker(json.slice(0, end))).toBeNull();
});
