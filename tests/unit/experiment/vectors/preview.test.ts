/** What files of vectors come to in a model: blocks, sums, lengths; and what is refused, with both sizes. */
import { describe, expect, test } from 'vitest';
import { lookAtVectors, takeVectors, type VectorsRequest } from '../../../../src/experiment/vectors/preview';
import { blocksOf, directionsId } from '../../../../src/experiment/directions';
import { writeSafetensors } from '../../../../src/formats/vectors/safetensors';
import { blobOf, expected } from '../../formats/vectors/files';

const { table, cube, width, layers } = expected;
const model = { name: 'tiny', layers, width };
const request = (names: readonly string[], over: Partial<VectorsRequest> = {}): VectorsRequest => ({
  files: names.map((name) => ({ name, blob: blobOf(name) })),
  choice: null,
  shapes: [model],
  ...over,
});
const lengthOf = (row: readonly number[]): number => Math.hypot(...row);
const unit = (row: readonly number[]): number[] => row.map((value) => Math.fround(value / lengthOf(row)));
const rows = (data: Float32Array): number[][] => table.map((_, block) => Array.from(data.subarray(block * width, (block + 1) * width)));
const zeros = Array<number>(width).fill(0);

describe('several files', () => {
  test('one a block: each at the block of its name, zeros elsewhere; raw lengths are kept', async () => {
    const names = ['some_direction_layer_3.npy', 'some_direction_layer_2.npy'];
    const looked = await lookAtVectors(request(names));
    expect(looked).toMatchObject({
      refused: null,
      choice: { name: 'some_direction' },
      found: { layers: 4, width: 8, blocks: [2, 3], shared: [] },
    });
    const record = await takeVectors(request(names));
    expect(rows(record.data)).toEqual([zeros, zeros, unit(table[2]!), unit(table[3]!)]);
    expect(record).toMatchObject({ scale: null, origin: { file: names.join(', ') }, id: directionsId(record) });
    [0, 0, lengthOf(table[2]!), lengthOf(table[3]!)].forEach((length, i) => expect(record.lengths![i]).toBeCloseTo(length, 12));
    expect(blocksOf(record)).toEqual([2, 3]);
  });
  test('control vectors are added up, each times its scale, at the length that they have', async () => {
    const names = ['pole.gguf', 'debias.gguf'];
    const { choice, found } = await lookAtVectors(request(names));
    expect(found).toMatchObject({ blocks: [1, 2, 3], shared: [2, 3] });
    const files = choice.files.map((one, i) => ({ ...one, scale: [2, -0.5][i]! }));
    const record = await takeVectors(request(names, { choice: { ...choice, files } }));
    const sum = (block: number): number[] => table[block]!.map((value, i) => 2 * value + (block > 1 ? -0.5 * cube[0]![block]![i]! : 0));
    for (const block of [1, 2, 3]) {
      expect(record.lengths![block]).toBeCloseTo(lengthOf(sum(block)), 12);
      rows(record.data)[block]!.forEach((value, i) => expect(value).toBeCloseTo(unit(sum(block))[i]!, 6));
    }
    expect(record.origin).toMatchObject({ model: 'llama' });
  });
});

test.each<[readonly string[], string]>([
  [['cv_i32.gguf'], 'cv_i32'],
  [['f16.npy'], 'f16'],
  [['arr0.npz'], 'arr0'],
  [['sets/empathy_direction_layer_12.npy'], 'empathy_direction'],
  [['direction_12.npy'], 'direction'],
  [['layer_3.npy'], 'layer_3'],
  [['v_layer_1.npy', 'v_layer_12.npy'], 'v'],
  [['f16_layer_8.npy', 'f16_layer_9.npy'], 'f16'],
  [['cv_12.npy', 'cv_13.npy'], 'cv'],
  [['v2_pole.npy', 'v2_debias.npy'], 'v2'],
])('%j are called “%s”: the number of a block alone is no part of the name', async (names, name) => {
  const blob = blobOf('some_direction_layer_3.npy');
  const { choice } = await lookAtVectors({ files: names.map((one) => ({ name: one, blob })), choice: null, shapes: [model] });
  expect(choice.name).toBe(name);
});

test('a table of all blocks; one row more is that of the embedding', async () => {
  const whole = await takeVectors(request(['c-f16.npy']));
  expect(rows(whole.data)).toEqual(table.map(unit));
  const less = await lookAtVectors(request(['c-f16.npy'], { shapes: [{ ...model, layers: 3 }] }));
  expect(less.found).toMatchObject({ layers: 3, blocks: [0, 1, 2], embedding: true });
  const record = await takeVectors(request(['c-f16.npy'], { shapes: [{ ...model, layers: 3 }] }));
  expect(Array.from(record.data.subarray(0, width))).toEqual(unit(table[1]!));
});

test('numbers as Hugging Face counts hidden states: one block lower', async () => {
  const { choice } = await lookAtVectors(request(['some_direction_layer_3.npy']));
  const record = await takeVectors(request(['some_direction_layer_3.npy'], { choice: { ...choice, hiddenStates: true } }));
  expect(blocksOf(record)).toEqual([2]);
});

