/** Edits in words, and what is known of their directions. */
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../../src/experiment/answer';
import type { DirectionsRecord } from '../../../src/experiment/directions';
import { streamEdits } from '../../../src/experiment/edits';
import { editText } from '../../../src/ui/edits/edit-text';
import { parseProfile, profileOf, profileText, SHAPES, shapeOf } from '../../../src/ui/edits/profile';
import { angleText, idleText, meetings, orderText, pushedBeside, rangeText } from '../../../src/ui/edits/EditCosines';

const record = (id: string, name: string): DirectionsRecord => ({
  id,
  name,
  origin: { file: 'v.json', sha256: 'x' },
  layers: 2,
  width: 1,
  data: Float32Array.of(1, 1),
  scale: null,
});
const records = [record('a', 'Honesty'), record('b', 'Fairness')];
const edit = (over: Partial<Edit> = {}): Edit => ({
  op: 'ablate',
  directions: 'a',
  band: [0, 1],
  amount: -1.5,
  unit: 'separation',
  when: 'all',
  ...over,
});

describe('in words', () => {
  test.each<[Partial<Edit>, string]>([
    [{}, '“Honesty” taken out over blocks 0–1'],
    [{ op: 'add', band: [1, 1], when: 'prompt' }, '“Honesty” −1.5 separations added over block 1, prompt only'],
    [{ op: 'add', profile: [1, 2] }, '“Honesty” −1.5 separations added over blocks 0–1, shared more with each block'],
    [{ op: 'add', profile: [1, 5] }, '“Honesty” −1.5 separations added over blocks 0–1, shared 1 : 5'],
    [{ op: 'set' }, '“Honesty” set to −1.50 separations from the midpoint over blocks 0–1'],
    [{ op: 'cap', unit: 'raw', directions: 'b' }, '“Fairness” kept at or below −1.50 raw over blocks 0–1'],
    [
      { op: 'floor', unit: 'norm', amount: 2, when: 'answer' },
      '“Honesty” kept at or above 2.00 of the residual norm over blocks 0–1, answer only',
    ],
  ])('%o', (over, text) => expect(editText(0, [edit(over)], records)).toBe(text));

  const b = edit({ op: 'cap', directions: 'b', amount: 1, unit: 'raw' });
  test.each<[string, Partial<Edit>[], string]>([
    ['set', [{ op: 'set' }], '“Fairness” kept at or below 1.00 raw over blocks 0–1'],
    ['taken out', [{}], '“Fairness” kept at or below 1.00 raw over blocks 0–1'],
    ['added', [{ op: 'add' }], '“Fairness” kept at or below 1.00 raw over blocks 0–1'],
    ['capped', [{ op: 'cap' }], 'what of “Fairness” is not in “Honesty” kept at or below 1.00 raw over blocks 0–1'],
    ['capped elsewhere', [{ op: 'cap', band: [2, 3] }], '“Fairness” kept at or below 1.00 raw over blocks 0–1'],
    ['set at one block of two', [{ op: 'set', band: [0, 0] }, { op: 'cap' }], 'what of “Fairness” is not in “Honesty” kept at'],
  ])('after another direction that is %s', (_, first, text) =>
    expect(editText(first.length, [...first.map(edit), b], records)).toContain(text),
  );
});

test('edits meet where different directions act on one block', () => {
  const all = [edit({ band: [0, 0] }), edit({ directions: 'b' }), edit({ directions: 'b', band: [1, 1] }), edit({ directions: 'gone' })];
  const met = (push: Parameters<typeof meetings>[2]) => meetings(all, records, push).map(({ names, band }) => [...names, ...band]);
  expect(met(null)).toEqual([['Edit 1', 'edit 2', 0, 0]]);
  // The push is one of them, along the direction of an edit, too.
  expect(met({ directions: 'a', band: [0, 0], idle: false })).toEqual([
    ['The push of α', 'edit 1', 0, 0],
    ['The push of α', 'edit 2', 0, 0],
    ['Edit 1', 'edit 2', 0, 0],
  ]);
});

