/** The note of an exported model: read back as it was written, and refused by the field that is wrong. */
import { expect, test } from 'vitest';
import { parseModelNote, writeModelNote } from '../../../src/formats/model-note';

const root = 'https://hub.test/owner/name/resolve/main';
const file = { path: 'config.json', bytes: 2, sha256: 'a'.repeat(64) };
const note = { format: 'eia-lab/model', version: 1, root, files: [file], missing: ['generation_config.json'] };
const parse = (value: unknown) => parseModelNote(JSON.stringify(value), (one) => one === root);
const refusal = (value: unknown) => {
  try {
    parse(value);
  } catch (error) {
    return error as Error & { code: string; hint: string };
  }
  throw new Error('nothing was refused');
};

test('a note comes back as it was written', () => {
  const files = [file, { ...file, path: 'model.onnx', reads: ['model.onnx_data'], commit: '1'.repeat(40) }];
  expect(parseModelNote(writeModelNote({ root, files, missing: [] }), (one) => one === root)).toEqual({ ...note, files, missing: [] });
  expect(parse(note)).toEqual(note);
});

test.each([
  ['another format', { ...note, format: 'other' }, 'format: expected "eia-lab/model", got "other"'],
  ['a later version', { ...note, version: 2 }, 'version: expected 1, got 2'],
  ['an address under which nothing can be loaded', { ...note, root: 'https://other.test/x' }, 'root: expected the address of a model'],
  ['no files', { ...note, files: undefined }, 'files: expected a list, got nothing'],
  ['a length in words', { ...note, files: [{ ...file, bytes: '2' }] }, 'files[0].bytes: expected a whole number of at least 0, got "2"'],
  ['a hash that is no text', { ...note, files: [{ ...file, sha256: 7 }] }, 'files[0].sha256: expected a text, got 7'],
  ['a weight file that is no text', { ...note, files: [{ ...file, reads: [7] }] }, 'files[0].reads[0]: expected a text, got 7'],
  ['missing files that are no texts', { ...note, missing: [null] }, 'missing[0]: expected a text, got null'],
  ['no object', [], 'expected an object'],
])('is refused by what is wrong: %s', (_, value, words) => {
  const { code, message, hint } = refusal(value);
  expect(code).toBe('not-an-export');
  expect(hint).toContain(words.startsWith('version') ? 'newer version' : 'Export the model again.');
  expect(message).toContain('eia-lab-model.json does not say which model this is');
  expect(message).toContain(words);
});

test('what is no JSON is refused as such', () => {
  expect(() => parseModelNote('{"format": ', () => true)).toThrow(/eia-lab-model\.json does not say which model this is: not JSON/);
});
