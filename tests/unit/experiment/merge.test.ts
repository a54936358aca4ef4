/** Two experiments in one: what both have is taken once, what only shares a name is noticed, and items of a set are not lost. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Answer } from '../../../src/experiment/answer';
import type { Choice } from '../../../src/experiment/choice';
import { emptyExperiment, type Experiment, type KnownSet } from '../../../src/experiment/experiment';
import { clash, merged } from '../../../src/experiment/merge';
import { decodeExperiment, encodeExperiment } from '../../../src/experiment/run-file';
import { isSameRecord } from '../../../src/experiment/same-record';
import { parseScenarioSet, type ScenarioSet } from '../../../src/formats/scenario-set';
import { RECORDING } from '../../recording';

const recorded = decodeExperiment(RECORDING, 'run.json') as unknown as Experiment;
const [reading, directions] = [recorded.readings[0]!, recorded.directions[0]!];

test('an experiment beside itself is itself', () => {
  expect(merged(recorded, recorded)).toEqual(recorded);
  expect(clash(recorded, recorded)).toBeNull();
});

test('choices come along under numbers of their own, equal ones once', () => {
  const choice = (item: string, id: string): Choice => ({
    id,
    at: '2026-11-26T00:00:00.000Z',
    model: reading.model,
    item,
    options: ['I stay.', 'I go.'],
    edits: [{ op: 'add', directions: directions.id, band: [0, 1], amount: 0, unit: 'raw', when: 'all' }],
    logProbs: [-1, -2],
    read: null,
  });
  const own = { ...recorded, choices: [choice('a', 'choice-1')] };
  const other = { ...recorded, choices: [choice('b', 'choice-1'), choice('a', 'choice-2'), choice('c', 'choice-3')] };
  expect(merged(own, other).choices).toEqual([choice('a', 'choice-1'), choice('b', 'choice-2'), choice('c', 'choice-3')]);
  expect(merged(own, own).choices).toBe(own.choices);
  // Of one moment there may be many: each has its partner, equal ones by their order.
  const many = Array.from({ length: 40 }, (_, n) => choice(`item ${n >> 1}`, `choice-${n + 1}`));
  const turned = many.toReversed().map((one, n) => ({ ...one, id: `choice-${n + 1}` }));
  expect(merged({ ...recorded, choices: many }, { ...recorded, choices: turned }).choices).toBe(many);
  expect(merged({ ...recorded, choices: many.slice(0, 39) }, { ...recorded, choices: turned }).choices).toEqual(many);
  // Another version wrote the fields in another order.
  const { logProbs, ...rest } = choice('a', 'choice-2');
  expect(merged(own, { ...recorded, choices: [{ logProbs, ...rest }] }).choices).toBe(own.choices);
});

test('an answer that a monitor read along another direction, or not at all, is one answer', () => {
  const [first, ...rest] = recorded.answers as [Answer, ...Answer[]];
  const read = (by: string): Answer => ({
    ...first,
    monitor: {
      ...{ directions: by, pooling: 'mean', how: { template: false, maxTokens: 512 }, on: { device: 'wasm', deviceName: 'a machine' } },
      ...{ user: null, assistant: { scores: [1], tokens: 1, truncated: false } },
    } as never,
  });
  const having = (answer: Answer): Experiment => ({ ...recorded, answers: [answer, ...rest] });
  const rated = {
    ...having({ ...read('b'), id: first.id }),
    ratings: [{ ...{ of: first.id, by: 'Bo', source: 'person', rating: 2 }, at: first.at } as never],
  };
  // Each keeps its own reading; one without any takes the other's.
  expect(merged(having(read('a')), rated).answers).toEqual([read('a'), ...rest]);
  expect(merged(having(first), rated).answers).toEqual([read('b'), ...rest]);
  expect(merged(having(read('a')), having(first)).answers).toEqual([read('a'), ...rest]);
  expect(merged(having(read('a')), rated).ratings.map(({ of }) => of)).toContain(first.id);
});

test('a record of the same name and another content is named', () => {
  const turned = { ...directions, data: directions.data.map((value) => -value) };
  expect(clash(recorded, { ...recorded, directions: [turned] })).toBe('directions[0]');
  const another = { ...reading, model: { ...reading.model, graphHash: 'f'.repeat(64) } };
  expect(clash(recorded, { ...recorded, readings: [another] })).toBe('readings[0]');
  expect(clash(recorded, { ...recorded, readings: [{ ...another, id: 'of its own' }] })).toBeNull();
});

const set = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
const itemsWith = (prompt: string): NonNullable<ScenarioSet['items']> => [
  {
    id: 'a',
    scenario: set.scenarios[0]!.id,
    prompt,
    options: [
      { text: 'I stay.', side: 'positive' },
      { text: 'I go.', side: 'negative' },
    ],
  },
];
const experimentOf = (...sets: KnownSet[]): Experiment => ({ ...emptyExperiment(), sets });
const known = (hash: string, items?: ScenarioSet['items']): KnownSet => ({ hash, set: { ...set, ...(items && { items }) } });

test('a run file carries the items of its sets', () => {
  const experiment = experimentOf(known('h', itemsWith('Do you stay?')));
  expect(decodeExperiment(encodeExperiment(experiment), 'run.json').sets).toEqual(experiment.sets);
  const broken = encodeExperiment(experimentOf(known('h', itemsWith(' '))));
  expect(() => decodeExperiment(broken, 'run.json')).toThrow('run.json: sets[0].set: items[0].prompt: expected a non-empty text, got " "');
});

test('a set without items takes those of the other experiment, one with items keeps its own', () => {
  const [own, others] = [itemsWith('Do you stay?'), itemsWith('Do you wait?')];
  const itemsOf = (one: Experiment) => one.sets.map(({ hash, set: { items } }) => [hash, items]);
  expect(itemsOf(merged(experimentOf(known('h')), experimentOf(known('h', others), known('i'))))).toEqual([
    ['h', others],
    ['i', undefined],
  ]);
  expect(itemsOf(merged(experimentOf(known('h', own)), experimentOf(known('h', others))))).toEqual([['h', own]]);
  const same = known('h', own);
  expect(merged(experimentOf(same), experimentOf(known('h'))).sets[0]).toBe(same);
});

test('records are the same whatever the order of their fields; what differs anywhere is another', () => {
  const record = { id: 'a', list: [1, { deep: [NaN, 2] }], none: undefined, bytes: Float32Array.of(1, 2) };
  expect(isSameRecord(record, { bytes: Float32Array.of(1, 2), none: undefined, list: [1, { deep: [NaN, 2] }], id: 'a' })).toBe(true);
  expect(isSameRecord({ id: 'a' }, { id: 'a', none: undefined })).toBe(true);
  for (const other of [
    { ...record, list: [1, { deep: [NaN, 3] }] },
    { ...record, list: [1] },
    { ...record, list: { 0: 1, 1: { deep: [NaN, 2] } } },
    { ...record, none: null },
    { ...record, more: 0 },
    { ...record, bytes: Float32Array.of(1, 3) },
    null,
    'a',
  ])
    expect([isSameRecord(record, other), isSameRecord(other, record)]).toEqual([false, false]);
  expect([isSameRecord(record, { ...record, id: 'b' }, 'id'), isSameRecord({ a: record }, { a: { ...record, id: 'b' } }, 'id')]).toEqual([
    true,
    false,
  ]);
});
