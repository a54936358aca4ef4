/** Files of vectors hold what numpy, safetensors and gguf-py put into them; what cannot be read says why, by name. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readNpy } from '../../../../src/formats/vectors/npy';
import { floats } from '../../../../src/formats/vectors/numbers';
import { writeSafetensors } from '../../../../src/formats/vectors/safetensors';
import { readVectorFile } from '../../../../src/formats/vectors/vector-file';
import { blobOf, bytesOf, expected, plain, readFixture } from './files';

const { table, cube } = expected;
const all = table.map((row, block) => [block, row]);

describe('.npy and .npz', () => {
  test.each(['c-f16', 'c-f32', 'c-f64', 'fortran-f16', 'fortran-f32', 'fortran-f64', 'format-2'])('%s.npy', async (name) => {
    const file = await readFixture(`${name}.npy`);
    expect(file).toMatchObject({ format: 'npy', directions: [{ width: 8, layers: 4 }] });
    expect(plain(file)).toEqual([['array', all]]);
  });
  test('three axes in Fortran order', () => {
    const { shape, data } = readNpy(bytesOf('fortran-cube.npy'), 'cube');
    expect([shape, Array.from(data)]).toEqual([[3, 4, 8], cube.flat(2)]);
  });
  test('the block of a single vector is in its name', async () => {
    expect(plain(await readFixture('some_direction_layer_3.npy'))).toEqual([['array', [[3, table[3]]]]]);
    const nameless = await readVectorFile('mine.npy', blobOf('some_direction_layer_3.npy'));
    expect(plain(nameless)).toEqual([['array', [[null, table[3]]]]]);
  });
  test('.npz: a table, and an array for each block', async () => {
    expect(plain(await readFixture('table.npz'))).toEqual([['direction', all]]);
    expect(plain(await readFixture('by-layer.npz'))).toEqual([['layer', [all[1], all[3]]]]);
  });
});

describe('safetensors', () => {
  test('of steerkit: the default method first, at the block of the metadata', async () => {
    const file = await readFixture('steerkit.safetensors');
    expect(plain(file).map(([name]) => name)).toEqual(['direction.diff_of_means', 'direction.logistic', 'direction.mass_mean']);
    expect(plain(file)[0]).toEqual(['direction.diff_of_means', [[2, table[2]]]]);
    expect(file).toMatchObject({ model: 'owner/tiny', licence: 'CC0-1.0', notes: [] });
  });
  test('any other by shapes and names', async () => {
    expect(plain(await readFixture('table.safetensors'))).toEqual([['v', all]]);
    const byLayer = await readFixture('by-layer.safetensors');
    expect(plain(byLayer)).toEqual([['layers', [all[0], all[2]]]]);
    expect(byLayer.notes).toEqual(['Left out, because they are no numbers of a vector: steps (I64).']);
  });
});

test.each([
  ['pole.gguf', [all[1], all[2], all[3]]],
  ['debias.gguf', [2, 3].map((block) => [block, cube[0]![block]])],
])('%s: raw lengths, by block', async (name, rows) => {
  const file = await readFixture(name);
  expect(file).toMatchObject({ format: 'gguf', model: 'llama' });
  expect(plain(file)).toEqual([['direction', rows]]);
});

test('Neuronpedia: after a block; before one is after the block below', async () => {
  expect(plain(await readFixture('neuronpedia.json'))).toEqual([['calm', [[2, table[2]]]]]);
  const json = readFileSync('tests/fixtures/vectors/neuronpedia.json', 'utf8');
  const before = await readVectorFile('v.json', new Blob([json.replace('hook_resid_post', 'resid-pre')]));
  expect(plain(before)).toEqual([['calm', [[1, table[2]]]]]);
  expect(before.notes).toEqual(['It lies before block 2, which is after block 1.']);
  await expect(readVectorFile('v.json', new Blob([json.replace('hook_resid_post', 'hook_mlp_out')]))).rejects.toMatchObject({
    code: 'vectors-unreadable',
    message: expect.stringContaining('hook_mlp_out') as string,
  });
});

test.each([
  ['utf-16le', [0xff, 0xfe], true],
  ['utf-16be', [0xfe, 0xff], false],
])('Neuronpedia in %s', async (_, mark, little) => {
  const text = readFileSync('tests/fixtures/vectors/neuronpedia.json', 'utf8');
  const bytes = new DataView(new ArrayBuffer(2 + 2 * text.length));
  mark.forEach((byte, i) => bytes.setUint8(i, byte));
  for (let i = 0; i < text.length; i++) bytes.setUint16(2 + 2 * i, text.charCodeAt(i), little);
  expect(plain(await readVectorFile('v.json', new Blob([bytes])))).toEqual([['calm', [[2, table[2]]]]]);
});

describe('refused, with the file, the reason and what to do', () => {
  test.each([
    ['big-endian.npy', 'big-endian (>f4)'],
    ['objects.npy', 'Python objects (type |O)'],
    ['integers.npy', 'of type <i8'],
    ['fields.npy', 'a structured type'],
    ['fortran-cube.npy', '3 × 4 × 8'],
    ['bare.pt', 'can run any code'],
    ['named-otherwise.zip', 'can run any code'],
    ['model.gguf', 'a GGUF of “llama”'],
  ])('%s: %s', async (name, says) => {
    await expect(readFixture(name)).rejects.toMatchObject({
      code: 'vectors-unreadable',
      message: expect.stringContaining(says) as string,
      hint: expect.stringMatching(/\S/) as string,
    });
    await expect(readFixture(name)).rejects.toThrow(name);
  });
  test('a pickle: the four lines that convert it are in the hint', async () => {
    await expect(readFixture('bare.pt')).rejects.toMatchObject({ hint: expect.stringContaining('v = torch.load("bare.pt"') as string });
  });
  test('a zip bomb, by what it says it unpacks to; one that lies of that, before it is unpacked to more', async () => {
    const refused = (says: string) => ({
      code: 'vectors-unreadable',
      where: 'steer',
      message: `bomb.npz unpacks to ${says}, and at most 7 MB are taken of it.`,
    });
    await expect(readFixture('bomb.npz')).rejects.toMatchObject(refused('30 MB'));
    // Whatever it is told to be packed by: nothing of it is unpacked.
    const bytes = bytesOf('bomb.npz');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const directory = bytes.findIndex((_, i) => i + 4 <= bytes.length && view.getUint32(i, true) === 0x02014b50);
    view.setUint16(directory + 10, 12, true);
    await expect(readVectorFile('bomb.npz', new Blob([bytes]))).rejects.toMatchObject(refused('30 MB'));
    const lying = bytesOf('bomb.npz');
    new DataView(lying.buffer, lying.byteOffset, lying.length).setUint32(directory + 24, 1000, true);
    await expect(readVectorFile('bomb.npz', new Blob([lying]))).rejects.toMatchObject({ code: 'vectors-unreadable', where: 'steer' });
  });
  test('a damaged archive leads to where vectors are opened, too', () =>
    expect(readVectorFile('cut.npz', new Blob([bytesOf('bomb.npz').slice(0, 400)]))).rejects.toMatchObject({
      ...{ code: 'vectors-unreadable', where: 'steer', message: expect.stringContaining('cut.npz could not be unpacked') as string },
    }));
  test('zeros that are called .safetensors have no header', () =>
    expect(readVectorFile('zeros.safetensors', new Blob([new Uint8Array(64)]))).rejects.toMatchObject({
      code: 'vectors-unreadable',
      message: expect.stringMatching(
        /^zeros.safetensors: it does not begin as a safetensors file does, .* the header has 0 bytes\.$/,
      ) as string,
    }));
  test('a safetensors header of 1 GB, and one of 2^60 bytes', async () => {
    for (const [length, says] of [
      [1_000_000_000n, /its safetensors header would have 1,000,000,000 bytes; the file has 64/],
      [1n << 60n, /its safetensors header would have more than 2\^53 bytes; the file has 64/],
    ] as const) {
      const bytes = new Uint8Array(64).fill(0x7b);
      new DataView(bytes.buffer).setBigUint64(0, length, true);
      const refused = { code: 'vectors-unreadable', message: expect.stringMatching(says) as string };
      await expect(readVectorFile('big.safetensors', new Blob([bytes]))).rejects.toMatchObject(refused);
      if (length < 1n << 53n) await expect(readVectorFile('big', new Blob([bytes]))).rejects.toMatchObject(refused);
    }
  });
  test('a layer that its own number of layers does not have', async () => {
    const bytes = writeSafetensors([{ name: 'direction.logistic', shape: [2], data: Float32Array.of(1, 2) }], {
      layer: '4',
      n_total_layers: '4',
    });
    await expect(readVectorFile('s.safetensors', new Blob([bytes]))).rejects.toThrow('s.safetensors: layer 4 of n_total_layers 4 is none');
  });
  test('a GGUF string that says it has 2^60 bytes; a tensor longer than the file', async () => {
    const long = bytesOf('pole.gguf');
    new DataView(long.buffer).setBigUint64(24, 1n << 60n, true);
    await expect(readVectorFile('long.gguf', new Blob([long]))).rejects.toThrow(/long\.gguf: at byte 32 the name of a field would take/);
    const cut = bytesOf('pole.gguf').slice(0, -8);
    await expect(readVectorFile('cut.gguf', new Blob([cut]))).rejects.toThrow(/direction\.3 would end at byte 416, and the file has 408/);
  });
  test('NaN and infinite numbers, by their place', async () => {
    const bytes = bytesOf('c-f32.npy');
    new DataView(bytes.buffer).setFloat32(bytes.length - 4, Infinity, true);
    await expect(readVectorFile('n.npy', new Blob([bytes]))).rejects.toThrow('n.npy: array, block 3: number 8 of 8 numbers is Infinity');
  });
  test('a file of 2 GB is not read', () =>
    expect(readVectorFile('huge.npy', { size: 2e9 } as Blob)).rejects.toThrow('huge.npy: it has 2.0 GB, more than any file of vectors'));
});

test('float16 and bfloat16, all there is: subnormal, largest, infinite, NaN, signs', () => {
  const half = Uint8Array.from([0x01, 0x00, 0xff, 0x7b, 0x00, 0x7c, 0x01, 0x7e, 0x00, 0xc0, 0x00, 0x80]);
  expect(Array.from(floats(half, 'f16'))).toEqual([2 ** -24, 65504, Infinity, NaN, -2, -0]);
  expect(Array.from(floats(Uint8Array.from([0x80, 0x3f, 0x00, 0xc0]), 'bf16'))).toEqual([1, -2]);
});
