/**
 * What public/companion wrote (tests/fixtures/companion, by tests/companion/make.py) against the page's own reading of the same weights:
 * the same tokens, and every residual of every pooling. tests/companion/test_page.py holds the files against what the program writes now.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { POOLINGS, poolingsOf, type KeptPooling } from '../../../src/experiment/capture';
import { lookAtActivations } from '../../../src/experiment/activations/look';
import { planTexts } from '../../../src/experiment/text-plan';
import { openActivations, type ActivationFile } from '../../../src/formats/activations/open';
import { readRows } from '../../../src/formats/activations/read';
import { hashScenarioSet, parseScenarioSet } from '../../../src/formats/scenario-set';
import type { LoadedModel } from '../../../workers/model/loaded';
import { loadTiny } from '../workers/tiny';

const FOLDER = new URL('../../fixtures/companion/', import.meta.url);
const MODELS = ['tiny-llama-builder', 'tiny-phi3-builder', 'tiny-qwen2-builder'] as const;
const set = parseScenarioSet(readFileSync(new URL('set.json', FOLDER), 'utf8'), 'set.json');
const given = (name: string) => ({ name: `${name}.safetensors`, blob: new Blob([readFileSync(new URL(`${name}.safetensors`, FOLDER))]) });

/** Cosines of the rows of two tensors [row, width]. */
function cosines(a: Float32Array, b: Float32Array, width: number): number[] {
  const dot = (x: Float32Array, y: Float32Array, at: number): number =>
    x.subarray(at, at + width).reduce((sum, value, i) => sum + value * y[at + i]!, 0);
  return Array.from({ length: a.length / width }, (_, row) => {
    const at = row * width;
    return dot(a, b, at) / Math.sqrt(dot(a, a, at) * dot(b, b, at));
  });
}

/** [text][pooling, layer, width], with the tokens of each text, as the page reads them. */
async function readByPage(
  model: LoadedModel,
  { manifest }: ActivationFile,
  of = set,
  poolings: readonly KeptPooling[] = poolingsOf({ template: manifest.template }),
) {
  const { capture } = await import('../../../workers/pass/capture');
  const { template, maxTokens } = manifest;
  const request = { texts: planTexts(of).texts, template, maxTokens: maxTokens!, poolings };
  const { data, tokens, truncated } = await capture(model, request, () => undefined, new AbortController().signal);
  return { poolings, data, tokens, truncated };
}

test('the program has the page’s hash of sets whose rated texts, or texts without partners, answer prompts', async () => {
  // What tests/companion/test_texts.py holds the program against, as it makes the same two sets.
  const python = readFileSync(new URL('../../companion/test_texts.py', FOLDER), 'utf8');
  const whole = parseScenarioSet(readFileSync(new URL('answers.json', FOLDER), 'utf8'), 'answers.json');
  const pairs = whole.pairs.map(({ id, scenario, split, positive, negative }) => ({ id, scenario, split, positive, negative }));
  const scored = [{ id: 'r', scenario: 's', score: 2 as const, text: 'I stop.', prompt: 'What now?' }];
  const texts = (['train', 'test'] as const).flatMap((split) =>
    (['positive', 'negative'] as const).map((label) => ({
      ...{ id: `${split} ${label}`, scenario: 's', split, label, text: `${label} of ${split}`, prompt: 'Why?' },
    })),
  );
  expect(python).toContain(`RATED = "${await hashScenarioSet({ ...whole, pairs, scored })}"`);
  expect(python).toContain(`LONE = "${await hashScenarioSet({ ...whole, pairs: [], texts, scored: [] })}"`);
});

