/** What stands below the curve while nothing is gathered says why, by what is loaded and what was stopped, and offers to go on. */
import { expect, test } from 'vitest';
import { evidenceLines, type Around } from '../../../src/ui/layers/evidence-lines';

type Run = Parameters<typeof evidenceLines>[0];
const run = {
  set: { set: { name: 'A set', pairs: [{ split: 'train' }, { split: 'test' }] }, hash: 'f' },
  model: { id: 'tiny', dtype: 'q4', graphHash: 'g' },
  capture: { template: false },
  complete: true,
  evidence: { missing: [] },
  table: {},
} as unknown as Run;
const around = {
  setHash: 'f',
  model: { graphHash: 'g', chatTemplate: true },
  template: false,
  stopped: false,
  opened: false,
  note: null,
  passed: true,
} as Around;
const says = (more: Partial<Run>, o: Partial<Around> = {}) => evidenceLines({ ...run, ...more }, { ...around, ...o });

test('after a stop it says that it was stopped, and nothing of a model that is loaded; “Go on” is there, for controls, too', () => {
  expect(says({}, { stopped: true })).toEqual({
    lines: ['Reading texts for the controls was stopped; what was read is kept.'],
    go: 'Go on',
  });
  expect(says({ evidence: null }, { stopped: true })).toEqual({ lines: ['The controls were stopped.'], go: 'Go on' });
});

test('what failed says why, and can be tried again', () =>
  expect(says({}, { note: 'It failed.' })).toEqual({ lines: ['It failed.'], go: 'Try again' }));

test('a model is asked for only where it is not loaded', () => {
  const once = { lines: ['Shuffled texts are read once tiny (q4) is loaded.'], go: null };
  expect([says({}, { model: null }), says({}, { model: { graphHash: 'other', chatTemplate: true } })]).toEqual([once, once]);
  expect(says({}).lines.join()).toMatch(/^The controls need the texts .*: press Run to have them here\.$/);
  expect(says({}, { passed: false }).lines).toEqual(['Shuffled texts are not read: this device failed its self-test.']);
});

test('of a file that was opened it says which controls are as the file states them', () => {
  const table = { tokenShuffled: Float64Array.of(0.5) } as unknown as Run['table'];
  expect(says({ table }, { opened: true }).lines).toEqual([expect.stringMatching(/^Opened from a file: .* as the file states them/)]);
  expect([says({ table }, { opened: false }).lines, says({ table, evidence: null, complete: false }, { opened: true }).lines]).toEqual([
    [],
    [],
  ]);
});

test('nothing is said where nothing is missing, or there is nothing to shuffle', () => {
  const none = { lines: [], go: null };
  expect(says({ table: { tokenShuffled: Float64Array.of(0.5) } as unknown as Run['table'] })).toEqual(none);
  expect(says({ set: { set: { pairs: [{ split: 'train' }] } } as unknown as Run['set'] })).toEqual(none);
  expect(says({ complete: false, evidence: null })).toEqual(none);
});

test('where all but shuffled texts were read, it says why they are missing', () => {
  const { lines, go } = says({ table: { carrier: Float64Array.of(0.5) } as unknown as Run['table'] });
  expect([lines, go]).toEqual([[expect.stringContaining('its own tokens could be told from those of the chat template')], null]);
});
