import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenarioSet } from '../../../src/formats/scenario-set';
import { needsTexts } from '../../../src/ui/layers/needs-texts';

const set = { set: parseScenarioSet(readFileSync('public/scenarios/fairness.json', 'utf8'), 'fairness.json'), hash: 'f' };
const run = { set, model: { id: 'tiny', dtype: 'q4', graphHash: 'g' }, capture: { template: false } } as Parameters<typeof needsTexts>[0];
const now = { setHash: 'f', model: { graphHash: 'g', chatTemplate: true }, template: false } as Parameters<typeof needsTexts>[1];

test('Run is named where it would read the texts of this run, and else what has to be chosen before', () => {
  expect(needsTexts(run, now)).toMatch(/: press Run to have them here\.$/);
  expect(needsTexts(run, { ...now, setHash: 'other' })).toMatch(/: choose the set “Fairness, words matched” first, then press Run\.$/);
  expect(needsTexts(run, { ...now, model: null })).toMatch(/: load tiny \(q4\) first, then press Run\.$/);
  expect(needsTexts(run, { setHash: 'other', model: null, template: true })).toMatch(
    /: choose the set “Fairness, words matched”, load tiny \(q4\) and have texts read as they are first, then press Run\.$/,
  );
});
