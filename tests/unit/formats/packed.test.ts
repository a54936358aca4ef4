/** JSON with float32 numbers: what goes in comes out, and a table of thousands of numbers is one text. */
import { expect, test } from 'vitest';
import { packJson, unpackJson } from '../../../src/formats/packed';

const table = Array.from({ length: 8 }, (_, row) => Array.from({ length: 8 }, (_, column) => Math.fround(row + column / 3)));

test('arrays and tables come back bit for bit, NaN among them', () => {
  const value = { a: Float32Array.of(1.5, NaN, -0), b: table, c: 'x', d: null, e: [1, 2.1], f: [{ g: table }] };
  const back = unpackJson(packJson(value)) as typeof value;
  expect(back).toEqual(value);
  expect(Object.is(back.a[2], -0)).toBe(true);
  expect(packJson({ b: table })).toMatch(/^\{"b":\{"f32":"[\w+/=]+","shape":\[8,8\]\}\}$/);
  expect(unpackJson(packJson([table.map((row) => row.map((x) => (x === 0 ? NaN : x)))]))).toEqual([
    table.map((row) => row.map((x) => (x === 0 ? NaN : x))),
  ]);
});

test('what would lose something stays a list: finer numbers, rows of unequal length, words, few numbers', () => {
  for (const rows of [
    [...table.slice(1), table[0]!.map((x) => x + 0.1)],
    [...table, [1]],
    [...table, table[0]!.map(String)],
    [[1], [2]],
  ])
    expect(packJson(rows)).toBe(JSON.stringify(rows));
  expect(packJson({ a: Float64Array.of(0.1, NaN), b: undefined, c: NaN })).toBe('{"a":[0.1,null],"c":null}');
});

test('what lies in itself is refused', () => {
  const round: { self?: unknown } = {};
  round.self = [round];
  expect(() => packJson(round)).toThrow(/circular/);
  // The same thing twice is no circle.
  expect(packJson([table[0], table[0]])).toBe(JSON.stringify([table[0], table[0]]));
});
