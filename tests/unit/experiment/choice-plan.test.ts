/** What is asked of items, what is there already, and how what was asked becomes margins. */
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../src/experiment/choice';
import {
  callsOf,
  readingsIn,
  rowsOf,
  spread,
  type AskedItem,
  type ChoicePlan,
  type ChoiceRow,
  type ChoiceWay,
} from '../../../src/experiment/choice-plan';
import { askedIn, waysAlong } from '../../../src/experiment/choices-asked';
import { wayKey } from '../../../src/experiment/ways';
import { readBefore } from '../../../src/experiment/choices-before';
import type { ModelStamp } from '../../../src/experiment/stamp';

const model = { id: 'm', graphHash: 'g', device: 'wasm', layers: 2 } as ModelStamp;
const way: ChoiceWay = { directions: 'd', band: [0, 1], unit: 'separation', edits: [], template: true, model, file: null };
const item = (id: string, scenario = 'maze', over: Partial<AskedItem> = {}): AskedItem => ({
  id,
  scenario,
  prompt: `What do you do, ${id}?`,
  options: [
    { text: 'I help.', side: 'positive' },
    { text: 'I go.', side: 'negative' },
  ],
  ...over,
});
const plan: ChoicePlan = { alphas: [3, 0, -3], random: 0, seed: 1, shuffled: false, other: null, asking: null };
const full: ChoicePlan = { ...plan, random: 3, shuffled: true, other: 'o', asking: { positive: 'Be kind.', negative: 'Win.' } };

/** As the app writes it: `lead` is by how much the first option is likelier. */
const choice = (of: AskedItem, { amount, control }: ChoiceRow, lead = 0, { directions, band, unit, template } = way): Choice => ({
  id: '',
  at: '2026-11-26T00:00:00.000Z',
  model,
  item: of.id,
  options: of.options.map(({ text }) => text),
  edits: [{ op: 'add', directions, band, amount, unit, when: 'all' }],
  logProbs: [lead - 5, -5],
  read: null,
  question: {
    ...{ prompt: of.prompt, scenario: of.scenario, template, tokens: [3, 3], ...(of.order && { order: of.order }) },
    sides: of.options.map(({ side }) => side),
  },
  ...(control && { control }),
});

describe('the rows of an item', () => {
  test('begin without a push, strengths ascending, each once', () =>
    expect(rowsOf({ ...plan, alphas: [3, -3, 3] })).toEqual([{ amount: 0 }, { amount: -3 }, { amount: 3 }]));
  test('a random direction is pushed along once for each size', () => {
    const random = rowsOf({ ...plan, alphas: [-3, 1, 3], random: 2, seed: 5 }).slice(4);
    expect(random.map(({ amount, control }) => [amount, control])).toEqual(
      [5, 6].flatMap((seed) => [1, 3].map((amount) => [amount, { kind: 'random', seed, turned: true }])),
    );
  });
  test('controls are what was wanted', () =>
    expect(rowsOf(full).map(({ control }) => control?.kind ?? '')).toEqual([
      ...['', '', '', 'asked', 'asked', 'shuffled', 'shuffled', 'other', 'other', 'random', 'random', 'random'],
    ]));
});

describe('what is asked', () => {
  const items = [item('one'), item('two')];
  test('is the first rows of every item, then what is asked for in words, then the rest', () => {
    const calls = callsOf(items, full, way, []);
    expect(calls.map(({ items: some, rows }) => [some.map(({ id }) => id), rows.length])).toEqual(
      [8, 1, 1, 2].map((rows) => [['one', 'two'], rows]),
    );
    expect(readingsIn(calls)).toBe(2 * rowsOf(full).length);
  });
  test('is not what is there', () => {
    const there = rowsOf(full).map((row) => choice(items[0]!, row));
    expect(callsOf(items, full, way, there).every(({ items: [one, ...others] }) => one!.id === 'two' && others.length === 0)).toBe(true);
    expect(callsOf([items[0]!], { ...full, random: 5 }, way, there).map(({ rows }) => rows.map(({ control }) => control))).toEqual([
      [4, 5].map((seed) => ({ kind: 'random', seed, turned: true })),
    ]);
  });
  test('is one call for the items that lack the same rows, of some tens at a time', () => {
    const many = Array.from({ length: 70 }, (_, i) => item(`i${i}`));
    const there = [choice(many[0]!, { amount: 0 }), choice(many[2]!, { amount: 0 })];
    const calls = callsOf(many, plan, way, there);
    expect(calls.map(({ items: some, rows }) => [some.length, some[0]!.id, rows.map(({ amount }) => amount)])).toEqual([
      [2, 'i0', [-3, 3]],
      [32, 'i1', [0, -3, 3]],
      [32, 'i34', [0, -3, 3]],
      [4, 'i66', [0, -3, 3]],
    ]);
  });
  test.each([
    ['another band', { ...way, band: [1, 1] as const }, 2],
    ['another unit', { ...way, unit: 'raw' as const }, 2],
    ['other directions', { ...way, directions: 'e' }, 3],
    ['no template', { ...way, template: false }, 3],
    ['another device', { ...way, model: { ...model, device: 'webgpu' as const } }, 3],
    ['another model', { ...way, model: { ...model, graphHash: 'h' } }, 3],
  ])('%s is asked anew; without a push, band and unit do not count', (_, other, readings) => {
    const there = rowsOf(plan).map((row) => choice(items[0]!, row));
    expect(readingsIn(callsOf([items[0]!], plan, other, there))).toBe(readings);
  });
  test('is spread over the situations, those that list their options last', () => {
    const all = [
      item('a1', 'a', { order: 'listed' }),
      ...['a2', 'a3'].map((id) => item(id, 'a')),
      ...['b1', 'b2'].map((id) => item(id, 'b', { order: 'open' })),
    ];
    expect(spread(all, 4).map(({ id }) => id)).toEqual(['a2', 'b1', 'a3', 'b2']);
    expect(spread(all, 99).map(({ id }) => id)).toEqual(['a2', 'b1', 'a3', 'b2', 'a1']);
  });
});

