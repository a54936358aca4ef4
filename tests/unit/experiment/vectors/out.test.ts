/** Directions as files of other programs, read again. */
import { describe, expect, test } from 'vitest';
import { directionsId, type DirectionsRecord } from '../../../../src/experiment/directions';
import { ggufOf, llamaFlags, neuronpediaOf, npyOf, npzOf, safetensorsOf, type Outgoing } from '../../../../src/experiment/vectors/out';
import { takeVectors } from '../../../../src/experiment/vectors/preview';
import { readControlVector } from '../../../../src/formats/vectors/gguf';
import { readNpy } from '../../../../src/formats/vectors/npy';
import { readNpz } from '../../../../src/formats/vectors/npz';
import { readSafetensors } from '../../../../src/formats/vectors/safetensors';
import { checkDirections } from '../../../../src/lab/direction';
import { steerVector } from '../../../../src/lab/units';

const data = Float32Array.from([1, 0, 0, 1, 0.6, 0.8]);
const scale = { separation: [2, 4, 8], midpoint: [0.5, 1, -1.5], norm: [10, 20, 40] };
const record = (over: Partial<DirectionsRecord> = {}): DirectionsRecord => {
  const own = { name: 'Calm, or not', scale, data, ...over };
  return { id: directionsId(own), origin: { analysis: 'analysis-1' }, layers: 3, width: 2, ...own };
};
const out = (over: Partial<Outgoing> = {}): Outgoing => ({
  record: record(),
  run: {
    set: 'calm',
    model: { id: 'tiny', revision: 'main', architecture: 'LlamaForCausalLM' },
    ...{ method: 'mean-difference', pooling: 'mean', template: false, auroc: [0.5, 0.75, 1] },
  },
  ...{ layer: 1, band: [1, 2], unit: 'separation', alpha: 3 },
  ...over,
});
const shapes = [{ name: 'tiny', layers: 3, width: 2 }];
const taken = (name: string, bytes: Uint8Array<ArrayBuffer> | string | Blob): Promise<DirectionsRecord> =>
  takeVectors({ files: [{ name, blob: new Blob([bytes]) }], choice: null, shapes });

describe('.npy', () => {
  test('unit vectors, a row a block', () => expect(readNpy(npyOf(record()), 'own')).toEqual({ shape: [3, 2], data }));
  test('directions of a file go out as long as they came', async () => {
    const raw = record({ scale: null, lengths: [0, 3, 5] });
    expect(Array.from(readNpy(npyOf(raw), 'own').data)).toEqual([0, 0, 0, 3, 3, 4].map((x) => expect.closeTo(x, 5) as number));
    expect((await taken('own.npy', npyOf(raw))).lengths).toEqual([0, 3, 5].map((x) => expect.closeTo(x, 5) as number));
  });
});

describe('.npz', () => {
  test('an array a block under the names of the published files, and the same directions again', async () => {
    const zip = await npzOf(out(), new Date(0));
    expect(await readNpz('own.npz', zip)).toEqual(
      [0, 1, 2].map((block) => ({ name: `calm_direction_layer_${block}`, shape: [2], data: data.slice(2 * block, 2 * block + 2) })),
    );
    expect(await taken('own.npz', zip)).toMatchObject({ name: 'own', layers: 3, width: 2, data });
  });
  test('a block without a direction has none; one of a file is as long as it came; a number in its name is taken for no block', async () => {
    const raw = record({ name: 'layer 7, L2 (own)', scale: null, lengths: [0, 3, 5], data: Float32Array.from([0, 0, 0, 1, 0.6, 0.8]) });
    const zip = await npzOf({ record: raw, run: null }, new Date(0));
    expect((await readNpz('own.npz', zip)).map(({ name }) => name)).toEqual([1, 2].map((block) => `layer_l_own_direction_layer_${block}`));
    const again = await taken('own.npz', zip);
    expect(again.lengths).toEqual([0, 3, 5].map((x) => expect.closeTo(x, 5) as number));
    expect(Array.from(again.data)).toEqual(Array.from(raw.data, (x) => expect.closeTo(x, 6) as number));
  });
});

test('safetensors: all blocks, the shown one as steerkit has it, and the lab’s own scale, which comes back with them', async () => {
  const { arrays, metadata } = readSafetensors(safetensorsOf(out()), 'own');
  expect(arrays).toEqual([
    { name: 'directions', shape: [3, 2], data },
    { name: 'direction.diff_of_means', shape: [2], data: data.slice(2, 4) },
  ]);
  expect(Object.fromEntries(metadata)).toMatchObject({
    ...{ schema_version: '1', layer: '1', n_total_layers: '3', normalized_depth: '0.5', model_id: 'tiny', hook_site: 'resid_post' },
    ...{ hook_name: 'blocks.1.hook_resid_post', default_method: 'diff_of_means', auto_alpha: '4' },
    ...{ metrics_json: '{"diff_of_means":{"auroc":0.75}}', bias_json: '{"diff_of_means":-1}' },
  });
  const again = await taken('own.safetensors', safetensorsOf(out()));
  expect(again).toMatchObject({ name: 'Calm, or not', scale, data, origin: { model: 'tiny' } });
});

test('the scale of a file of another size, or a broken one, is not taken', async () => {
  const broken = { ...scale, norm: [1, -2, 3] };
  expect((await taken('own.safetensors', safetensorsOf(out({ record: record({ scale: broken }) })))).scale).toBeNull();
  const short = { ...scale, norm: [1] };
  expect((await taken('own.safetensors', safetensorsOf(out({ record: record({ scale: short }) })))).scale).toBeNull();
});

describe('llama.cpp', () => {
  test.each(['separation', 'norm', 'raw'] as const)('file times scale is the push of the page, in the unit %s', (unit) => {
    const given = out({ unit });
    const { model, rows } = readControlVector(ggufOf(given), 'own');
    expect([model, [...rows.keys()]]).toEqual(['llama', [1, 2]]);
    const times = Number(/:(\S+) --control-vector-layer-range 1 2$/.exec(llamaFlags('own.gguf', given))![1]);
    const directions = { layers: 3, width: 2, data, ...scale };
    checkDirections(directions);
    const push = steerVector(directions, { band: [1, 2], alpha: 3, unit });
    for (const [block, row] of rows) row.forEach((value, i) => expect(value * times).toBeCloseTo(push[block * 2 + i]!, 5));
  });
  test('the flags as llama.cpp takes them', () =>
    expect(llamaFlags('own.gguf', out())).toBe('--control-vector-scaled own.gguf:1.5 --control-vector-layer-range 1 2'));
});

test('Neuronpedia: the shown block, and where it begins', async () => {
  expect(JSON.parse(neuronpediaOf(out()))).toEqual({
    ...{ modelId: 'tiny', layerNumber: 1, hookType: 'hook_resid_post', vector: [0, 1] },
    ...{ vectorDefaultSteerStrength: 4, vectorLabel: 'Calm, or not' },
  });
  const again = await taken('own.json', neuronpediaOf(out()));
  expect(Array.from(again.data)).toEqual([0, 0, 0, 1, 0, 0]);
});

test('the included model goes by the name that the Hub has for it', () => {
  const included = out({
    run: { ...out().run!, model: { id: 'smollm2-135m-instruct', revision: 'embedded', architecture: 'LlamaForCausalLM' } },
  });
  const { modelId } = JSON.parse(neuronpediaOf(included)) as { modelId: string };
  expect([modelId, readSafetensors(safetensorsOf(included), 'own').metadata.get('model_id')]).toEqual(
    Array(2).fill('HuggingFaceTB/SmolLM2-135M-Instruct'),
  );
});
