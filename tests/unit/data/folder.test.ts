/** Folders, archives and listings: what comes from outside is read with care. */
import { describe, expect, test } from 'vitest';
import { dtypeOf, readFolder } from '../../../src/data/folder';
import { filesFor, listingUrl, parseListing, safePath } from '../../../src/data/listing';
import { readTar, writeTar } from '../../../src/data/tar';
import { splitAddress } from '../../../src/storage/models';
import { configOfGenai } from '../../../workers/genai';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const files = (...paths: string[]) => paths.map((path) => ({ path, file: new Blob([path]) }));

describe('a folder', () => {
  test('with the layout of the Hub', () => {
    const folder = readFolder(files('mine/config.json', 'mine/tokenizer.json', 'mine/onnx/model_q4f16.onnx', 'mine/onnx/model_q4f16.onnx_data', 'mine/onnx/model.onnx'));
    expect(folder).toMatchObject({ name: 'mine', graph: 'onnx/model_q4f16.onnx', dtype: 'q4f16' });
    expect(folder.files.map(({ path }) => path)).toContain('config.json');
  });
  test('as the genai builder writes it: flat, without config.json', () => {
    expect(readFolder(files('out/genai_config.json', 'out/tokenizer.json', 'out/model.onnx', 'out/model.onnx.data'))).toMatchObject({ name: 'out', graph: 'model.onnx', dtype: 'fp32' });
    expect(configOfGenai({ model: { type: 'qwen2', context_length: 4096, eos_token_id: [1, 2], vocab_size: 9 } })).toEqual({ model_type: 'qwen2', max_position_embeddings: 4096, eos_token_id: [1, 2], vocab_size: 9 });
  });
  test('in a dtype that was asked for', () => {
    const all = files('config.json', 'tokenizer.json', 'onnx/model.onnx', 'onnx/model_q4.onnx');
    expect(readFolder(all).dtype).toBe('q4');
    expect(readFolder(all, 'fp32').graph).toBe('onnx/model.onnx');
    expect(() => readFolder(all, 'fp16')).toThrow(expect.objectContaining({ code: 'folder-incomplete', message: expect.stringContaining('fp16') as string }) as Error);
  });
  test.each([[['a.txt'], 'config.json'], [['config.json', 'tokenizer.json'], '.onnx'], [['config.json', 'onnx/model.onnx'], 'tokenizer.json'], [[], 'config.json']])('%j lacks %s', (paths, what) => {
    expect(() => readFolder(files(...paths))).toThrow(expect.objectContaining({ code: 'folder-incomplete', message: expect.stringContaining(what) as string }) as Error);
  });
  test('dtype by name', () => expect(['model_q4.onnx', 'x_q4f16.onnx', 'model.onnx', 'model_quantized.onnx'].map(dtypeOf)).toEqual(['q4', 'q4f16', 'fp32', 'q8']));
});

describe('an archive', () => {
  const entries = [{ path: 'onnx/model.onnx', blob: new Blob(['x'.repeat(513)]) }, { path: 'empty', blob: new Blob() }, { path: 'config.json', blob: new Blob(['{}']) }];
  test('comes back as it was', async () => {
    const back = await readTar(writeTar(entries));
    expect(await Promise.all(back.map(async ({ path, blob }) => [path, await blob.text()]))).toEqual([['onnx/model.onnx', 'x'.repeat(513)], ['empty', ''], ['config.json', '{}']]);
  });
  // Windows has no tar that reads a POSIX path by this command line.
  test.skipIf(process.platform === 'win32')('is one that tar reads, and the other way round', async () => {
    const folder = mkdtempSync(`${tmpdir()}/tar-`);
    writeFileSync(`${folder}/ours.tar`, new Uint8Array(await writeTar(entries).arrayBuffer()));
    execFileSync('tar', ['xf', 'ours.tar'], { cwd: folder });
    expect(readFileSync(`${folder}/onnx/model.onnx`, 'utf8')).toBe('x'.repeat(513));
    execFileSync('tar', ['cf', 'theirs.tar', 'onnx', 'config.json'], { cwd: folder });
    expect((await readTar(new Blob([readFileSync(`${folder}/theirs.tar`)]))).map(({ path }) => path)).toEqual(['onnx/model.onnx', 'config.json']);
  });
  test('cut off, damaged or something else is refused', async () => {
    const tar = writeTar(entries);
    const damaged = new Uint8Array(await tar.arrayBuffer());
    damaged[3]! ^= 1;
    for (const blob of [tar.slice(0, 700), new Blob([damaged]), new Blob(['no archive '.repeat(100)])]) await expect(readTar(blob)).rejects.toMatchObject({ code: 'archive-damaged' });
    expect(() => writeTar([{ path: 'x'.repeat(101), blob: new Blob() }])).toThrow(expect.objectContaining({ code: 'archive-unsupported' }) as Error);
  });
});

