/** Two experiments in one: what both have is taken once, and what only shares a name is noticed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Experiment } from '../../../src/experiment/experiment';
import { clash, merged } from '../../../src/experiment/merge';
import { decodeExperiment } from '../../../src/experiment/run-file';

const recorded = decodeExperiment(readFileSync('public/demo/run.json', 'utf8'), 'run.json') as unknown as Experiment;
const [reading, directions] = [recorded.readings[0]!, recorded.directions[0]!];

test('an experiment beside itself is itself', () => {
  expect(merged(recorded, recorded)).toEqual(recorded);
  expect(clash(recorded, recorded)).toBeNull();
});

test('a record of the same name and another content is named', () => {
  const turned = { ...directions, data: directions.data.map((value) => -value) };
  expect(clash(recorded, { ...recorded, directions: [turned] })).toBe('directions[0]');
  const another = { ...reading, model: { ...reading.model, graphHash: 'f'.repeat(64) } };
  expect(clash(recorded, { ...recorded, readings: [another] })).toBe('readings[0]');
  expect(clash(recorded, { ...recorded, readings: [{ ...another, id: 'of its own' }] })).toBeNull();
});
