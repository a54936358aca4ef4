/** Which sets can be chosen. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emptyExperiment } from '../../../src/experiment/experiment';
import { parseScenarioSet } from '../../../src/formats/scenario-set';
import { setOptions } from '../../../src/ui/contrast/SetPicker';

const empathy = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const mine = { set: { ...empathy, name: 'Mine' }, hash: 'abc' };
const set = { status: 'ready', set: empathy, hash: 'f00', shipped: 'empathy' } as const;
const labels = (...args: Parameters<typeof setOptions>): string[] =>
  setOptions(...args)
    .map(({ label }) => label)
    .slice(6);

const none = { linkedSet: null, olderSets: [] };

test('the kept set is one of them, once, wherever else it is; a damaged one is said to be that', () => {
  const experiment = { ...emptyExperiment(), sets: [mine, { set: empathy, hash: 'f00' }] };
  expect(labels({ keptSet: mine, ...none, experiment, set })).toEqual(['Mine']);
  expect(labels({ keptSet: 'damaged', ...none, experiment, set })).toEqual(['Mine', 'your own (damaged)']);
  expect(labels({ keptSet: null, ...none, experiment: emptyExperiment(), set })).toEqual([]);
  expect(labels({ keptSet: null, ...none, experiment: emptyExperiment(), set: { ...set, ...mine, shipped: null } })).toEqual(['Mine']);
});

test('earlier sets of one’s own stand behind the others, the latest first, each once', () => {
  const older = (name: string, hash: string) => ({ name, hash, file: new Blob() });
  const state = { keptSet: mine, linkedSet: null, olderSets: [older('First', '1'), older('Mine', 'abc'), older('Second', '2')] };
  expect(labels({ ...state, experiment: emptyExperiment(), set })).toEqual(['Mine', 'Second', 'First']);
});
