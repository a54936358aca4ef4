/** Files of activations: looked at, taken, then analysed with all of the evidence as a reading of our own, with no model loaded. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { activationActions } from '../../../src/app/activation-actions';
import { ownSets } from '../../../src/app/own-sets';
import { createLab } from '../../../src/console/console';
import { allRuns, byModel, scoresInCommon } from '../../../src/experiment/compare';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { remeasure } from '../../../src/experiment/remeasure';
import { shownRun } from '../../../src/experiment/shown';
import { findReading } from '../../../src/storage/readings';
import { expected, fileOf } from '../formats/activations/files';
import { tinyModel } from './model';
import { ownFilesUnasked } from './own';
import { fakePage, type FakePage } from './ports';

const OWN = ownFilesUnasked('empathy', 'neutral', 'hard-negatives', 'choices');
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

const now = ({ app }: FakePage) => app.store.getState();
const shown = (page: FakePage) => shownRun(now(page).experiment)!;
/** A page that has nothing but its recording; no model is loaded. */
async function open(page = fakePage({ own: OWN, readings: { findReading } })) {
  await page.app.start();
  return { page, activations: activationActions(page.app, page.app), lab: createLab(page.app) };
}
const evidenceOf = async (page: FakePage) => {
  await vi.waitFor(() => expect(shown(page).evidence).not.toBeNull(), { timeout: 20_000 });
  return shown(page).evidence!;
};
const rounded = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Number(value.toFixed(9)));

test('looked at, nothing changes; taken, it is the reading on show, with numpy’s AUROC at every block', async () => {
  const { page, activations } = await open();
  const before = now(page).experiment;
  await activations.openActivations([fileOf('paired.safetensors')]);
  expect(now(page).experiment).toBe(before);
  expect(now(page).activations?.preview).toMatchObject({
    ...{ count: 24, layers: 3, width: 4, tokens: [10, 33], refused: null },
    ...{ manifest: { model: { id: 'owner/model-70b' }, site: 'hook_resid_post', by: 'numpy' } },
    ...{ choice: { poolings: ['mean'], split: 'given', name: 'Kindness' }, has: { texts: true, groups: true, splits: true, set: false } },
    ...{ found: { paired: true, positive: 12, negative: 12, train: 8, test: 4, situations: 4 } },
  });
  await activations.acceptActivations();
  expect(now(page)).toMatchObject({ activations: null, error: null });
  const run = shown(page);
  expect(run).toMatchObject({
    ...{ complete: true, of: 24, spec: { pooling: 'mean', method: 'mean-difference' } },
    model: { id: 'owner/model-70b', device: 'elsewhere', selfTestPassed: false, elsewhere: { file: 'paired.safetensors' } },
    capture: { template: false, maxTokens: 64 },
    set: { set: { name: 'Kindness', concept: { positive: 'kind' } } },
  });
  expect(rounded(run.table.auroc!)).toEqual(rounded(expected.auroc.mean));
  expect(run.report.words).toMatchObject({ auroc: 1 });
  const { table, groups } = await evidenceOf(page);
  for (const column of ['shuffledHigh', 'permutationP', 'permutationMaxP', 'crossMean', 'foldMean', 'agreement'] as const)
    expect([column, table[column]?.every(Number.isFinite)]).toEqual([column, true]);
  expect(groups.map(({ group }) => group)).toEqual([1, 2, 3, 4].map((i) => `situation ${i}`));
});

test('another method, and the other pooling once it was taken, too; one that was not is said, and what is shown stays', async () => {
  const { page, activations, lab } = await open();
  await activations.openActivations([fileOf('paired.safetensors')]);
  await activations.acceptActivations();
  await page.app.chooseReader({ method: 'lda' });
  expect(shown(page)).toMatchObject({ spec: { method: 'lda' }, model: { device: 'elsewhere' } });
  const lda = shown(page).id;
  await page.app.chooseReader({ pooling: 'last' });
  expect(now(page).error).toMatchObject({ code: 'nothing-captured', hint: expect.stringContaining('was read: mean') as string });
  expect(shown(page).id).toBe(lda);
  await lab.import([fileOf('paired.safetensors')], { mapping: { poolings: ['mean', 'last'] } });
  expect(shown(page).spec).toMatchObject({ pooling: 'last' });
  expect(rounded(shown(page).table.auroc!)).toHaveLength(3);
});

test('without texts words are not counted, and labels without pairs are two classes; a run file of it opens again', async () => {
  const { page, lab } = await open();
  const read = await lab.import([fileOf('bare.safetensors'), fileOf('bare.json')]);
  expect(read).toEqual({ kind: 'activations', count: 24, layers: 3, width: 4, reading: shown(page).reading.id });
  const { report, reading, set } = shown(page);
  expect(report).toMatchObject({ words: { refused: expect.stringContaining('not known') as string }, length: null });
  expect(reading.texts.every(({ tokens }) => tokens === null)).toBe(true);
  expect(set.set).toMatchObject({ pairs: [], unwritten: true });
  // No model can read what is not there: the set is none to run on.
  expect(ownSets(now(page)).some(({ hash }) => hash === set.hash)).toBe(false);
  const { table, missing } = await evidenceOf(page);
  expect(table.permutationP?.every(Number.isFinite)).toBe(true);
  expect(missing.join(' ')).toContain('do not come in pairs');
  const again = await remeasure(decodeExperiment(encodeExperiment(now(page).experiment), 'run.json'));
  const run = shownRun(again)!;
  expect([run.report.words, run.report.length, run.model]).toEqual([report.words, null, shown(page).model]);
});