describe('a listing', () => {
  const oid = 'a'.repeat(64);
  test('gives sizes, and hashes where they are SHA-256', () => {
    const listing = parseListing({ siblings: [{ rfilename: 'config.json', size: 3 }, { rfilename: 'onnx/model_q4.onnx', size: 1, lfs: { sha256: oid.toUpperCase(), size: 7 } }, { rfilename: 'onnx/model_q4.onnx_data_1', lfs: { sha256: 'short', size: -1 } }, { rfilename: 'README.md' }, { rfilename: 'tokenizer.json', size: 9 }, null, { rfilename: 5 }] })!;
    expect(filesFor('onnx/model_q4.onnx', listing.values())).toEqual([
      { path: 'config.json', bytes: 3, sha256: null },
      { path: 'onnx/model_q4.onnx', bytes: 7, sha256: oid },
      { path: 'onnx/model_q4.onnx_data_1', bytes: null, sha256: null },
      { path: 'tokenizer.json', bytes: 9, sha256: null },
    ]);
    expect([parseListing(null), parseListing([]), parseListing({ siblings: 'x' }), parseListing({ siblings: [{ rfilename: 'config.json' }] })]).toEqual([null, null, null, null]);
  });
  test('lies beside the files of a hub, not of a plain folder', () => {
    expect(listingUrl('https://hub/sub/a/b/resolve/main', 'a/b', 'main')).toBe('https://hub/sub/api/models/a/b/revision/main?blobs=true');
    expect(listingUrl('https://hub/a/b/resolve/refs%2Fpr%2F1', 'a/b', 'refs/pr/1')).toBe('https://hub/api/models/a/b/revision/refs%2Fpr%2F1?blobs=true');
    expect(listingUrl('https://page/models/x', 'x', 'embedded')).toBeNull();
  });
  test.each(['../x', '/x', 'a/../../x', 'a\\..\\x', '', 'a//b'])('%j is no path inside a model', (path) => {
    expect(() => safePath(path)).toThrow(expect.objectContaining({ code: 'unsafe-path' }) as Error);
  });
  test('an address says which model it belongs to', () => {
    expect(splitAddress('https://hub/a/b/resolve/main/onnx/x.onnx')).toEqual({ root: 'https://hub/a/b/resolve/main', repo: 'a/b', revision: 'main', path: 'onnx/x.onnx' });
    expect(splitAddress('https://hub/a/b/resolve/refs%2Fpr%2F1/c%20d.json')).toEqual({ root: 'https://hub/a/b/resolve/refs%2Fpr%2F1', repo: 'a/b', revision: 'refs/pr/1', path: 'c d.json' });
    expect(splitAddress('https://page/lab/models/smol/onnx/x.onnx')).toEqual({ root: 'https://page/lab/models/smol', repo: 'smol', revision: 'embedded', path: 'onnx/x.onnx' });
    expect(splitAddress('https://page/else')).toBeNull();
  });
});
