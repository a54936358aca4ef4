/** What of a kept model is another file on its hub by now. */
import { expect, test } from 'vitest';
import { canMove, compare } from '../../../src/app/newer';

const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];
const file = (path: string, bytes: number, sha256: string | null = null) => ({ path, bytes, sha256 });
const listing = (commit: string, ...files: ReturnType<typeof file>[]) => ({
  commit,
  names: files.map(({ path }) => path),
  files: new Map(files.map((one) => [one.path, one])),
});
const KEPT = [file('config.json', 20, 'c'.repeat(64)), file('model.onnx', 500, 'a'.repeat(64)), file('old.json', 3, 'd'.repeat(64))];

test('the same commit is the same model', () => {
  expect(compare([ONE], KEPT, listing(ONE, file('config.json', 20), file('model.onnx', 500, 'a'.repeat(64)), file('old.json', 3)))).toEqual(
    { commit: ONE, kept: [ONE], moved: false, changed: [], gone: [] },
  );
});
test('another commit has moved: files of another hash or length are told, and those that are gone', () => {
  const changed = file('model.onnx', 500, 'b'.repeat(64));
  expect(compare([ONE], KEPT, listing(TWO, file('config.json', 20), changed))).toEqual({
    commit: TWO,
    kept: [ONE],
    moved: true,
    changed: [changed],
    gone: ['old.json'],
  });
});
test('files from before commits were noted are compared by what they are', () => {
  const list = listing(TWO, file('config.json', 20), file('model.onnx', 500, 'a'.repeat(64)), file('old.json', 3));
  expect(compare([], KEPT, list).moved).toBe(false);
  expect(compare([], KEPT, listing(TWO, file('config.json', 21))).moved).toBe(true);
});
test('files of two commits have moved', () => expect(compare([ONE, TWO], [], listing(TWO)).moved).toBe(true));
test('a branch can move, a commit and the included model cannot', () => {
  const of = (revision: string) => ({ root: `https://hub/a/b/resolve/${revision}`, repo: 'a/b', revision });
  expect([of('main'), of(ONE), { root: 'https://page/models/x', repo: 'x', revision: 'embedded' }].map(canMove)).toEqual([
    true,
    false,
    false,
  ]);
});
