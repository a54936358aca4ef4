/** How an experiment grows and shrinks: what names what stays whole. */
import { expect, test } from 'vitest';
import type { Directions } from '../../../src/lab/direction';
import { bandWithin, layerWithin } from '../../../src/experiment/blocks';
import { steeringDefaults } from '../../../src/experiment/view';
import type { Answer } from '../../../src/experiment/answer';
import type { Analysis } from '../../../src/experiment/analysis';
import type { Experiment } from '../../../src/experiment/experiment';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownAnswers, shownRun } from '../../../src/experiment/shown';
import { withAnswers, withChoices } from '../../../src/experiment/additions';
import { withAnalysis, withEvidence, withoutAnalysis, withoutDrawn, type Found } from '../../../src/experiment/updates';
import { withLayer, withReading, withSteering } from '../../../src/experiment/view-updates';
import { report } from '../../../src/lab/report/report';
import type { LabState, Provenance } from '../../../src/app/state';
import { analysed } from '../../../src/app/state-updates';
import { RECORDING } from '../../recording';

const [NOW, LATER] = ['2026-11-26T08:00:00.000Z', '2026-11-26T09:00:00.000Z'];
const read = decodeExperiment(RECORDING, 'run.json');
/** Without choices, and without the other concept that stands beside them. */
const recorded = { ...read, choices: [], directions: read.directions.slice(0, 1) };
const [{ set }] = recorded.sets as [(typeof recorded.sets)[number]];
const analyses = recorded.analyses.map((one): Analysis => {
  const { midpoint } = recorded.directions[0]!.scale!;
  return { ...one, report: report({ layers: 30, contrast: set.pairs, scores: one.scores, midpoint }, { resamples: 0 }) };
});
const experiment: Experiment = { ...recorded, analyses };
const shown = shownRun(experiment)!;
const source = { set: shown.set, reading: shown.reading, at: NOW };
const foundWith = (pooling: 'mean' | 'mean-rest', factor = 1): Found => {
  const { directions, scores, report } = shown;
  const turned: Directions = { ...directions, data: directions.data.map((x) => x * factor) };
  // Another seed than the recording's: an analysis of its own.
  const spec = { method: 'mean-difference', pooling, validation: 'split', seed: 7 } as const;
  return { spec, directions: turned, scores, report, made: analyses[0]!.made };
};
const pushedBy = (answer: Answer, directions: string): Answer => ({
  ...answer,
  edits: answer.edits.map((edit) => ({ ...edit, directions })),
  reads: answer.reads && { ...answer.reads, directions },
});
/** Every name is a record's: the file is read again. */
const whole = (one: Experiment): Experiment => (decodeExperiment(encodeExperiment(one), 'again.json'), one);

test('the same analysis takes the place of the earlier one; another pooling stands beside it', () => {
  const one = whole(withAnalysis(experiment, foundWith('mean-rest'), source));
  const again = whole(withAnalysis(one, foundWith('mean-rest', -1), { ...source, at: LATER }));
  expect(again.analyses.map(({ at }) => at)).toEqual([analyses[0]!.at, LATER]);
  // The earlier directions pushed nothing and are gone; the recorded ones pushed answers.
  expect(again.directions).toHaveLength(2);
  expect([again.readings.length, again.sets.length]).toEqual([1, 1]);
  const beside = whole(withAnalysis(again, foundWith('mean'), source));
  // Its directions are the recorded ones, to the digit: one record.
  expect([beside.analyses.length, beside.directions.length, beside.view.analysis]).toEqual([3, 2, beside.analyses[2]!.id]);
});

test('verdicts follow the evidence that comes, and go where an analysis loses it', () => {
  const { id, evidence } = shown;
  const kinds = (one: Experiment) => shownRun(one)!.report.verdicts.map(({ kind }) => kind);
  const final: Experiment = {
    ...experiment,
    analyses: analyses.map((one) => {
      const report = { ...one.report, final: true, table: { ...one.report.table } };
      report.table.aurocLow = report.table.auroc.map((auroc) => Math.max(0.51, auroc - 0.1));
      report.table.aurocHigh = report.table.auroc.map((auroc) => Math.max(0.52, auroc));
      return { ...one, report };
    }),
  };
  const table = { ...evidence!.table, permutationMaxP: new Float64Array(30).fill(0.4) };
  const written = withEvidence(final, id, { ...evidence!, table });
  expect(new Set(kinds(written))).toEqual(new Set(['lucky']));
  // What is written says what is shown.
  const file = JSON.parse(encodeExperiment(written)) as { analyses: { report: { verdicts: { kind: string }[] } }[] };
  expect(file.analyses[0]!.report.verdicts.map(({ kind }) => kind)).toEqual(kinds(written));
  const found = { ...foundWith('mean-rest'), report: shownRun(written)!.report };
  expect(kinds(withAnalysis(written, found, source, () => false))).not.toContain('lucky');
});

