/** How an experiment grows and shrinks: what names what stays whole. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Directions } from '../../../src/lab/direction';
import type { Analysis } from '../../../src/experiment/analysis';
import type { Experiment } from '../../../src/experiment/experiment';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { shownRun } from '../../../src/experiment/shown';
import { withAnalysis, withAnswers, withoutAnalysis, type Found } from '../../../src/experiment/updates';
import { fit, withLayer, withSteering } from '../../../src/experiment/view-updates';
import { report } from '../../../src/lab/report/report';

const recorded = decodeExperiment(readFileSync('public/demo/run.json', 'utf8'), 'run.json');
const [{ set }] = recorded.sets as [(typeof recorded.sets)[number]];
const analyses = recorded.analyses.map((one): Analysis => {
  const { midpoint } = recorded.directions[0]!.scale!;
  return { ...one, report: report({ layers: 30, pairs: set.pairs, scores: one.scores, midpoint }, { resamples: 0 }) };
});
const experiment: Experiment = { ...recorded, analyses };
const shown = shownRun(experiment)!;
const source = { set: shown.set, reading: shown.reading, at: 'now' };
const foundWith = (pooling: 'mean' | 'mean-rest', factor = 1): Found => {
  const { directions, scores, report } = shown;
  const turned: Directions = { ...directions, data: directions.data.map((x) => x * factor) };
  const spec = { method: 'mean-difference', pooling, validation: 'split', seed: 1 } as const;
  return { spec, directions: turned, scores, report, made: analyses[0]!.made };
};
/** Every name is a record's: the file is read again. */
const whole = (one: Experiment): Experiment => (decodeExperiment(encodeExperiment(one), 'again.json'), one);

test('the same analysis takes the place of the earlier one; another pooling stands beside it', () => {
  const again = whole(withAnalysis(experiment, foundWith('mean-rest'), source));
  expect([again.analyses.length, again.directions.length, again.readings.length, again.sets.length]).toEqual([1, 1, 1, 1]);
  expect(again.analyses[0]).toMatchObject({ id: 'analysis-1', at: 'now', directions: 'directions-1' });
  const beside = whole(withAnalysis(again, foundWith('mean'), source));
  expect([beside.analyses.length, beside.directions.length, beside.readings.length, beside.view.analysis]).toEqual([2, 2, 1, 'analysis-2']);
});

test('directions that pushed an answer stay as they were, and the new ones get a name of their own', () => {
  const turned = whole(withAnalysis(experiment, foundWith('mean-rest', -1), source));
  expect(turned.directions.map(({ id }) => id)).toEqual(['directions-1', 'directions-2']);
  expect(turned.directions[0]!.data).toBe(shown.directions.data);
  expect(turned.analyses[0]!.directions).toBe('directions-2');
  expect(turned.answers.every(({ edits }) => edits[0]!.directions === 'directions-1')).toBe(true);
  // Without answers along them they are replaced.
  const free: Experiment = { ...experiment, answers: [], view: { ...experiment.view, answers: [] } };
  expect(whole(withAnalysis(free, foundWith('mean-rest', -1), source)).directions).toHaveLength(1);
});

test('one analysis less takes what only it used; what pushed an answer stays', () => {
  const two = withAnalysis(experiment, foundWith('mean'), source);
  const one = whole(withoutAnalysis(two, 'analysis-2'));
  expect([one.analyses.length, one.directions.length, one.readings.length, one.view.analysis]).toEqual([1, 1, 1, 'analysis-1']);
  const none = whole(withoutAnalysis(one, 'analysis-1'));
  expect([none.analyses.length, none.readings.length, none.sets.length, none.view.analysis]).toEqual([0, 0, 0, null]);
  expect([none.directions.map(({ id }) => id), none.answers.length, shownRun(none)]).toEqual([['directions-1'], 8, null]);
  expect(withoutAnalysis(none, 'nowhere')).toBe(none);
});

test('answers get names that nobody has, and are those that are shown', () => {
  const answer = experiment.answers[0]!;
  const more = whole(withAnswers(experiment, [answer, answer]));
  expect(more.view.answers).toEqual(['answer-9', 'answer-10']);
  expect(more.answers).toHaveLength(10);
});

test('block and band stay inside the model', () => {
  expect(withLayer(experiment, 99).view.layer).toBe(29);
  expect(withLayer(experiment, -3).view.layer).toBe(0);
  expect(withSteering(experiment, { band: [25, 40] }).view.steering.band).toEqual([25, 29]);
  expect(withSteering(experiment, { band: [31, 40] }).view.steering.band).toEqual([10, 19]);
  expect(fit(experiment, 12).view.steering.band).toEqual([10, 11]);
});
