/** The section of choices: strengths as they are written, lines, tables, and one figure with what is known in it. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test, vi } from 'vitest';
import type { AskedItem } from '../../../src/experiment/choice-plan';
import { askedIn, waysAlong, type ChoicesAsked, type ItemAsked } from '../../../src/experiment/choices-asked';
import type { Experiment } from '../../../src/experiment/experiment';
import type { ShownRun } from '../../../src/experiment/shown';
import { choicesReport, type ChoiceMargins } from '../../../src/lab/report/choices';
import { ChoicesFigure } from '../../../src/ui/choices/ChoicesFigure';
import { linesOf, plotOf } from '../../../src/ui/choices/plot';
import { commaHint } from '../../../src/ui/parts/decimal-comma';
import { areaOf, pathOf } from '../../../src/ui/parts/line';
import { fileLine } from '../../../src/ui/choices/ItemsFile';
import { itemNotes, itemTable, otherNames, situationRows, strengthColumns, strengthRows } from '../../../src/ui/choices/rows';
import { blockOf, pushedNames, pushedRows } from '../../../src/ui/choices/pushed-rows';
import { parseStrengths, strengthsText } from '../../../src/ui/choices/strengths';
import { StrengthsField } from '../../../src/ui/choices/StrengthsField';
import { fieldText } from '../../../src/ui/choices/useStrengths';
import { MORE } from '../../recording';

vi.mock('../../../src/ui/parts/useWidth', () => ({ useWidth: () => [{ current: null }, 640] }));

describe('strengths as they are written', () => {
  test.each([
    ['−3, 0, 3', [-3, 0, 3]],
    ['3;-1.5 3', [-1.5, 3]],
  ])('%s', (text, alphas) => expect(parseStrengths(text, 10)).toEqual({ alphas, problem: null }));
  test.each([
    ['3, x', '“x” is no number'],
    ['', 'other than 0'],
    ['0', 'other than 0'],
    ['1 2 3 4 5 6 7 8 9 10', '10 strengths are too many: at most 9'],
    ['3, -11', '−11 is too far: strengths lie between −10 and 10'],
    ['1e999', '“1e999” is no number'],
  ])('%s is refused', (text, says) => expect(parseStrengths(text, 10).problem).toContain(says));
  test('come back as they were', () => expect(strengthsText(parseStrengths('3 −3 0', 9).alphas!)).toBe('−3, 0, 3'));
});

describe('a comma that may be a decimal one', () => {
  test.each([
    ['1,5', '“1,5” was read as two numbers, 1 and 5; for one number write 1.5 with a point.'],
    ['−1,5; 0; 2,25', '“−1,5” was read as two numbers, −1 and 5; for one number write −1.5 with a point.'],
    ['-3, 0, 3', null],
    ['-3,0,3', null],
    ['1.5 3', null],
  ])('%s', (text, said) => {
    expect(commaHint(text)).toBe(said);
    const html = renderToStaticMarkup(<StrengthsField id="some" value={text} problem={null} disabled={false} onChange={() => undefined} />);
    expect(html.includes('with a point')).toBe(said !== null);
  });
});

describe('the field of strengths', () => {
  const usual = [-3, 0, 3];
  test('has what is chosen, else what is usual', () => {
    expect(fieldText(null, null, usual)).toBe('−3, 0, 3');
    expect(fieldText(null, [1, 2], usual)).toBe('1, 2');
  });
  test('keeps what is written as long as it says what is chosen, or nothing that can be taken', () => {
    expect(fieldText({ text: '2 1.0', beside: null }, [1, 2], usual)).toBe('2 1.0');
    expect(fieldText({ text: '2, x', beside: [1, 2] }, [1, 2], usual)).toBe('2, x');
  });
  test('gives way to what was chosen after it: a link, another run', () => {
    expect(fieldText({ text: '2 1', beside: null }, [5], usual)).toBe('5');
    expect(fieldText({ text: '2, x', beside: [1, 2] }, null, usual)).toBe('−3, 0, 3');
  });
});

describe('the line of a file of A/B items', () => {
  const line = (items: number, over = {}): string =>
    fileLine({ name: 'evals.jsonl', rows: 2, items: Array<AskedItem>(items), licences: [], sources: [], ...over });
  test('says what it holds, and which options are asked in both orders', () => {
    expect(line(2)).toMatch(/^“evals.jsonl” has 2 rows: 2 items to ask. An item moves up/);
    expect(line(3)).toContain('What 1 row lists as (A) and (B) is asked in the opposite order, too');
    expect(line(4)).toContain('What 2 rows list as (A) and (B)');
  });
  test('and where it comes from', () =>
    expect(line(2, { licences: ['CC0'], sources: ['a', 'b', 'c', 'd', 'e'] })).toMatch(
      /Source: “a”, “b”, “c”, and 2 more. Licence: “CC0”.$/,
    ));
});

const margins: ChoiceMargins = {
  situations: ['maze', 'duel'],
  plain: [1, -1],
  pushes: [-3, 0, 3].map((alpha) => ({ alpha, margins: [1 + alpha / 3, alpha === -3 ? NaN : -1 + alpha] })),
  random: [0.5, -0.5, 0.25].map((shift) => ({ alpha: 3, margins: [1 + shift, -1 + shift] })),
  shuffled: [{ alpha: 3, margins: [1.5, -0.5] }],
  other: [],
  asked: [{ side: 'positive', margins: [2, 0] }],
};
const report = choicesReport(margins);
const sides = { positive: 'helping', negative: 'the task' };
const item: ItemAsked = {
  id: 'maze-1',
  scenario: 'maze',
  prompt: 'What now?',
  options: [
    { text: 'I stay with them for a while. ', side: 'positive' },
    { text: 'I go.', side: 'negative' },
  ],
  order: 'open',
  tokens: [9, 3],
  under: [
    { alpha: 0, logProbs: [-10, -4] },
    { alpha: 3, logProbs: [-8, -5] },
  ],
};

describe('lines', () => {
  const lines = linesOf(report, margins);
  test('begin at no push, where nothing has moved; what is not known is not drawn', () => {
    expect(lines.mean).toEqual([
      [-3, -1],
      [0, 0],
      [3, 2],
    ]);
    expect(lines.items).toEqual([
      [
        [-3, -1],
        [0, 0],
        [3, 1],
      ],
      [
        [0, 0],
        [3, 3],
      ],
    ]);
    expect([lines.low, lines.high, lines.other]).toEqual([[], [], []]);
  });
  test('random directions of a size bound both sides', () => {
    expect([lines.randomLow, lines.randomHigh]).toEqual([
      [
        [-3, -0.5],
        [0, 0],
        [3, -0.5],
      ],
      [
        [-3, 0.5],
        [0, 0],
        [3, 0.5],
      ],
    ]);
  });
  test('lie inside the plot, higher shifts higher up', () => {
    const plot = plotOf(lines, [4], 640);
    for (const [alpha, shift] of [...lines.mean, ...lines.items.flat()]) {
      expect(plot.x(alpha)).toBeGreaterThan(plot.left);
      expect(plot.x(alpha)).toBeLessThan(plot.right);
      expect(plot.y(shift)).toBeGreaterThanOrEqual(plot.top);
      expect(plot.y(shift)).toBeLessThanOrEqual(plot.foot);
    }
    expect(plot.y(4)).toBeLessThan(plot.y(3));
    expect(plot.xTicks).toEqual([-3, 0, 3]);
    expect(pathOf(lines.mean, plot)).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
    expect([areaOf([], [], plot), areaOf(lines.randomLow, lines.randomHigh, plot).endsWith('Z')]).toEqual(['', true]);
  });
});

describe('tables', () => {
  test('a row a strength, then what was asked for in words, each with every column', () => {
    const rows = strengthRows(report, sides, ['“Fairness”']);
    expect(rows.map(([head]) => head)).toEqual([-3, 3, { text: 'asked for “helping”' }]);
    const columns = strengthColumns(['“Fairness”']);
    expect(columns[0]!.print!(-3)).toBe('α = −3');
    expect(columns.at(-1)!.name).toBe('another concept: “Fairness”');
    for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(rows[1]!.slice(1, 7)).toEqual([2, NaN, NaN, 2, 0, 3]);
  });
  test('situations by their titles', () =>
    expect(situationRows(report, (id) => id.toUpperCase())).toEqual([
      [{ text: 'MAZE' }, -3, 1, -1, 0],
      [{ text: 'MAZE' }, 3, 1, 1, 0],
      [{ text: 'DUEL' }, 3, 1, 3, 0],
    ]));
  test('items with an option a row, NaN where it was not asked', () => {
    const other = { ...item, id: 'duel-1', under: [{ alpha: -3, logProbs: [-1, -2] }] };
    const { columns, rows } = itemTable([item, other], sides);
    expect(columns.slice(4).map(({ name }) => name)).toEqual(['log p at α = −3', 'log p at α = 0', 'log p at α = 3']);
    expect(rows()[0]).toEqual([{ text: 'maze-1' }, { text: 'I stay with them for a while.' }, { text: 'helping' }, 9, NaN, -10, -8]);
    expect(rows()[3]!.slice(4)).toEqual([-2, NaN, NaN]);
  });
  test('notes: sides of unequal length, in characters and in tokens, and listed letters', () => {
    const notes = itemNotes([item, { ...item, id: 'two', prompt: 'I stay with them for a while. I go.', order: 'listed' }]).join('\n');
    expect(notes).toContain('more than 1.5 times as long as those of the other, in characters');
    expect(notes).toContain('2 of 2 items have options of one side with more than 1.5 times the tokens');
    expect(notes).toContain('1 of 2 items list their options as letters');
    expect(notes).not.toContain('learnt from');
    expect(itemNotes([item], new Set([item.scenario])).join()).toContain(
      '1 of 1 items are in situations that the directions were learnt from',
    );
  });
});

describe('several directions of other concepts', () => {
  const two = {
    ...margins,
    other: [
      [
        { alpha: -3, margins: [0.5, NaN] },
        { alpha: 3, margins: [1.5, -0.5] },
      ],
      [{ alpha: 3, margins: [2, 0] }],
    ],
  };
  const found = choicesReport(two);
  const names = otherNames([
    { name: 'Fairness', foundBy: 'LDA' },
    { name: 'Honesty', foundBy: 'LDA' },
  ]);
  test('are a line each, which never goes over to the other', () =>
    expect(linesOf(found, two).other).toEqual([
      [
        [-3, -0.5],
        [0, 0],
        [3, 0.5],
      ],
      [
        [0, 0],
        [3, 1],
      ],
    ]));
  test('are a column each, and each a key', () => {
    expect(
      strengthColumns(names)
        .slice(-2)
        .map(({ name }) => name),
    ).toEqual(['another concept: “Fairness”', 'another concept: “Honesty”']);
    expect(strengthRows(found, sides, names).map((row) => row.slice(-2))).toEqual([
      [-0.5, NaN],
      [0.5, 1],
      [NaN, NaN],
    ]);
    for (const row of [...strengthRows(found, sides, names)]) expect(row).toHaveLength(strengthColumns(names).length);
    for (const row of [...strengthRows(report, sides, [])]) expect(row).toHaveLength(strengthColumns([]).length);
  });
  test('of one set are told apart by how they were found, else by number', () =>
    expect(
      otherNames([
        ...['LDA', 'mean difference', 'LDA'].map((foundBy) => ({ name: 'Fairness', foundBy })),
        { name: 'Honesty', foundBy: 'LDA' },
      ]),
    ).toEqual(['“Fairness” (LDA)', '“Fairness” (mean difference)', '“Fairness” (LDA), 2', '“Honesty”']));
  test('that choices were asked beside are each named', () => {
    const recorded = JSON.parse(MORE) as Pick<Experiment, 'choices' | 'directions'>;
    const along = recorded.choices[0]!.edits[0]!.directions;
    const { directions } = recorded;
    const [, another] = directions.filter(({ id }) => id !== along);
    const choices = recorded.choices.flatMap((one) =>
      one.control?.kind === 'other' && one.edits[0]!.directions === along
        ? [one, { ...one, id: `${one.id}-again`, control: { ...one.control, directions: another!.id } }]
        : [one],
    );
    const own = askedIn(choices, waysAlong(choices, along).at(-1)!)!;
    expect(own.others.map((id) => directions.find((one) => one.id === id)!.name)).toHaveLength(2);
    expect(new Set(own.others).size).toBe(2);
    expect(own.margins.other.map((one) => one.map(({ alpha }) => alpha))).toEqual([
      [-3, 3],
      [-3, 3],
    ]);
  });
});

test('the figure has a key for what is in it, and none for what is not', () => {
  const drawn = (of: ChoiceMargins, others: readonly string[]): string =>
    renderToStaticMarkup(
      <ChoicesFigure
        {...{
          asked: { items: [item, item], margins: of } as unknown as ChoicesAsked,
          report: choicesReport(of),
          sides,
          asking: sides,
          others,
          over: 'block 1',
          origin: 'made up',
          pooling: 'mean-rest' as const,
        }}
        dosed={{ directions: null, band: [1, 1], unit: 'separation' }}
        damage={() => NaN}
      />,
    );
  const html = drawn(margins, []);
  const both = drawn({ ...margins, other: [1.5, 2].map((of) => [{ alpha: 3, margins: [of, -0.5] }]) }, ['“Fairness”', '“Honesty”']);
  for (const name of ['Fairness', 'Honesty']) expect(both).toContain(`another concept: “${name}”</text>`);
  expect(both.match(/class="other"/g)).toHaveLength(2);
  for (const there of [
    'mean of all items (D)',
    'each item',
    'range of 3 random directions',
    'shuffled labels',
    'asked for “helping”, no push',
  ])
    expect(html).toContain(there);
  for (const absent of ['95 % interval', 'another concept', 'asked for “the task”']) expect(html).not.toContain(`${absent}</text>`);
  expect(html).toContain('2 items');
  expect(html.match(/class="item"/g)).toHaveLength(2);
});

test('a direction that was read and pushed: a row for the strongest push to each side, beside what it reads at the block that stands for it', () => {
  const run = {
    record: { id: 'd', name: 'made up' },
    evidence: { recommended: { layer: 1 } },
    report: { layers: 3, table: { auroc: [0.5, 0.8, 0.6], aurocLow: [0, 0.7, 0], aurocHigh: [1, 0.9, 1] } },
  } as unknown as ShownRun;
  const pushed = (band: readonly [number, number]) => ({
    ...{ run, band, report },
    verdict: { kind: 'few' as const, towards: 'few' as const, sentences: [], told: 0 },
  });
  const rows = pushedRows([pushed([0, 2])], new Map());
  const [from, to] = report.strengths;
  // Shuffled labels and asking are no rows; of three random pushes at 3 all move it less; at −3 the same count, turned round.
  expect(rows).toEqual([
    [{ text: 'made up' }, { text: '0–2' }, 1, 0.8, 0.7, 0.9, -3, from!.effect.mean, NaN, NaN, 1, 1],
    [{ text: 'made up' }, { text: '0–2' }, 1, 0.8, 0.7, 0.9, 3, to!.effect.mean, NaN, NaN, 2, 1],
  ]);
  expect(pushedRows([pushed([2, 2])], new Map([['d', 'told apart']]))[0]!.slice(0, 4)).toEqual([
    ...[{ text: 'told apart' }, { text: '2' }],
    ...[2, 0.6],
  ]);
  // Without a recommended block, or where another was pushed: the middle one.
  expect([blockOf({ ...run, evidence: null }, [0, 2]), blockOf(run, [2, 2]), blockOf(run, [1, 2])]).toEqual([1, 2, 1]);
  // Blocks are named where the same directions were pushed over others.
  expect(pushedNames([pushed([0, 0]), pushed([1, 2])], new Map())).toEqual(['made up, block 0', 'made up, blocks 1–2']);
  expect(pushedNames([pushed([0, 0])], new Map())).toEqual(['made up']);
});
