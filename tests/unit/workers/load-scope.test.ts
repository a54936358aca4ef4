/** Pieces of a load of a hub's model: its folder in the repository, and what is announced of its files. */
import { describe, expect, test } from 'vitest';
import type { RemoteFile } from '../../../src/protocol';
import { barLength, stillToCome } from '../../../workers/files/announce';
import { findBase } from '../../../workers/files/load-scope';

describe('the folder of the model that a graph belongs to', () => {
  const base = (graph: string | undefined, here: string[], listed: string[] | null) => {
    const files = listed && new Map<string, RemoteFile>(listed.map((path) => [path, { path, bytes: 1, sha256: null }]));
    return findBase(graph, (path) => Promise.resolve(here.includes(path)), { files: () => Promise.resolve(files) });
  };
  test.each([
    ['no graph was named', undefined, ['a/tokenizer.json'], null, ''],
    ['the graph is at the top', 'onnx/model.onnx', [], null, ''],
    ['by the tokenizer on this disk, the nearest', 'a/b/model.onnx', ['a/b/tokenizer.json', 'a/tokenizer.json'], null, 'a/b/'],
    ['by the tokenizer above it', 'a/b/model.onnx', ['a/tokenizer.json'], null, 'a/'],
    ['by the list', 'a/b/model.onnx', [], ['a/b/model.onnx', 'a/tokenizer.json', 'a/config.json'], 'a/'],
    ['by the usual layout, where nobody lists', 'a/onnx/model.onnx', [], null, 'a/'],
    ['its own folder, where nobody lists', 'a/b/model.onnx', [], null, 'a/b/'],
  ])('%s', async (_, graph, here, listed, wanted) => expect(await base(graph, here, listed)).toBe(wanted));
});

describe('what is announced', () => {
  test('the bar is as long as all files, and has no length while one has none', () => {
    expect(barLength([])).toBe(0);
    expect(barLength([3, 4])).toBe(7);
    expect(barLength([3, null, 4])).toBe(0);
  });
  test('what is here of a file needs no room, and a length that nobody knows counts as none', () => {
    expect([stillToCome(10, 0), stillToCome(10, 4), stillToCome(10, 12), stillToCome(null, 3)]).toEqual([10, 6, 0, 0]);
  });
});
