/** Result files of the paper: those that can be read are shown, the others named. */
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { paperActions } from '../../../src/app/paper-actions';
import { createLabStore } from '../../../src/app/state';

const file = (name: string, as = name): File => new File([readFileSync(`tests/fixtures/paper/${name}`)], as);
const bad = (name: string): File => new File(['{"layer_results": {}}'], name);

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

function opened() {
  const store = createLabStore();
  const { openPaperResults } = paperActions({ store });
  return {
    store,
    open: openPaperResults,
    names: () => store.getState().paper.map(({ file }) => file),
    error: () => store.getState().error,
  };
}

test('the same file again takes its own place; another of that name is numbered', async () => {
  const { open, names } = opened();
  await open([file('eia_correlation.json')]);
  await open([file('random_baseline_proper.json', 'eia_correlation.json'), file('detailed_analysis.json')]);
  expect(names()).toEqual(['eia_correlation.json', 'eia_correlation.json (2)', 'detailed_analysis.json']);
  await open([file('random_baseline_proper.json', 'eia_correlation.json')]);
  expect(names()).toEqual(['eia_correlation.json', 'detailed_analysis.json', 'eia_correlation.json (2)']);
});

test('several at once, their figures made anew', async () => {
  const { open, error, store } = opened();
  await open([file('eia_correlation.json'), file('detailed_analysis.json')]);
  await open([file('random_baseline_proper.json')]);
  // The figures are made anew once, when the file is opened.
  expect(store.getState().paper.map(({ results }) => 'anew' in results && results.anew)).toEqual([
    expect.objectContaining({ zeroAgainstTwo: { count: 3, most: 1 } }),
    expect.arrayContaining([expect.objectContaining({ name: 'invented/tiny-a' })]),
    expect.objectContaining({ trials: 4, reach: 1 }),
  ]);
  expect(error()).toBeNull();
});

test('bad ones are named, all of them, and the good one is shown', async () => {
  const { open, names, error } = opened();
  await open([bad('a.json'), file('detailed_analysis.json'), bad('b.json')]);
  expect(names()).toEqual(['detailed_analysis.json']);
  expect(error()).toMatchObject({ code: 'paper-invalid', where: null });
  expect(error()?.message).toBe(
    'a.json: layer_results: expected at least one of the layers, got none\nb.json: layer_results: expected at least one of the layers, got none',
  );
  await open([file('eia_correlation.json')]);
  expect(error()).toBeNull();
});
