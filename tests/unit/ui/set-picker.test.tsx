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

test('the kept set is one of them, once, wherever else it is; a damaged one is said to be that', () => {
  const experiment = { ...emptyExperiment(), sets: [mine, { set: empathy, hash: 'f00' }] };
  expect(labels({ keptSet: mine, linkedSet: null, experiment, set })).toEqual(['Mine']);
  expect(labels({ keptSet: 'damaged', linkedSet: null, experiment, set })).toEqual(['Mine', 'your own (damaged)']);
  expect(labels({ keptSet: null, linkedSet: null, experiment: emptyExperiment(), set })).toEqual([]);
  expect(labels({ keptSet: null, linkedSet: null, experiment: emptyExperiment(), set: { ...set, ...mine, shipped: null } })).toEqual([
    'Mine',
  ]);
});
