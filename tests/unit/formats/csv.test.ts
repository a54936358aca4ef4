/** Tables as CSV: numbers in full, what a spreadsheet must not run, and what it cannot split. */
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { encodeCsv } from '../../../src/formats/csv';
import { csvTable } from '../../../src/formats/import/csv-rows';
import { csvName } from '../../../src/ui/parts/csvName';

test('numbers are written in full; NaN is an empty field; quotes, commas and lines stay in theirs', () => {
  const rows = [
    ['a "b", c', 1 / 3, NaN],
    ['two\nlines', -0.5, Infinity],
  ];
  const csv = encodeCsv(['name', 'x', 'y, z'], rows);
  expect(csv).toBe('name,x,"y, z"\r\n"a ""b"", c",0.3333333333333333,\r\n"two\nlines",-0.5,');
  expect(Papa.parse<string[]>(csv).data[2]).toEqual(['two\nlines', '-0.5', '']);
});

test('a text that would be a formula is none; a negative number stays a number', () =>
  expect(
    encodeCsv(
      ['t', 'n'],
      [
        ['=SUM(A1)', -3],
        ['-dash', 2],
        ['@me', 1],
        ['=HYPERLINK("x")\nmore', 0],
        ['- a\n- b', 0],
        ['\t=1', 0],
      ],
    )
      .split('\r\n')
      .slice(1),
  ).toEqual([`"'=SUM(A1)",-3`, `"'-dash",2`, `"'@me",1`, `"'=HYPERLINK(""x"")\nmore",0`, `"'- a\n- b",0`, `"'\t=1",0`]));

test('a file is called what its table is called', () =>
  expect([csvName('AUROC by block, “x” / é'), csvName('—'), csvName('a'.repeat(90))]).toEqual([
    'auroc-by-block-x-é.csv',
    'table.csv',
    `${'a'.repeat(60)}.csv`,
  ]));

test('whatever a text begins with, our own CSV is read back as it was, and no cell begins as a formula', () => {
  const begins = ["'", '=', '-', '+', '@', '\t', '\r', '"', ',', '\n', ' ', 'a'];
  const texts = begins.flatMap((one) => ['', ...begins].flatMap((two) => ['', ...begins].map((three) => `${one}${two}${three}x`)));
  const csv = encodeCsv(
    ['statement', "'-label"],
    texts.map((text) => [text, 1]),
  );
  const { columns, rows, problems } = csvTable(csv, 'a.csv', ',');
  expect([columns, problems]).toEqual([['statement', "'-label"], []]);
  expect(rows.map(({ cells }) => cells[0])).toEqual(texts);
  for (const [cell = ''] of Papa.parse<string[]>(csv).data) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});
