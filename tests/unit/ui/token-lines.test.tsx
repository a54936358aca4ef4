/** An answer along several directions: one scale, a line each, and the table. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { DirectionsRecord } from '../../../src/experiment/directions';
import type { ShownAnswers, SteeredText } from '../../../src/experiment/shown';
import { DriftLine } from '../../../src/ui/tokens/DriftLine';
import { driftTwin } from '../../../src/ui/tokens/drift-twin';
import { LineNames } from '../../../src/ui/tokens/LineNames';
import { driftOf, readLines } from '../../../src/ui/tokens/lines';
import { tokenRows } from '../../../src/ui/tokens/TintNote';

const scale = (midpoint: number, separation: number) => ({ midpoint: [0, midpoint], separation: [1, separation], norm: [1, 1] });
const records = [
  { id: 'a', name: 'Honesty', scale: scale(1, 2) },
  { id: 'b', name: 'Fairness', scale: scale(10, 10) },
  { id: 'c', name: 'Bare', scale: null },
] as unknown as DirectionsRecord[];
const names = new Map(records.map(({ id, name }) => [id, name]));
const along = (directions: string, written: number[], reread: number[]) => ({
  directions,
  unsteeredScores: null,
  scores: written.map((value) => [0, value]),
  rereadScores: reread.map((value) => [0, value]),
});
const others = [along('b', [20, 30], [10, 20]), along('c', [7, 8], [5, 6])];
const text = {
  ...{ alpha: 2, edits: [], given: 0, text: 'a b', ends: [1, 3], tokens: [1, 2] },
  ...along('a', [5, 7], [3, 1]),
  also: others,
} as unknown as SteeredText;

test('several directions lie on one scale, separations from the midpoint of each; without one there is no line', () => {
  const lines = readLines(text, 'a', 1, records, names);
  expect(driftOf(lines, lines[0]!)).toEqual({
    lines: [
      { name: 'Honesty', values: [1, 0] },
      { name: 'Fairness', values: [0, 1] },
      { name: 'Bare', values: [NaN, NaN] },
    ],
    written: [2, 3],
  });
  expect(driftOf(lines, lines[1]!).written).toEqual([1, 2]);
  const drawn = renderToStaticMarkup(<DriftLine drift={driftOf(lines, lines[0]!)} layer={1} at={null} />);
  expect(drawn.match(/<path class="drift-line/g)).toHaveLength(2);
  expect(drawn).toContain('“Honesty” from 1.00 at the first token to 0 at the last; “Fairness” from 0 at');
  const named = renderToStaticMarkup(<LineNames lines={lines} picked={lines[1]!} answer="α = 2" onPick={() => undefined} />);
  expect(named.match(/<bdi>[^<]*/g)).toEqual(['<bdi>Honesty', '<bdi>Fairness', '<bdi>Bare']);
  expect(named.match(/checked=""/g)).toHaveLength(1);
  expect(named.match(/no midpoint/g)).toHaveLength(1);
});

test('one direction alone keeps its scores; while it is written, those with the push are its line', () => {
  const lines = readLines({ ...text, rereadScores: [], also: [] }, 'a', 1, records, names);
  expect(driftOf(lines, lines[0]!)).toEqual({ lines: [{ name: 'Honesty', values: [5, 7] }], written: [] });
  const drawn = renderToStaticMarkup(<DriftLine drift={driftOf(lines, lines[0]!)} layer={1} at={0} />);
  expect(drawn).toContain('Score at block 1 along the answer, from 5.00 at the first token to 7.00 at the last');
  expect(readLines(text, 'gone', 1, records, names)[0]).toMatchObject({ name: 'directions that were taken out', scale: null });
});

test('the table has a row a token and direction', () => {
  const shown = { texts: [text], under: { along: 'a', settings: { unit: 'raw' } } } as unknown as ShownAnswers;
  expect(tokenRows(shown, 1, names).map((row) => row().slice(1))).toEqual([
    [1, { text: 'a' }, { text: 'no' }, { text: 'Honesty' }, 3, 5],
    [1, { text: 'a' }, { text: 'no' }, { text: 'Fairness' }, 10, 20],
    [1, { text: 'a' }, { text: 'no' }, { text: 'Bare' }, 5, 7],
    [2, { text: '␣b' }, { text: 'no' }, { text: 'Honesty' }, 1, 7],
    [2, { text: '␣b' }, { text: 'no' }, { text: 'Fairness' }, 20, 30],
    [2, { text: '␣b' }, { text: 'no' }, { text: 'Bare' }, 6, 8],
  ]);
});

test('the lines of an answer are a table, a column each; two directions of one name are told apart', () => {
  const lines = readLines(text, 'a', 1, records, names);
  const several = driftTwin(driftOf(lines, lines[0]!), ['a', ' b']);
  expect(several.columns.map(({ name }) => name)).toEqual([
    ...['place', 'token', '“Honesty”, separations', '“Fairness”, separations', '“Bare”, separations', 'as written'],
  ]);
  expect(several.rows()).toEqual([
    [1, { text: 'a' }, 1, 0, NaN, 2],
    [2, { text: '␣b' }, 0, 1, NaN, 3],
  ]);
  const alone = readLines({ ...text, rereadScores: [], also: [] }, 'a', 1, records, names);
  const one = driftTwin(driftOf(alone, alone[0]!), ['a', ' b']);
  expect(one.columns.map(({ name }) => name)).toEqual(['place', 'token', 'score']);
  expect(one.rows().map((row) => row[2])).toEqual([5, 7]);
  const same = driftTwin({ lines: [1, 2].map((value) => ({ name: 'x', values: [value] })), written: [] }, ['a']);
  expect(same.columns.slice(2).map(({ name }) => name)).toEqual(['“x”, separations (1)', '“x”, separations (2)']);
});
