/** Files of activations hold what numpy and safetensors put into them, whatever their type and order; what is wrong is said by field. */
import { describe, expect, test } from 'vitest';
import { areActivations, openActivations, type ActivationFile } from '../../../../src/formats/activations/open';
import { readRows } from '../../../../src/formats/activations/read';
import { bytesOf, expected, given } from './files';

const all = ({ count }: ActivationFile): Uint8Array => new Uint8Array(count).fill(1);
const numbers = async (file: ActivationFile, ...names: string[]): Promise<number[][]> =>
  (await readRows(file, names, all(file))).map((row) => Array.from(row!.data));
const flat = (cube: number[][][]): number[][] => cube.map((row) => row.flat());
const pairs = expected.labels.flatMap((_, i) => (i % 2 === 0 ? [[i, i + 1]] : []));

describe('what is in them', () => {
  test('safetensors, the manifest in its metadata: float32 and float16, pairs', async () => {
    const file = await openActivations([given('paired.safetensors')]);
    expect(file).toMatchObject({ count: 24, layers: 3, width: 4, classes: { pairs }, others: [] });
    expect(file.manifest).toMatchObject({ model: { id: 'owner/model-70b', dtype: 'bfloat16' }, site: 'hook_resid_post', template: false });
    expect(file.poolings.map(({ name }) => name).sort()).toEqual(['last', 'mean']);
    expect(await numbers(file, 'mean')).toEqual(flat(expected.mean));
    expect(await numbers(file, 'last', 'mean')).toEqual(flat(expected.last).map((row, i) => [...row, ...flat(expected.mean)[i]!]));
  });
  test('safetensors of float64 with labels, the least of a manifest beside it', async () => {
    const file = await openActivations([given('bare.json'), given('bare.safetensors')]);
    expect(file).toMatchObject({
      count: 24,
      classes: { labels: expected.labels },
      manifest: { model: { id: 'owner/model-70b', revision: '' } },
    });
    expect(await numbers(file, 'mean')).toEqual(flat(expected.mean));
  });
  test('.npz, packed: float16 in Fortran order, labels that are true or false, manifest.json in the archive', async () => {
    const file = await openActivations([given('labelled.npz')]);
    expect(file).toMatchObject({ count: 24, classes: { labels: expected.labels } });
    expect(await numbers(file, 'mean', 'last')).toEqual(flat(expected.mean).map((row, i) => [...row, ...flat(expected.last)[i]!]));
  });
  test('.npy files together, Fortran and C; each is named by what it holds', async () => {
    const files = ['mean.npy', 'mean-rest.npy', 'pairs.npy', 'manifest.json'].map(given);
    const file = await openActivations(files);
    expect(file).toMatchObject({ file: 'mean.npy, mean-rest.npy, pairs.npy, and 1 more', classes: { pairs } });
    expect(await numbers(file, 'mean-rest')).toEqual(flat(expected.last));
    const labelled = await openActivations(['mean.npy', 'labels.npy', 'bare.json'].map(given));
    expect(labelled.classes).toEqual({ labels: expected.labels });
  });
  test('a manifest with a byte order mark, of Windows lines, in UTF-16', async () => {
    const json = `\uFEFF${new TextDecoder().decode(bytesOf('bare.json')).replace('{', '{\r\n')}`;
    const wide = Uint16Array.from(json, (letter) => letter.charCodeAt(0));
    for (const part of [json, wide]) {
      const file = await openActivations([given('bare.safetensors'), { name: 'm.json', blob: new Blob([part]) }]);
      expect(file.manifest.model.id).toBe('owner/model-70b');
    }
  });
  test('texts that nobody wants are not kept', async () => {
    const file = await openActivations([given('paired.safetensors')]);
    const rows = await readRows(
      file,
      ['mean'],
      Uint8Array.from(all(file), (_, i) => i % 2),
    );
    expect(rows.map(Boolean)).toEqual(Array.from({ length: 24 }, (_, i) => i % 2 === 1));
  });
  test('the same numbers have one name, in whichever file they lie', async () => {
    const names = async (...files: string[]) =>
      (await readRows(await openActivations(files.map(given)), ['mean'], new Uint8Array(24).fill(1))).map((row) => row!.sha256);
    expect(await names('paired.safetensors')).toEqual(await names('labelled.npz'));
  });
});

