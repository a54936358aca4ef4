/** Whether a file on this disk is the one that is wanted now. */
import { describe, expect, test } from 'vitest';
import type { RemoteFile } from '../../../src/protocol';
import type { Marker } from '../../../src/storage/place';
import { isCurrent, judgeKept } from '../../../workers/files/known-files';

const kept: Marker = { url: 'http://hub/a/b/resolve/main/config.json', bytes: 10, sha256: 'a', etag: null, listed: true, commit: 'one' };
const wanted = (bytes: number | null, sha256: string | null): RemoteFile => ({ path: 'config.json', bytes, sha256 });

test.each([
  ['nobody names the file', undefined, null, true],
  ['the same hash', wanted(10, 'a'), null, true],
  ['another hash of the same length', wanted(10, 'b'), null, false],
  ['the same hash at another commit', wanted(10, 'a'), 'two', true],
  ['the same length, and no hash', wanted(10, null), null, true],
  ['another length', wanted(11, null), null, false],
  ['neither length nor hash', wanted(null, null), null, true],
  ['the same length at another commit', wanted(10, null), 'two', false],
  ['a file that no list names, at another commit', undefined, 'two', false],
] as const)('%s', (_, file, commit, current) => expect(isCurrent(kept, file, commit)).toBe(current));

test('a file that was kept without a commit is taken for that of any', () => {
  const { url, bytes, sha256, etag, listed } = kept;
  expect(isCurrent({ url, bytes, sha256, etag, listed }, wanted(10, null), 'two')).toBe(true);
});

describe('what a kept file is worth', () => {
  const doubted: Marker = { ...kept, listed: false };
  test('a list vouched for it: nothing is written', () =>
    expect(judgeKept(kept, undefined, null)).toEqual({ listed: true, commit: 'one', renewed: null }));
  test('a list vouches for it now: its marker is written anew, with the commit of the list', () =>
    expect(judgeKept(doubted, wanted(10, 'a'), { there: true, commit: 'two' })).toEqual({
      listed: true,
      commit: 'two',
      renewed: { ...kept, commit: 'two' },
    }));
  test('no list, no word', () =>
    expect(judgeKept(doubted, undefined, { there: false, commit: null })).toEqual({ listed: false, commit: 'one', renewed: null }));
  test('another file is none', () => expect(judgeKept(doubted, wanted(11, null), { there: true, commit: 'one' })).toBeNull());
});