test('evidence that comes leaves the shown directions the same object, so that nobody asks the model of them again', () => {
  const { id, evidence, directions } = shown;
  const written = shownRun(withEvidence(experiment, id, { ...evidence!, seed: 2 }))!;
  expect([written === shown, written.evidence!.seed]).toEqual([false, 2]);
  expect(written.directions).toBe(directions);
});

test('whoever reads the texts of a recording gathers evidence of their own, though the directions come out the same', () => {
  const found: Found = { ...foundWith('mean-rest'), spec: shown.spec };
  const evidenceFor = (origin: Provenance) => {
    const state = { epoch: 1, experiment, origins: { [shown.id]: origin } } as unknown as LabState;
    const next = analysed(state, 1, found, source, 'live').experiment!;
    expect([next.analyses.length, next.view.analysis]).toEqual([1, shown.id]);
    return next.analyses[0]!.evidence;
  };
  expect([evidenceFor('recorded'), evidenceFor('opened')]).toEqual([null, null]);
  expect([evidenceFor('live'), evidenceFor('kept')]).toEqual([shown.evidence, shown.evidence]);
});

test('one that is not whole stands beside a whole one until it is whole itself', () => {
  const part = { ...foundWith('mean'), made: { ...analyses[0]!.made, complete: false, computed: 9 } };
  const first = whole(withAnalysis(experiment, part, { ...source, at: null }));
  expect(first.analyses.map(({ made }) => made.complete)).toEqual([true, false]);
  const finished = whole(withAnalysis(first, foundWith('mean'), source));
  expect(finished.analyses.map(({ made }) => made.complete)).toEqual([true, true]);
  const again = whole(withAnalysis(finished, part, { ...source, at: null }));
  expect(again.analyses.map(({ made }) => made.complete)).toEqual([true, true, false]);
  expect(whole(withAnalysis(again, foundWith('mean'), source)).analyses).toHaveLength(2);
});

test('directions never change: other numbers are another record, and what pushed an answer stays', () => {
  const one = withAnalysis(experiment, foundWith('mean'), source);
  const { record } = shownRun(one)!;
  const answered = whole(
    withAnswers(
      one,
      [experiment.answers[0]!].map((answer) => pushedBy(answer, record.id)),
      [record],
    ),
  );
  const turned = whole(withAnalysis(answered, foundWith('mean', -1), source));
  expect(shownRun(turned)!.record.id).not.toBe(record.id);
  expect(turned.directions.find(({ id }) => id === record.id)).toBe(record);
});

test('an analysis that is taken out while its answers are written leaves them what pushed them', () => {
  const one = withAnalysis(experiment, foundWith('mean', -1), source);
  const { record } = shownRun(one)!;
  const without = withoutAnalysis(one, one.view.analysis!);
  expect(without.directions.some(({ id }) => id === record.id)).toBe(false);
  const answered = whole(withAnswers(without, [pushedBy(experiment.answers[0]!, record.id)], [record]));
  expect(shownAnswers(answered)!.under).toMatchObject({ scenarios: set.name, pooling: 'mean' });
});

test('an analysis gives way to one that differs in seed or folds alone, but not with directions that an answer names', () => {
  const seeded = (seed: number, sign = -1): Found => ({ ...foundWith('mean', sign), spec: { ...foundWith('mean').spec, seed } });
  const one = withAnalysis(experiment, seeded(2), source);
  const id = one.view.analysis!;
  const ids = new Set([id]);
  expect(withoutDrawn(one, ids)).toBe(one);
  const next = withAnalysis(one, seeded(3), source);
  expect(whole(withoutDrawn(next, ids)).analyses.map(({ spec }) => spec.seed)).toEqual([1, 3]);
  expect(withoutDrawn(next, new Set())).toBe(next);
  const other = withAnalysis(one, foundWith('mean-rest'), source);
  expect(withoutDrawn(other, ids)).toBe(other);
  const turned = withAnalysis(one, seeded(3, 1), source);
  expect(whole(withoutDrawn(turned, ids)).analyses).toHaveLength(2);
  const { record } = shownRun(one)!;
  const answered = withAnswers(turned, [pushedBy(experiment.answers[0]!, record.id)], [record]);
  expect(withoutDrawn(answered, ids)).toBe(answered);
});

