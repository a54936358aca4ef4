/** What directions are called beside each other. */
import { expect, test } from 'vitest';
import type { Analysis } from '../../../src/experiment/analysis';
import type { DirectionsRecord } from '../../../src/experiment/directions';
import type { Reading } from '../../../src/experiment/reading';
import { namesOf } from '../../../src/ui/run/direction-names';

const record = (id: string, name: string, origin: DirectionsRecord['origin']): DirectionsRecord => ({
  ...{ id, name, origin, layers: 1, width: 1 },
  data: Float32Array.of(1),
  scale: null,
});
const found = (id: string, name: string): DirectionsRecord => record(id, name, { analysis: `analysis of ${id}`, pooling: 'mean-rest' });
const file = (id: string, name: string): DirectionsRecord => record(id, name, { file: 'v.json', sha256: id });

/** Analyses as far as names go by them. */
const known = (specs: Record<string, Partial<Analysis['spec']> & { template?: boolean }>) => ({
  analyses: Object.entries(specs).map(([id, { template, ...spec }]) => ({
    id: `analysis of ${id}`,
    reading: template ? 'chat' : 'plain',
    spec: { method: 'mean-difference', pooling: 'mean-rest', ...spec },
  })) as Analysis[],
  readings: [
    { id: 'plain', how: { template: false } },
    { id: 'chat', how: { template: true } },
  ] as Reading[],
});
const names = (records: DirectionsRecord[], specs: Parameters<typeof known>[0] = {}) => [...namesOf(records, known(specs)).values()];

test('what nobody mixes up has its name alone', () =>
  expect(names([found('a', 'Honesty'), found('b', 'Fairness')], { a: {}, b: { method: 'lda' } })).toEqual(['Honesty', 'Fairness']));

test('of one name: how they were found, in words, as far as they differ in it', () => {
  const two = [found('a', 'Honesty'), found('b', 'Honesty')];
  expect(names(two, { a: {}, b: { method: 'logistic' } })).toEqual(['Honesty (mean difference)', 'Honesty (logistic regression)']);
  expect(names(two, { a: {}, b: { pooling: 'last' } })).toEqual(['Honesty (pooling “mean, no first”)', 'Honesty (pooling “last token”)']);
  expect(names(two, { a: {}, b: { withoutMean: 'sha' as never } })).toEqual(['Honesty', 'Honesty (mean taken out)']);
  expect(names(two, { a: {}, b: { template: true, method: 'pca' } })).toEqual([
    'Honesty (mean difference)',
    'Honesty (PCA of differences, read as chat messages)',
  ]);
});

test('where that is alike, too, or unknown: the end of the id', () => {
  expect(names([found('a-1', 'Honesty'), found('b-2', 'Honesty')], { 'a-1': {}, 'b-2': {} })).toEqual(['Honesty (a-1)', 'Honesty (b-2)']);
  expect(names([file('123456', 'Honesty'), file('654321', 'Honesty')])).toEqual(['Honesty (123456)', 'Honesty (654321)']);
  expect(names([found('a', 'Honesty'), file('b', 'Honesty')], { a: {} })).toEqual([
    'Honesty (mean difference, pooling “mean, no first”)',
    'Honesty (from a file)',
  ]);
});