test('an edit while the prompt is read and one while the answer is written meet nowhere', () => {
  const [early, late] = [edit({ op: 'add', when: 'prompt' }), edit({ op: 'cap', directions: 'b', when: 'answer' })];
  expect(meetings([early, late], records, null)).toEqual([]);
  expect(meetings([early, { ...late, when: 'all' }], records, null)).toHaveLength(1);
  // The push acts on both.
  expect(meetings([early, late], records, { directions: 'a', band: [0, 0], idle: false }).map(({ names }) => names[0])).toEqual(['The push of α', 'The push of α']); // prettier-ignore
});

test('what is added acts after a score is set or bounded in the same block; at right angles there is nothing to say', () => {
  const cap = edit({ op: 'cap' });
  const add = edit({ op: 'add' });
  const orders = meetings([cap, add], records, { directions: 'a', band: [0, 1], idle: false }).map(({ order }) => order);
  expect(orders).toEqual([{ adds: 'The push of α', before: 'edit 1' }, null, { adds: 'Edit 2', before: 'edit 1' }]);
  expect(orderText(orders[0]!, [0, 1], [0.2, 0])).toContain('The push of α in blocks 0–1 acts after edit 1:');
  expect(orderText(orders[0]!, [0, 1], [0.001, -0.001])).toBe('');
  expect(orderText(null, [0, 1], [1])).toBe('');
});

test('the order of push and edits is told at α = 0, too, where choices and sweeps push', () => {
  const push = pushedBeside(records[0], [0, 1], 0);
  expect(meetings([edit({ op: 'cap' })], records, push).map(({ order }) => order)).toEqual([{ adds: 'The push of α', before: 'edit 1' }]);
  expect(idleText(push!)).toContain('At α = 0 there is no push yet; other strengths, choices and sweeps have one.');
  expect([idleText(pushedBeside(records[0], [0, 1], 3)!), pushedBeside(undefined, [0, 1], 0)]).toEqual(['', null]);
});

test('a range of cosines', () =>
  expect([rangeText([0.123, -0.4, NaN]), rangeText([0.5]), rangeText([NaN])]).toEqual([
    '−0.40 to 0.12',
    '0.50',
    'unknown (no direction there)',
  ]));

test('the angle beside a cosine', () =>
  expect([angleText([0.5]), angleText([-0.5, 1.0000001, NaN]), angleText([NaN])]).toEqual([' (60°)', ' (0° to 120°)', '']));

describe('directions of an edit', () => {
  test('without a scale are taken as they are', () =>
    expect(streamEdits([edit()], records)[0]!.directions).toMatchObject({ layers: 2, width: 1 }));
  test('that are gone are missed by the edit’s number', () =>
    expect(() => streamEdits([edit(), edit({ directions: 'c' })], records)).toThrow('edits[1].directions: they are not here any more'));
  test('that version 1 lost are named', () =>
    expect(() => streamEdits([edit()], [{ ...records[0]!, layers: 0 }])).toThrow('the numbers of “Honesty” were not kept'));
});

describe('a profile', () => {
  test('of each name is told by its numbers', () => {
    for (const shape of SHAPES.filter((one) => one !== 'own')) expect(shapeOf(profileOf(shape, 5))).toBe(shape);
    expect([profileOf('peak', 5), profileOf('peak', 4), profileOf('falling', 3)]).toEqual([
      [1, 2, 3, 2, 1],
      [1, 2, 2, 1],
      [3, 2, 1],
    ]);
    expect(shapeOf([1, 0.25, 7])).toBe('own');
  });
  test('is read as it is written, and what is wrong is said', () => {
    expect(parseProfile(profileText([1, 0.25, 7]), 3)).toEqual({ profile: [1, 0.25, 7], problem: null });
    expect(['1, x, 2', '1 2', '1 -2 3', '0 0 0', ''].map((text) => parseProfile(text, 3).problem)).toEqual([
      '“x” is no share. Write numbers of at least 0, like 1, 2, 1.',
      'The band has 3 blocks, and these are 2 numbers: write one for each.',
      '“-2” is no share. Write numbers of at least 0, like 1, 2, 1.',
      'One of them has to be above 0.',
      'The band has 3 blocks, and these are 0 numbers: write one for each.',
    ]);
  });
});