test('one analysis less takes what only it used; what pushed an answer stays', () => {
  const two = withAnalysis(experiment, foundWith('mean'), source);
  const one = whole(withoutAnalysis(two, two.view.analysis!));
  expect([one.analyses.length, one.directions.length, one.readings.length, one.view.analysis]).toEqual([1, 1, 1, analyses[0]!.id]);
  const none = whole(withoutAnalysis(one, analyses[0]!.id));
  expect([none.analyses.length, none.readings.length, none.sets.length, none.view.analysis]).toEqual([0, 0, 0, null]);
  expect([none.directions.length, none.answers.length, shownRun(none)]).toEqual([1, experiment.answers.length, null]);
  expect(withoutAnalysis(none, 'nowhere')).toBe(none);
});

test('answers get names that nobody has, and are those that are shown', () => {
  const answer = experiment.answers[0]!;
  const more = whole(withAnswers(experiment, [answer, answer], [shown.record]));
  expect(more.view.answers).toEqual(['answer-10', 'answer-11']);
  expect(more.answers).toHaveLength(11);
});

test("choices get names that nobody has, and keep the directions that pushed them, the control's too", () => {
  const { record, model } = shown;
  const other = { ...record, id: 'directions-of-another-concept', origin: { analysis: 'analysis-2' } };
  const choice = {
    ...{ at: NOW, model, item: 'i', options: ['a', 'b'], logProbs: [-1, -2], read: null },
    edits: [{ op: 'add' as const, directions: record.id, band: [0, 1] as const, amount: 1, unit: 'raw' as const, when: 'all' as const }],
    control: { kind: 'other' as const, directions: other.id },
  };
  const without = { ...experiment, answers: [], view: { ...experiment.view, answers: [] } };
  const one = whole(withChoices(without, [choice, choice], [record, other]));
  expect(one.choices.map(({ id }) => id)).toEqual(['choice-1', 'choice-2']);
  expect(one.directions.map(({ id }) => id)).toEqual([record.id, other.id]);
  expect(whole(withoutAnalysis(one, analyses[0]!.id)).directions).toHaveLength(2);
});

test('directions that an answer was also read along stay; those that were only chosen go, and are chosen no more', () => {
  const two = whole(withAnalysis(experiment, foundWith('mean-rest', -1), source));
  const other = two.directions.at(-1)!;
  const chosen = whole(withReading(two, [other.id]));
  expect(whole(withoutAnalysis(chosen, chosen.analyses[1]!.id))).toMatchObject({ directions: [shown.record], view: { reading: [] } });
  const [answer] = chosen.answers as [Answer];
  const read = { ...answer, alsoReads: [{ ...answer.reads!, directions: other.id }] };
  const kept = whole(withoutAnalysis({ ...chosen, answers: [read, ...chosen.answers.slice(1)] }, chosen.analyses[1]!.id));
  expect([kept.directions.map(({ id }) => id), kept.view.reading]).toEqual([[shown.record.id, other.id], [other.id]]);
});

test('block and band stay inside the model', () => {
  expect(withLayer(experiment, 99).view.layer).toBe(29);
  expect(withLayer(experiment, -3).view.layer).toBe(0);
  expect(withSteering(experiment, { band: [25, 40] }).view.steering.band).toEqual([25, 29]);
  expect(withSteering(experiment, { band: [31, 40] }).view.steering.band).toEqual([10, 19]);
});

test('what was chosen for a large model outlives a small one', () => {
  const chosen = withSteering(withLayer(experiment, 25), { band: [10, 19] }).view;
  expect([layerWithin(chosen.layer, 12), bandWithin(chosen.steering.band, 12)]).toEqual([11, [10, 11]]);
  expect(bandWithin(chosen.steering.band, 8)).toEqual(steeringDefaults(8).band);
  // Another choice in between leaves the band alone, and the larger model brings all of it back.
  const { view } = withSteering({ ...experiment, view: chosen }, { alpha: 2 }, 12);
  expect([layerWithin(view.layer, 30), bandWithin(view.steering.band, 30)]).toEqual([25, [10, 19]]);
});

test('a band is one object for one model, however often it is read', () => {
  const band = [10, 19] as const;
  expect(bandWithin(band, 12)).toBe(bandWithin(band, 12));
  expect(bandWithin(band, 30)).toBe(band);
});