test('what was read before is that of choices without a push, of the model and the way asked last, paraphrases too', () => {
  const [one, two] = [item('one'), item('two')];
  const plainly = (of: AskedItem, lead: number, at = way): Choice => ({ ...choice(of, { amount: 0 }, lead, at), read: [lead, 2] });
  const told = plainly(two, 2);
  const choices = [
    plainly(one, 9, { ...way, template: false }),
    plainly(one, 8, { ...way, directions: 'e' }),
    choice(one, { amount: 3 }),
    choice(two, { amount: 0 }),
    plainly(one, 7),
    plainly(one, 1),
    { ...told, question: { ...told.question!, urgency: 4 as const } },
  ];
  const options = JSON.stringify([
    ['I help.', 'I go.'],
    ['positive', 'negative'],
  ]);
  expect(readBefore(choices, 'd')).toMatchObject({
    template: true,
    asked: [
      { prompt: one.prompt, options, read: [1, 2], margin: 1 },
      { prompt: two.prompt, options, read: [2, 2], margin: 2 },
    ],
  });
  expect(readBefore(choices, 'nobody')).toBeNull();
});

describe('what was asked', () => {
  const [one, two] = [item('one'), item('two', 'duel')];
  const random = (seed: number): ChoiceRow => ({ amount: 3, control: { kind: 'random', seed, turned: true } });
  const asking: ChoiceRow = { amount: 0, control: { kind: 'asked', side: 'positive', instruction: 'Be kind.' } };
  const choices = [
    choice(one, { amount: 0 }, 1),
    choice(one, { amount: 3 }, 4),
    choice(two, { amount: 3 }, 2),
    choice(two, { amount: 0 }, -1),
    choice(one, random(1), 1),
    choice(two, random(2), 7),
    choice(two, asking, 5),
    // Drawn block by block, as earlier versions did: it counts as no control.
    choice(one, { amount: 3, control: { kind: 'random', seed: 1 } }, 9),
  ];
  test('is items by strengths and controls, NaN where an item was not asked', () => {
    const asked = askedIn(choices, way)!;
    expect(asked.items.map(({ id, under }) => [id, under.map(({ alpha }) => alpha)])).toEqual([
      ['one', [0, 3]],
      ['two', [0, 3]],
    ]);
    expect(asked.margins).toEqual({
      situations: ['maze', 'duel'],
      plain: [1, -1],
      pushes: [
        { alpha: 0, margins: [1, -1] },
        { alpha: 3, margins: [4, 2] },
      ],
      random: [
        { alpha: 3, margins: [1, NaN] },
        { alpha: 3, margins: [NaN, 7] },
      ],
      shuffled: [],
      other: [],
      asked: [{ side: 'positive', margins: [NaN, 5] }],
    });
  });
  test('both orders of what a prompt lists are one item: the mean of the two, once both were asked', () => {
    const listed = (id: string, first: string, second: string): AskedItem => ({
      ...item(id),
      prompt: `Which?\n\n(A) ${first}\n(B) ${second}\n\nSay it.`,
      options: [
        { text: ' (A)', side: first === 'Help.' ? 'positive' : 'negative' },
        { text: ' (B)', side: first === 'Help.' ? 'negative' : 'positive' },
      ],
      order: 'listed',
    });
    const [here, turned, alone] = [listed('a', 'Help.', 'Go.'), listed('b', 'Go.', 'Help.'), listed('c', 'Stay.', 'Help.')];
    // The push moves both towards the letter (A), by 6 and by 4: towards helping by 1.
    const both = [
      ...[choice(here, { amount: 0 }, 2), choice(here, { amount: 3 }, 8), choice(alone, { amount: 0 }, 1), choice(alone, { amount: 3 }, 1)],
      ...[choice(turned, { amount: 0 }, 3), choice(turned, { amount: 3 }, 7), choice(turned, { amount: -3 }, 5)],
    ];
    const { items, margins } = askedIn(both, way)!;
    expect(items.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(margins.plain).toEqual([-0.5, -1]);
    expect(margins.pushes).toEqual([
      { alpha: -3, margins: [NaN, NaN] },
      { alpha: 0, margins: [-0.5, -1] },
      { alpha: 3, margins: [0.5, -1] },
    ]);
  });
  test('leaves out paraphrases, other ways, and what has no question', () => {
    const told = choice(item('told'), { amount: 3 });
    const strangers = [
      { ...told, question: { ...told.question!, urgency: 3 as const } },
      { ...told, question: undefined },
      choice(item('told'), { amount: 3 }, 0, { ...way, band: [1, 1] }),
      choice(item('told'), { amount: 0 }),
    ];
    expect(askedIn([...choices, ...strangers], way)!.items.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(askedIn(strangers, way)).toBeNull();
  });
  test('the ways along directions end with the latest', () => {
    const later = { ...way, band: [1, 1] as const };
    const ways = waysAlong([...choices, choice(one, { amount: 1 }, 0, later), choice(one, { amount: 2 })], 'd');
    expect(ways.map((each) => [wayKey(each) === wayKey(way), wayKey(each) === wayKey(later)])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(waysAlong(choices, 'e')).toEqual([]);
  });
});