test('told from vectors by what is in them', async () => {
  for (const name of ['paired.safetensors', 'bare.safetensors', 'labelled.npz', 'mean.npy', 'bad/big-endian.npz'])
    expect([name, await areActivations([given(name)])]).toEqual([name, true]);
  for (const name of ['table.safetensors', 'steerkit.safetensors', 'by-layer.npz', 'c-f32.npy', 'pole.gguf'])
    expect([name, await areActivations([given(`../vectors/${name}`)])]).toEqual([name, false]);
});

describe('only what is asked for is read of the file', () => {
  /** A file of 2 GB that has these bytes at its beginning, and counts what is read of it. */
  const huge = (head: Uint8Array, size: number) => {
    const read: [number, number][] = [];
    const slice = (from: number, to = size): Blob => {
      if (to - from > 1e6) throw new Error(`bytes ${from} to ${to} in one piece`);
      read.push([from, to]);
      const part = new Uint8Array(Math.min(to, size) - from);
      part.set(head.subarray(from, Math.min(to, head.length)));
      return new Blob([part]);
    };
    return { blob: { size, slice } as unknown as Blob, read };
  };
  test('a safetensors file of 2 GB is opened by its header and its labels', async () => {
    const count = 100;
    const bytes = 2_000_000_000;
    const width = 10_000;
    const layers = bytes / 4 / count / width;
    const header = new TextEncoder().encode(
      JSON.stringify({
        __metadata__: { manifest: new TextDecoder().decode(bytesOf('bare.json')) },
        labels: { dtype: 'U8', shape: [count], data_offsets: [0, count] },
        mean: { dtype: 'F32', shape: [count, layers, width], data_offsets: [count, count + bytes] },
      }),
    );
    const head = new Uint8Array(8 + header.length + count);
    new DataView(head.buffer).setBigUint64(0, BigInt(header.length), true);
    head.set(header, 8);
    head.fill(1, 8 + header.length, 8 + header.length + 50);
    const { blob, read } = huge(head, 8 + header.length + count + bytes);
    const file = await openActivations([{ name: 'huge.safetensors', blob }]);
    expect(file).toMatchObject({ count, layers, width });
    expect(read.reduce((sum, [from, to]) => sum + to - from, 0)).toBeLessThan(1000 + header.length);
    await expect(readRows(file, ['mean'], all(file))).rejects.toThrow(
      'huge.safetensors: 100 texts × 1 × 500 × 10000 are 2.0 GB as they are analysed; at most 1.0 GB are.',
    );
  });
});