test('a vector whose numbers are of length 1 keeps them bit for bit', async () => {
  const row = unit(table[2]!);
  const { writeNpy } = await import('../../../../src/formats/vectors/npy');
  const blob = new Blob([writeNpy({ shape: [width], data: Float32Array.from(row) })]);
  const record = await takeVectors(request([], { files: [{ name: 'v_layer_1.npy', blob }] }));
  expect(rows(record.data)[1]).toEqual(row);
});

test('which of several directions, and at which block, is chosen', async () => {
  const { choice, files } = await lookAtVectors(request(['steerkit.safetensors']));
  expect(files[0]).toMatchObject({
    directions: ['direction.diff_of_means', 'direction.logistic', 'direction.mass_mean'],
    number: 2,
    single: true,
  });
  const other = { ...choice, files: [{ direction: 1, scale: 1, block: 0 }] };
  const record = await takeVectors(request(['steerkit.safetensors'], { choice: other }));
  expect(rows(record.data)[0]).toEqual(unit(table[1]!));
  expect(record.origin).toMatchObject({ model: 'owner/tiny', licence: 'CC0-1.0' });
});

test('of several models the first that fits is meant', async () => {
  const { found } = await lookAtVectors(request(['c-f16.npy'], { shapes: [{ name: 'other', layers: 30, width: 576 }, model] }));
  expect(found).toMatchObject({ layers: 4, width: 8 });
});

describe('refused, and said beside what was read', () => {
  const shapes = [
    { name: 'one', layers: 30, width: 576 },
    { name: 'two', layers: 2, width: 8 },
  ];
  test('another width, or other blocks: both sizes, and the models', async () => {
    const looked = await lookAtVectors(request(['c-f16.npy'], { shapes }));
    expect(looked.found).toBeNull();
    expect(looked.refused?.message).toBe('The files have 4 blocks × 8; one has 30 blocks × 576; two has 2 blocks × 8.');
    await expect(takeVectors(request(['c-f16.npy'], { shapes }))).rejects.toMatchObject({ code: 'shape-mismatch' });
    const block = await lookAtVectors(request(['some_direction_layer_3.npy'], { shapes }));
    expect(block.refused?.message).toBe('The files have vectors 8 wide, up to block 3; one has 30 blocks × 576; two has 2 blocks × 8.');
  });
  test('a vector that says no block, until a person does', async () => {
    const files = [{ name: 'mine.npy', blob: blobOf('some_direction_layer_3.npy') }];
    const { refused, choice } = await lookAtVectors(request([], { files }));
    expect(refused?.message).toMatch(/mine\.npy: it is one vector, and does not say of which block/);
    const said = { ...choice, files: [{ direction: 0, scale: 1, block: 1 }] };
    expect((await lookAtVectors(request([], { files, choice: said }))).found?.blocks).toEqual([1]);
  });
  test('all zero', async () => {
    const { choice } = await lookAtVectors(request(['pole.gguf']));
    const none = { ...choice, files: [{ direction: 0, scale: 0, block: null }] };
    expect((await lookAtVectors(request(['pole.gguf'], { choice: none }))).refused?.message).toMatch(
      /pole\.gguf: every vector of it is zero/,
    );
  });
  test('hidden_states[0] is pushed nowhere', async () => {
    const { choice } = await lookAtVectors(request(['by-layer.safetensors']));
    const { refused } = await lookAtVectors(request(['by-layer.safetensors'], { choice: { ...choice, hiddenStates: true } }));
    expect(refused?.message).toMatch(/hidden_states\[0\] stands before the first block/);
  });
});

describe('a file that says how many blocks its model has', () => {
  const saying = (blocks: number, name = 's.safetensors') => {
    const metadata = { layer: '1', n_total_layers: String(blocks) };
    const array = { name: 'direction.logistic', shape: [width], data: Float32Array.from(table[1]!) };
    return { name, blob: new Blob([writeSafetensors([array], metadata)]) };
  };
  test('fits a model of so many alone; of several models that one is meant', async () => {
    const files = [saying(3)];
    const { refused } = await lookAtVectors(request([], { files }));
    expect(refused?.message).toBe(
      'The files have vectors 8 wide, up to block 1, and s.safetensors says that its model has 3 blocks (n_total_layers); tiny has 4 blocks × 8.',
    );
    await expect(takeVectors(request([], { files }))).rejects.toMatchObject({ code: 'shape-mismatch' });
    const { found } = await lookAtVectors(request([], { files, shapes: [model, { name: 'three', layers: 3, width }] }));
    expect(found).toMatchObject({ layers: 3, blocks: [1] });
  });
  test('says so without a model, too', async () =>
    expect((await takeVectors(request([], { files: [saying(7)], shapes: [] }))).layers).toBe(7));
  test('goes with no file that says otherwise', async () => {
    const { refused } = await lookAtVectors(request([], { files: [saying(4), saying(3, 't.safetensors')] }));
    expect(refused?.message).toBe('s.safetensors says that its model has 4 blocks (n_total_layers), t.safetensors 3.');
  });
});

test('without a model the files say how many blocks there are', async () => {
  expect((await takeVectors(request(['pole.gguf'], { shapes: [] }))).layers).toBe(4);
  expect((await takeVectors(request(['c-f16.npy'], { shapes: [] }))).layers).toBe(4);
});
