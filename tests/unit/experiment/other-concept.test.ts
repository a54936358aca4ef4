/** Which directions stand in for those that are shown: of another concept's analysis, of a file, or the ones that a person chose. */
import { expect, test } from 'vitest';
import type { DirectionsRecord } from '../../../src/experiment/directions';
import { emptyExperiment, type Experiment } from '../../../src/experiment/experiment';
import { otherConcept, otherConcepts } from '../../../src/experiment/other-concept';
import { shownRun } from '../../../src/experiment/shown';

const record = (id: string, data: number[], over: Partial<DirectionsRecord> = {}): DirectionsRecord => ({
  ...{ id, name: id, layers: 2, width: 1, data: Float32Array.from(data) },
  ...{ origin: { analysis: `analysis-${id}` }, scale: { separation: [1, 1], midpoint: [0, 0], norm: [1, 1] } },
  ...over,
});
const file = (id: string, data: number[]): DirectionsRecord => record(id, data, { origin: { file: `${id}.npy`, sha256: '' }, scale: null });
const analysis = (id: string, set: string) => ({
  ...{ id: `analysis-${id}`, reading: `reading-${set}`, directions: id, made: { complete: true } },
  ...{ spec: { method: 'pca', pooling: 'mean' }, report: { table: {} }, evidence: null },
});

/** Runs of two sets, and these files; the first run is shown. */
const experiment = (files: DirectionsRecord[], chosen?: string): Experiment => {
  const empty = emptyExperiment();
  return {
    ...empty,
    sets: ['a', 'b'].map((hash) => ({ hash, set: { concept: { name: hash } } })),
    readings: ['a', 'b'].map((set) => ({ id: `reading-${set}`, set, model: { graphHash: 'g' }, how: {}, texts: [] })),
    analyses: [analysis('one', 'a'), analysis('two', 'b')],
    directions: [record('one', [1, 1]), record('two', [1, 1]), ...files],
    view: { ...empty.view, analysis: 'analysis-one', choosing: { ...empty.view.choosing, ...(chosen !== undefined && { other: chosen }) } },
  } as unknown as Experiment;
};
const ids = (files: DirectionsRecord[], band: [number, number]) => {
  const given = experiment(files);
  return otherConcepts(given, shownRun(given)!, band).map(({ id }) => id);
};

test('an analysis of another concept comes first, then files that have all blocks of the band', () => {
  expect(ids([file('whole', [1, 1]), file('half', [0, 1])], [0, 1])).toEqual(['two', 'whole']);
  expect(ids([file('whole', [1, 1]), file('half', [0, 1])], [1, 1])).toEqual(['two', 'whole', 'half']);
});

test('the one that a person chose, for as long as it can be it', () => {
  const chosen = (id: string, band: [number, number]) => {
    const given = experiment([file('whole', [1, 1]), file('half', [0, 1])], id);
    return otherConcept(given, shownRun(given)!, band)?.id;
  };
  expect(chosen('half', [1, 1])).toBe('half');
  expect(chosen('half', [0, 1])).toBe('two');
  expect(chosen('gone', [0, 1])).toBe('two');
});