describe.each(MODELS)('%s', (name) => {
  test('the page reads the same tokens and the same residuals of the same weights', async () => {
    const file = await openActivations([given(name)]);
    const { model } = await loadTiny(name);
    try {
      const page = await readByPage(model, file);
      expect(file.manifest).toMatchObject({ tokens: page.tokens, truncated: page.truncated, set });
      expect(file.poolings.map((one) => one.name)).toEqual(page.poolings);
      expect([file.count, file.layers, file.width]).toEqual([page.tokens.length, model.graph.layers, model.graph.width]);
      const rows = await readRows(file, page.poolings, new Uint8Array(file.count).fill(1));
      const theirs = rows.flatMap((row) => [...row!.data]);
      const all = cosines(Float32Array.from(theirs), page.data, file.width);
      expect(all).toHaveLength(file.count * page.poolings.length * file.layers);
      expect(Math.min(...all)).toBeGreaterThan(0.9999);
      const error = Math.max(...theirs.map((value, i) => Math.abs(value - page.data[i]!)));
      expect(error / Math.max(...theirs.map(Math.abs))).toBeLessThan(1e-5);
    } finally {
      await model.dispose();
    }
  });
  test('opens with nothing left to ask: its own set, by the hash that the page has for it', async () => {
    const looked = await lookAtActivations({ files: [given(name)], choice: {}, wanted: 'mean-rest' });
    expect(looked).toMatchObject({
      refused: null,
      others: [],
      choice: { poolings: ['mean-rest'] },
      has: { set: true },
      found: { paired: true, positive: 8, negative: 8, scored: 2, train: 5, test: 3, situations: 4 },
    });
    expect((await openActivations([given(name)])).manifest.setHash).toBe(await hashScenarioSet(set));
  });
});

describe.each([
  ['answers-llama', 'tiny-llama-builder', true, POOLINGS],
  ['answers-plain-llama', 'tiny-llama-builder', false, ['mean', 'answer']],
  ['answers-plain-qwen2', 'tiny-qwen2-builder', false, ['mean', 'answer']],
] as const)('answers to prompts, %s', (name, of, template, poolings) => {
  const answers = parseScenarioSet(readFileSync(new URL('answers.json', FOLDER), 'utf8'), 'answers.json');
  test('page and program read the same tokens, and take the same of them for the answer', async () => {
    const file = await openActivations([given(name)]);
    expect(file.manifest).toMatchObject({ template, set: answers, setHash: await hashScenarioSet(answers) });
    expect(file.poolings.map((one) => one.name)).toEqual(poolings);
    const { model } = await loadTiny(of);
    try {
      const page = await readByPage(model, file, answers, poolings);
      expect(file.manifest).toMatchObject({ tokens: page.tokens, truncated: page.truncated });
      const rows = await readRows(file, poolings, new Uint8Array(file.count).fill(1));
      const all = cosines(Float32Array.from(rows.flatMap((row) => [...row!.data])), page.data, file.width);
      expect(all).toHaveLength(file.count * poolings.length * file.layers);
      expect(Math.min(...all)).toBeGreaterThan(0.9999);
      // Else the test would say nothing of the span: the answer is other tokens than all of them.
      const [mean, answer] = [rows[0]!.data.subarray(0, file.width), rows[0]!.data.subarray(-file.layers * file.width)];
      expect(cosines(mean, answer.subarray(0, file.width), file.width)[0]).toBeLessThan(0.999);
    } finally {
      await model.dispose();
    }
  });
  test('opens in every pooling that it has, the answer without a template, too', async () => {
    const looked = await lookAtActivations({ files: [given(name)], choice: {}, wanted: 'answer' });
    expect(looked).toMatchObject({ refused: null, choice: { poolings: ['answer'] }, found: { paired: true, positive: 6, scored: 1 } });
  });
});

test('a set that was changed since it was read is refused', async () => {
  const { name, blob } = given(MODELS[1]);
  const latin = new TextDecoder('latin1').decode(await blob.arrayBuffer());
  const changed = Uint8Array.from(latin.replace('I kept all of the water', 'I kept all of the bread'), (letter) => letter.charCodeAt(0));
  await expect(openActivations([{ name, blob: new Blob([changed]) }])).rejects.toThrow('setHash: the set in it has');
});
