/** Texts of a file of activations as a set, and which models are one although a file names one of them alone. */
import { describe, expect, test } from 'vitest';
import { chosen, lookAtActivations } from '../../../src/experiment/activations/look';
import { textsOfFile } from '../../../src/experiment/activations/to-set';
import { sameModel } from '../../../src/experiment/same-model';
import { openActivations, type ActivationFile } from '../../../src/formats/activations/open';
import { given } from '../formats/activations/files';

const open = (...names: string[]): Promise<ActivationFile> => openActivations(names.map(given));
const said = (file: ActivationFile, more: Partial<ActivationFile['manifest']>): ActivationFile => ({
  ...file,
  manifest: { ...file.manifest, ...more },
});
const textsOf = (file: ActivationFile, split?: 'given' | 'group' | 'hash') =>
  textsOfFile(file, chosen(file, split ? { split } : {}, 'mean'));

describe('the set', () => {
  test('pairs with texts, situations and parts as the manifest says; rows in the order of the set', async () => {
    const { set, rows } = textsOf(await open('paired.safetensors'));
    expect(rows).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(set).toMatchObject({ name: 'Kindness', concept: { positive: 'kind' }, licence: 'not stated by the file' });
    expect(set.unwritten).toBeUndefined();
    expect(set.pairs[0]).toMatchObject({
      scenario: 'situation 1',
      split: 'test',
      positive: 'The kind answer number 1, told in some words.',
    });
  });
  test('pairs in another order, one row in two of them', async () => {
    const file = await open('bare.safetensors', 'bare.json');
    const pairs = [
      [3, 2],
      [1, 0],
      [3, 0],
      [7, 6],
    ] as const;
    const { set, rows } = textsOf({ ...file, classes: { pairs } });
    expect(rows).toEqual([3, 2, 1, 0, 3, 0, 7, 6]);
    expect(set.pairs.map(({ positive, negative }) => [positive, negative])[0]).toEqual(['text 4', 'text 3']);
  });
  test('whole situations are held out where that is chosen, by default where there are three or more', async () => {
    const whole = await open('paired.safetensors');
    const { splits, ...manifest } = whole.manifest;
    expect(splits).toHaveLength(24);
    const file = { ...whole, manifest };
    expect(chosen(file, {}, 'mean').split).toBe('group');
    const { pairs } = textsOf(file).set;
    const test = new Set(pairs.filter(({ split }) => split === 'test').map(({ scenario }) => scenario));
    expect(pairs.every(({ split, scenario }) => (split === 'test') === test.has(scenario))).toBe(true);
  });
  test('a pair of two situations, a class that one part lacks, a set of another size', async () => {
    const file = await open('paired.safetensors');
    const { groups = [] } = file.manifest;
    expect(() => textsOf(said(file, { groups: groups.with(5, 'elsewhere') }))).toThrow(
      'groups[4] and [5], the texts of pair 3: expected the same, got “situation 3” and “elsewhere”.',
    );
    expect(() => textsOf(said(file, { splits: Array<'train'>(24).fill('train') }))).toThrow('expected at least one pair with split "test"');
    const { set } = textsOf(file);
    expect(() => textsOf(said(file, { set: { ...set, pairs: set.pairs.slice(1) } }))).toThrow(
      'set: expected 24 texts, one for each row of the tensors, got 22',
    );
  });
  test('what cannot be analysed so is said beside what is there', async () => {
    const files = ['paired.safetensors'].map(given);
    const looked = await lookAtActivations({ files, choice: { name: 'Mine' }, wanted: 'mean-rest' });
    // The page's pooling is not in the file: the first that is.
    expect(looked).toMatchObject({ choice: { poolings: ['mean'], name: 'Mine' }, refused: null });
    await expect(lookAtActivations({ files, choice: { poolings: ['last-4'] }, wanted: 'mean' })).rejects.toThrow(
      'there is no pooling last-4; it has mean, last.',
    );
    const one = await lookAtActivations({
      files: ['mean.npy', 'labels.npy', 'bare.json'].map(given),
      choice: { split: 'group' },
      wanted: 'mean',
    });
    expect(one).toMatchObject({ found: null, refused: { message: expect.stringContaining('with split "test"') as string } });
  });
});

test('a model that was read elsewhere is the loaded one by name and shape, at the place where the lab reads', () => {
  const loaded = { id: 'phi-3-mini', repo: 'onnx-community/Phi-3-mini-4k-instruct-ONNX', graphHash: 'a', layers: 32, width: 3072 };
  const id = 'microsoft/Phi-3-mini-4k-instruct';
  const away = { id, repo: id, graphHash: 'elsewhere-1', layers: 32, width: 3072, elsewhere: { file: 'f', site: 'hook_resid_post' } };
  expect([sameModel(away, loaded), sameModel(loaded, away), sameModel(away, { ...away, graphHash: 'elsewhere-2' })]).toEqual([
    true,
    true,
    true,
  ]);
  expect(sameModel(away, { ...loaded, layers: 31 })).toBe(false);
  expect(sameModel(away, { ...loaded, repo: 'onnx-community/Phi-3-medium' })).toBe(false);
  expect(sameModel({ ...away, elsewhere: { file: 'f', site: 'hook_attn_out' } }, loaded)).toBe(false);
  // Two graphs that were run here are one by their hash alone.
  expect(sameModel(loaded, { ...loaded, graphHash: 'b' })).toBe(false);
});
