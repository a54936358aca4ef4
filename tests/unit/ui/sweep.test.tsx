/** The picture of a sweep and its tables, the dose on each axis, the reach that damage suggests, and prompts in one field. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Directions } from '../../../src/lab/direction';
import { sweepReport, type SweptAnswer } from '../../../src/lab/report/sweep';
import { otherwiseText, range, suggestedRange, suggestedText, usualStrengths } from '../../../src/ui/steer/dose';
import { DoseFigure } from '../../../src/ui/sweep/DoseFigure';
import { areaOf, pathOf } from '../../../src/ui/parts/line';
import { doseOf, type Dosed } from '../../../src/ui/dose/axis';
import { plotOf, sweepLines } from '../../../src/ui/sweep/plot';
import { ownPrompts } from '../../../src/ui/sweep/prompts';
import { CELL_COLUMNS, cellRows, STRENGTH_COLUMNS, strengthRows } from '../../../src/ui/sweep/rows';
import { SweepGrid } from '../../../src/ui/sweep/SweepGrid';
import { chosenText } from '../../../src/ui/sweep/SweepSuccess';

const directions: Directions = { layers: 2, width: 1, data: Float32Array.of(1, 1), separation: [2, 4], midpoint: [0, 0], norm: [10, 20] };
const dosed: Dosed = { directions, band: [1, 1], unit: 'separation' };
const sides = { positive: 'helping', negative: 'the task' };
const answer = (over: Partial<SweptAnswer>): SweptAnswer => ({
  ...{ prompt: 0, kind: 'push', alpha: 0, draw: 0, sample: 0, score: 0, fluent: true, logProb: -1 },
  ...over,
});
const of = (over: Partial<SweptAnswer>, scores: readonly [number, number]) =>
  scores.map((score, prompt) => answer({ ...over, score, prompt }));
const report = sweepReport({
  prompts: 2,
  answers: [
    ...of({}, [1, 2]),
    ...of({ alpha: 3 }, [4, 6]),
    ...of({ alpha: -3, fluent: false }, [-1, 1]),
    ...[1, 2, 3].flatMap((draw) => of({ kind: 'random', alpha: 3, draw }, [1 + draw / 10, 2 + draw / 10])),
    ...of({ kind: 'positive' }, [3, 4]),
  ],
  damage: [
    { kind: 'push', alpha: 3, draw: 0, kl: [0.4, 0.6] },
    { kind: 'push', alpha: -3, draw: 0, kl: [2] },
    { kind: 'random', alpha: 3, draw: 1, kl: [0.25] },
  ],
});

describe('the dose on an axis', () => {
  test('is told in another unit, or in damage with the sign of α', () => {
    expect([doseOf(3, 0.5, 'separation', dosed), doseOf(3, 0.5, 'raw', dosed), doseOf(3, 0.5, 'norm', dosed)]).toEqual([3, 12, 0.6]);
    expect([doseOf(3, 0.5, 'damage', dosed), doseOf(-3, 2, 'damage', dosed), doseOf(0, undefined, 'damage', dosed)]).toEqual([0.5, -2, 0]);
  });
  test('is unknown where there are no lengths, or no damage', () => {
    expect(doseOf(3, 0.5, 'norm', { ...dosed, directions: null })).toBeNaN();
    expect(doseOf(3, undefined, 'damage', dosed)).toBeNaN();
  });
});

describe('lines', () => {
  test('in the order of α, through no push, random directions to both sides', () => {
    const lines = sweepLines(report, 'separation', dosed);
    expect(lines.mean).toEqual([
      [-3, -1.5],
      [0, 0],
      [3, 3.5],
    ]);
    expect(lines.randomLow.map(([dose, effect]) => [dose, Number(effect.toFixed(9))])).toEqual([
      [-3, 0.1],
      [0, 0],
      [3, 0.1],
    ]);
    expect(lines.shuffled).toEqual([]);
  });
  test('by damage, each by its own', () => {
    const lines = sweepLines(report, 'damage', dosed);
    expect(lines.mean.map(([dose]) => dose)).toEqual([-2, 0, 0.5]);
    expect(lines.randomHigh.map(([dose]) => dose)).toEqual([-0.25, 0, 0.25]);
    const plot = plotOf(lines, [2], 600);
    expect(pathOf(lines.mean, plot)).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
    expect([areaOf([], [], plot), areaOf(lines.randomLow, lines.randomHigh, plot).endsWith('Z')]).toEqual(['', true]);
  });
});

test('tables: every row has every column', () => {
  const rows = strengthRows(report, sides);
  expect(rows.map(([head]) => head)).toEqual([{ text: 'no push' }, -3, 3, { text: 'asked for “helping”' }]);
  expect(STRENGTH_COLUMNS[0]!.print!(-3)).toBe('α = −3');
  for (const row of rows) expect(row).toHaveLength(STRENGTH_COLUMNS.length);
  expect(rows[1]!.slice(7, 9)).toEqual([2, 0]);
  expect(rows[1]!.slice(8, 10)).toEqual([0, 1]);
  expect(rows[1]!.slice(11, 14)).toEqual([2, 2, 3]);
  const cells = cellRows(report, ['one', 'two']);
  for (const row of cells) expect(row).toHaveLength(CELL_COLUMNS.length);
  expect(cells.map(([head, alpha]) => [head, alpha])[1]).toEqual([{ text: 'one' }, 0]);
});

test('the grid has a button a cell that says its effect and what is no language', () => {
  const html = renderToStaticMarkup(
    <SweepGrid report={report} names={['one', 'two']} alphas={[-3, 0, 3]} chosen={{ prompt: 0, alpha: 3 }} onChoose={() => undefined} />,
  );
  expect(html.match(/<button/g)).toHaveLength(6);
  expect(html).toContain('one, α = 3: effect over 1 sample </span><span class="numbers">+3.0</span>');
  expect(html.match(/1 of 1 no language/g)).toHaveLength(2);
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(1);
});

test('the figure has a key for what is in it, and none for what is not', () => {
  const html = renderToStaticMarkup(
    <DoseFigure
      {...{ report, sides, dosed, layer: 1, pooling: 'mean-rest' as const, over: 'block 1', origin: 'made up' }}
      verdict={{ up: 'none', down: 'none', band: { up: null, down: null }, situations: [] }}
    />,
  );
  for (const there of [
    'direction, mean of prompts',
    '95 % interval over prompts',
    'range of 3 random directions',
    'asked for “helping”, no push',
  ])
    expect(html).toContain(there);
  for (const absent of ['shuffled labels', 'asked for “the task”']) expect(html).not.toContain(absent);
});

describe('the reach that damage suggests', () => {
  const usual = range('separation', directions, [1, 1]);
  const end = (size: number, reached = true) => ({ size, reached });
  test('is where the slider ends; where no limit was found it reaches as far as without damage, and never less', () => {
    expect(suggestedRange(usual, { up: end(2.74), down: end(1) })).toEqual({ max: 2.8, step: 0.06 });
    expect(suggestedRange(usual, { up: end(3), down: end(3) })).toEqual({ max: 3, step: 0.06 });
    expect(suggestedRange({ max: 200, step: 4 }, { up: end(123), down: end(9) })).toEqual({ max: 130, step: 3 });
    expect(suggestedRange(usual, { up: end(0.5, false), down: end(0.5, false) })).toEqual(usual);
    expect(suggestedRange(usual, { up: end(2), down: end(0.5, false) })).toEqual(usual);
    expect(suggestedRange(usual, { up: end(2), down: null })).toEqual(usual);
    expect(suggestedRange(usual, { up: end(20, false), down: end(2) })).toEqual({ max: 20, step: 0.4 });
    expect(suggestedRange(usual, null)).toEqual(usual);
  });
  test('gives the strengths to begin with: each sign up to its limit, never beyond; without one, the usual', () => {
    expect(usualStrengths(6, null, [0.5, 1])).toEqual([-6, -3, 0, 3, 6]);
    expect(usualStrengths(6, { up: end(2.74), down: end(0.5, false) }, [0.5, 1])).toEqual([-6, -3, 0, 1.35, 2.7]);
    expect(usualStrengths(3, { up: end(0.5, false), down: null }, [1])).toEqual([-3, 0, 3]);
    expect(usualStrengths(3, { up: end(10), down: end(1) }, [1])).toEqual([-1, 0, 10]);
  });
  test('says of each sign whether the limit was reached', () => {
    expect(suggestedText({ up: end(3), down: end(2.5) }, 'separation')).toBe(
      'Suggested for this model and set, with these blocks, edits and sampling: up to +3.00 and −2.50 separations, where damage reaches 1 nat for one token in twenty.',
    );
    expect(suggestedText({ up: end(0.5, false), down: end(0.5, false) }, 'separation')).toBe(
      'No limit found up to +0.500 and −0.500 separations; try further.',
    );
    expect(suggestedText({ up: end(3), down: null }, 'raw')).toMatch(/up to \+3.00 raw, where .* To the side of − nothing was measured\.$/);
    expect(suggestedText({ up: end(3, false), down: end(0) }, 'raw')).toMatch(/^No limit .* − already the smallest push/);
    expect(suggestedText({ up: end(0), down: null, alone: 2 }, 'raw')).toBe(
      'The edits by themselves, without a push, move one token in twenty by more than 1 nat already.',
    );
  });
  test('says with which other settings damage was measured, where it was with none of these', () => {
    expect(otherwiseText([])).toBe('');
    expect(otherwiseText(['band'])).toBe(' with these settings, only with other blocks, which does not count here');
    expect(otherwiseText(['band', 'edits', 'sampling'])).toContain('other blocks, edits that are not these and another sampling');
  });
});

test('prompts of one’s own: an empty line between two', () => {
  expect(ownPrompts('one\nof two lines\n\n  two  \n \n\nthree\n')).toEqual(['one\nof two lines', 'two', 'three']);
  expect(ownPrompts(' \n ')).toEqual([]);
});

describe('a strength that is chosen on half of the prompts', () => {
  test.each([
    [
      { kind: 'chosen', alpha: -3, onThese: -5, onOthers: -4, these: 3, others: 4, succeeds: 0.5 } as const,
      'Chosen among pushes away from it on 3 prompts, α = −3 moves their score by −5.00; on the other 4, which had no say in it, by −4.00, and succeeds on 50 % of them.',
    ],
    [
      { kind: 'none', tried: 2, these: 3 } as const,
      'Of 2 pushes away from it none succeeds on most of the 3 prompts that choose, so there is none to try on the other half.',
    ],
    [{ kind: 'untried' } as const, 'No push away from it was tried, so none is chosen.'],
    [
      { kind: 'few' } as const,
      'To choose a push away from it on half of the prompts and try it on the other half takes 4 prompts with an effect under one strength, 2 in each half.',
    ],
  ])('%o', (found, said) => expect(chosenText(found, 'away from it')).toBe(said));
});
