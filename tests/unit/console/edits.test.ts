/** Edits that scripts hand to lab.generate. */
import { describe, expect, test } from 'vitest';
import { sizeOf, streamEdits } from '../../../src/console/edits';
import type { LabState } from '../../../src/app/state';
import type { GenerateEdit } from '../../../src/console/types';

const size = { layers: 3, width: 2 };
const NONE: Pick<LabState, 'model'> = { model: { status: 'none' } };
const directions = { ...size, data: Float32Array.of(1, 0, 1, 0, 1, 0) };

test('what is left out is the middle third, raw, everywhere', () =>
  expect(
    streamEdits(
      [
        { op: 'cap', directions, amount: 1 },
        { op: 'ablate', directions, band: 2 },
      ],
      size,
      NONE,
    ),
  ).toEqual([
    { op: 'cap', directions, amount: 1, band: [1, 1], unit: 'raw', when: 'all' },
    { op: 'ablate', directions, amount: 0, band: [2, 2], unit: 'raw', when: 'all' },
  ]));

test('a profile is handed on', () =>
  expect(streamEdits([{ op: 'add', directions, amount: 1, band: [0, 2], profile: [1, 2, 1] }], size, NONE)[0]!.profile).toEqual([1, 2, 1]));

describe('refused', () => {
  test.each<[string, object, string]>([
    ['no list', { op: 'add' }, 'edits: expected a list'],
    ['no operator', [{ op: 'zap', directions }], 'edits[0].op: expected "add" or "ablate" or'],
    ['no amount', [{ op: 'set', directions }], 'edits[0].amount: expected a number, got undefined'],
    ['a band outside', [{ op: 'ablate', directions, band: [0, 3] }], 'expected blocks [first, last] within 0..2'],
    ['no directions', [{ op: 'ablate' }], 'edits[0].directions: expected a value'],
    ['no directions but a name', [{ op: 'ablate', directions: 'x' }], 'directions: expected { layers, width, data'],
  ])('%s', (_, value, said) => expect(() => streamEdits(value as GenerateEdit[], size, NONE)).toThrow(said));

  test('directions of another model, by shape and by name', () => {
    const loaded = { status: 'ready', info: { id: 'mine', repo: 'us/mine', layers: 4, width: 2 } } as LabState['model'];
    expect(() => streamEdits([{ op: 'ablate', directions }], size, { model: loaded })).toThrow(
      'edits[0].directions have 3 layers × 2, the loaded model mine has 4 × 2.',
    );
    const theirs = { ...directions, model: 'them/theirs' };
    expect(() => streamEdits([{ op: 'ablate', directions: theirs }], size, { model: loaded })).toThrow(
      'edits[0].directions were found in them/theirs, and us/mine is loaded.',
    );
  });
});

test('they act on the stream of the loaded model; where none is loaded, on the widest', () => {
  const ready = { status: 'ready', info: { stream: 'float16' } } as LabState['model'];
  expect(sizeOf(size, { model: ready })).toEqual({ ...size, stream: 'float16' });
  expect(sizeOf(size, { model: { status: 'none' } as LabState['model'] })).toEqual(size);
});