describe('beside a reading of a loaded model', () => {
  test('both are there to compare, and the loaded model is not pushed along directions of another', async () => {
    const model = tinyModel();
    const { page, activations } = await open(fakePage({ answers: model.answers, own: OWN, readings: { findReading } }));
    await page.app.loadModel('tiny');
    await page.app.runExperiment();
    const own = shown(page);
    await activations.openActivations(['mean.npy', 'labels.npy', 'manifest.json'].map(fileOf));
    await activations.acceptActivations();
    const runs = allRuns(now(page).experiment);
    expect(runs.map((run) => run.model.device)).toContain('elsewhere');
    expect(runs.some(({ id }) => id === own.id)).toBe(true);
    expect(scoresInCommon(own, 0, shown(page), 0)).toEqual({ x: [], y: [], together: [] });
    page.app.setSteering({ prompt: 'Hello' });
    await page.app.steer([0, 1]);
    expect(now(page).error).toMatchObject({ code: 'other-model', message: expect.stringContaining('owner/model-70b') as string });
  });
});

test('a file that is refused changes nothing, and an earlier one that is looked at stays', async () => {
  const { page, activations, lab } = await open();
  await activations.openActivations([fileOf('paired.safetensors')]);
  const { preview } = now(page).activations!;
  const before = now(page).experiment;
  const bad = [fileOf('bad/nan.npz'), fileOf('bare.json')];
  await expect(activations.openActivations([fileOf('bad/label-2.npz'), fileOf('bare.json')])).rejects.toMatchObject({
    code: 'activations-unreadable',
  });
  expect(now(page).activations?.preview).toBe(preview);
  expect(now(page).error?.message).toContain('label-2.npz, labels.npy: labels[0]');
  await expect(lab.import(bad)).rejects.toMatchObject({
    code: 'activations-unreadable',
    message: expect.stringContaining('[3, 2, 1]') as string,
  });
  expect(now(page).experiment).toBe(before);
  activations.cancelActivations();
  await activations.openActivations(bad);
  await expect(activations.acceptActivations()).rejects.toThrow('nan.npz');
  expect(now(page).activations).toMatchObject({ busy: false });
  expect(now(page).experiment).toBe(before);
});

test('a browser that refuses storage analyses all of them from memory, and says that they stay on this page only', async () => {
  const { page, activations } = await open();
  const refused = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  try {
    await activations.openActivations([fileOf('paired.safetensors')].map((file) => new File([file], 'other.safetensors')));
    await activations.changeActivations({ poolings: ['last'], name: 'Another' });
    await activations.acceptActivations();
  } finally {
    refused.mockRestore();
  }
  expect(shown(page)).toMatchObject({ complete: true, spec: { pooling: 'last' }, set: { set: { name: 'Another' } } });
  expect(rounded(shown(page).table.auroc!)).toEqual(rounded(expected.auroc.last));
  expect(now(page).run).toMatchObject({ status: 'idle', note: expect.stringContaining('stay on this page only') as string });
});

test('vectors stay vectors, whatever lies beside', async () => {
  const { lab } = await open();
  expect(await lab.import([fileOf('../vectors/table.safetensors')])).toMatchObject({ kind: 'vectors' });
});

test('taken home and opened again: the same numbers to the bit, the same set, and the model that read them can be pushed along them', async () => {
  const model = tinyModel();
  const { page, lab } = await open(fakePage({ answers: model.answers, own: OWN, readings: { findReading } }));
  await page.app.loadModel('tiny');
  await page.app.runExperiment();
  await evidenceOf(page);
  const own = shown(page);
  const blob = await lab.export('activations');
  const read = await lab.import([new File([blob], 'own.safetensors')], { mapping: { split: 'group' } });
  const { layers, width } = own.directions;
  expect(read).toMatchObject({ kind: 'activations', count: own.of, layers, width });
  const again = shown(page);
  expect(again.model).toMatchObject({ device: 'elsewhere', elsewhere: { site: 'hook_resid_post' } });
  expect(again.id).not.toBe(own.id);
  expect(again.set.hash).toBe(own.set.hash);
  expect(again.scores).toEqual(own.scores);
  expect(again.report).toMatchObject({ table: own.report.table, words: own.report.words, eia: own.report.eia });
  expect(again.directions.data).toEqual(own.directions.data);
  // Evidence but for what only the model itself could read.
  const { table } = await evidenceOf(page);
  expect([table.tokenShuffled, table.carrier]).toEqual([undefined, undefined]);
  expect(own.evidence!.table).toMatchObject(table);
  // One space: cosines, scores in common, and a push.
  expect(byModel(allRuns(now(page).experiment)).some((group) => [own.id, again.id].every((id) => group.some((run) => run.id === id)))).toBe(
    true,
  );
  expect(scoresInCommon(own, 0, again, 0)).toMatchObject({ x: expect.any(Array) as number[] });
  expect(scoresInCommon(own, 0, again, 0).x).toEqual(scoresInCommon(own, 0, again, 0).y);
  page.app.setSteering({ prompt: 'Hello' });
  await page.app.steer([0, 1]);
  expect(now(page).error).toBeNull();
  expect(now(page).experiment.answers.length).toBeGreaterThan(0);
});

test('there is nothing to take home of a run whose texts are not kept here', async () => {
  const { lab } = await open();
  await expect(lab.export('activations')).rejects.toMatchObject({ code: 'nothing-captured' });
});