describe('refused, with file, field and what to do', () => {
  const manifest = given('bare.json');
  test.each([
    ['big-endian', 'mean.npy: its numbers are big-endian (>f4)'],
    ['objects', 'mean.npy: it holds Python objects (type |O)'],
    ['integers', 'mean.npy: its numbers are of type <i4'],
    ['two-axes', 'mean (24 × 4): expected [n, layers, width]'],
    ['no-labels', 'it has neither labels nor pairs'],
    ['no-pooling', 'no tensor is named by a pooling; there is hidden (24 × 3 × 4), labels (24)'],
    ['label-2', 'labels[0]: expected 1 (positive) or 0 (negative), got 2'],
    ['both', 'it has both labels and pairs'],
    ['row-24', 'pairs[11][1]: expected a row from 0 to 23, got 24'],
    ['other-shape', 'last (24 × 2 × 4): expected 24 × 3 × 4, as mean has'],
    ['short-labels', 'labels (5): expected [24], one for each row'],
    ['bomb', 'it says it unpacks to 30000000 bytes, 200 times its own size and more'],
  ])('%s', async (name, says) => {
    const opening = openActivations([given(`bad/${name}.npz`), manifest]);
    await expect(opening).rejects.toMatchObject({
      code: 'activations-unreadable',
      message: expect.stringContaining(says) as string,
      hint: expect.stringMatching(/\S/) as string,
    });
    await expect(openActivations([given(`bad/${name}.npz`), manifest])).rejects.toThrow(`${name}.npz`);
  });
  test('NaN, by text, block and number', async () => {
    const file = await openActivations([given('bad/nan.npz'), manifest]);
    await expect(readRows(file, ['mean'], all(file))).rejects.toThrow('nan.npz, mean.npy: mean[3, 2, 1] is NaN, which is no place');
    // Of a text that nobody asks for it is of no account.
    const others = Uint8Array.from(all(file), (_, i) => (i === 3 ? 0 : 1));
    expect((await readRows(file, ['mean'], others)).filter(Boolean)).toHaveLength(23);
  });
  test('zeros that are called .npy are no safetensors file with a broken header', async () => {
    const zeros = { name: 'zeros.npy', blob: new Blob([new Uint8Array(64)]) };
    await expect(openActivations([zeros])).rejects.toMatchObject({
      code: 'activations-unreadable',
      message: 'zeros.npy: it does not begin as a .npy or .npz file does.',
    });
    // One that is only named so is opened as what it is.
    const { blob } = given('paired.safetensors');
    expect((await openActivations([{ name: 'paired.npy', blob }])).count).toBe(
      (await openActivations([given('paired.safetensors')])).count,
    );
  });
  test('zeros that are called .safetensors, however many, do not begin as one', async () => {
    const zeros = { name: 'zeros.safetensors', blob: new Blob([new Uint8Array(4096)]) };
    await expect(openActivations([zeros])).rejects.toMatchObject({
      code: 'activations-unreadable',
      message: expect.stringContaining('zeros.safetensors: it does not begin as a safetensors file does') as string,
      hint: expect.stringContaining('never finished: copy it again') as string,
    });
  });
  test('a safetensors header of 1 GB; a tensor beyond the end; two on top of each other', async () => {
    const long = bytesOf('paired.safetensors');
    new DataView(long.buffer).setBigUint64(0, 1_000_000_000n, true);
    await expect(openActivations([{ name: 'long.safetensors', blob: new Blob([long]) }])).rejects.toThrow(
      /long\.safetensors: its header would have 1000000000 bytes/,
    );
    const cut = { name: 'cut.safetensors', blob: new Blob([bytesOf('paired.safetensors').slice(0, -8)]) };
    await expect(openActivations([cut])).rejects.toThrow(/cut\.safetensors: \w+: bytes \d+ to \d+ of \d+/);
    const json = JSON.stringify({
      ...Object.fromEntries(['mean', 'last'].map((name) => [name, { dtype: 'F32', shape: [1, 1, 2], data_offsets: [0, 8] }])),
    });
    const twice = new Blob([BigUint64Array.of(BigInt(json.length)), json, new Uint8Array(8)]);
    await expect(openActivations([{ name: 'twice.safetensors', blob: twice }])).rejects.toThrow('lie on top of each other');
  });
  test('no manifest, two of them, one without a model, lists of another length', async () => {
    await expect(openActivations([given('bare.safetensors')])).rejects.toThrow('bare.safetensors: there is no manifest');
    await expect(openActivations([given('paired.safetensors'), manifest])).rejects.toThrow('there are two manifests');
    const said = (more: object) => ({
      name: 'm.json',
      blob: new Blob([
        JSON.stringify({ format: 'eia-lab/activations', version: 1, model: { id: 'a/b' }, site: 'hook_resid_post', ...more }),
      ]),
    });
    const open = (more: object) => openActivations([given('bare.safetensors'), said(more)]);
    await expect(open({ model: {} })).rejects.toThrow('m.json: model.id: expected a non-empty text, got nothing');
    await expect(open({ tokens: [1, 2] })).rejects.toThrow('m.json: tokens: expected 24 items, one for each row of the tensors, got 2.');
    await expect(open({ shape: [24, 3, 5] })).rejects.toThrow('m.json: shape: expected 24 × 3 × 4, as the tensors have, got 24 × 3 × 5.');
    await expect(open({ tokens: Array<number>(24).fill(9), maxTokens: 8 })).rejects.toThrow('tokens[0]: expected at most 8, its maxTokens');
    await expect(open({ truncated: Array<boolean>(24).fill(true) })).rejects.toThrow('maxTokens: expected a number of tokens');
    await expect(openActivations([manifest])).rejects.toThrow('bare.json: there is no tensor');
  });
});
