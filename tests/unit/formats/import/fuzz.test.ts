/** Files of texts broken at random (seeded): each is refused with a LabError that says what to do, or gives whole rows and problems. */
import { expect, test } from 'vitest';
import { LabError } from '../../../../src/error';
import type { Use } from '../../../../src/formats/import/layouts';
import { readSource, type TextFile } from '../../../../src/formats/import/read';
import { classRows, pairRows, ratedRows } from '../../../../src/formats/import/rows';
import { setOfPairs } from '../../../../src/formats/import/to-set';
import { random } from '../../../../src/lab/random';

const rows = [
  { positive: 'I sat "down", with her.', negative: 'I ran;\non.', group: 'a', split: 'train', prompt: 'p' },
  { positive: 'We waited.', negative: 'We left.', group: 'b', split: 'test', prompt: 'q' },
  { positive: 'She asked.', negative: 'She went.', group: 'c', split: 'test', prompt: 'q' },
];
const csv = (separator: string): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
    .join('\r\n');
const SEEDS: readonly TextFile[] = [
  { name: 'a.json', text: JSON.stringify(rows) },
  { name: 'a.jsonl', text: rows.map((row) => JSON.stringify(row)).join('\n') },
  { name: 'a.csv', text: csv(',') },
  { name: 'pasted', text: csv('\t') },
  { name: 'g.json', text: JSON.stringify({ classes: ['x', 'y'], data: [['a', 'b']] }) },
  { name: 'f.json', text: JSON.stringify({ instruction: [{ pos: 'a', neg: 'b' }], questions: ['q'] }) },
  { name: 'l.csv', text: 'text,score,label\n"a, b",2,1\nc,0,0' },
  {
    name: 'h.json',
    text: JSON.stringify([
      {
        chosen: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'b' },
        ],
        rejected: [{ role: 'assistant', content: 'c' }],
      },
    ]),
  },
  { name: 'e.txt', text: 'one\ntwo\n' },
];

/** 'taken', 'looked at' or the code by which it was refused; anything else fails the test. */
function outcome(files: readonly TextFile[]): string {
  try {
    const { table, choice } = readSource(files);
    const width = table.columns.length;
    expect(new Set(table.columns).size).toBe(width);
    expect(table.rows.every(({ cells, at }) => cells.length <= width && at > 0)).toBe(true);
    const found = {
      rated: ratedRows(table, { ...choice, use: 'rated' as Use }).problems,
      classes: classRows(table, { ...choice, use: 'classes' as Use }).problems,
    };
    const pairs = pairRows(table, choice);
    for (const { says, row } of [...table.problems, ...pairs.problems, ...Object.values(found).flat()]) {
      expect([row, says].join(': ')).toMatch(/^(row|line) \d+: \S/);
      expect(says).not.toMatch(/undefined|\[object/);
      expect(says.length).toBeLessThan(400);
    }
    const set = setOfPairs(pairs.rows, choice, { files: ['a'], layout: 'pairs', of: 3, licences: [], sources: [] });
    expect(set.pairs).toHaveLength(pairs.rows.length);
    return 'taken';
  } catch (error) {
    expect(error).toBeInstanceOf(LabError);
    const { code, message, hint } = error as LabError;
    expect([code, hint]).toEqual([expect.stringMatching(/^(import-(unreadable|refused)|scenario-invalid)$/), expect.stringMatching(/\S/)]);
    expect(message.length).toBeLessThan(3000);
    expect(message).not.toMatch(/undefined|\[object/);
    return code;
  }
}

test('what is broken is whole at first', () => expect(SEEDS.slice(0, 4).map((file) => outcome([file]))).toEqual(Array(4).fill('taken')));

test('texts cut, doubled and swapped anywhere', () => {
  const uniform = random(21);
  const below = (n: number): number => Math.floor(uniform() * n);
  const put = ['', '"', '""', ',', ';', '\t', '\n', '\r', '}', '[', '{', '\\', ':', '\ud800', '\u0000', '__proto__', 'null', '=1+1', '<b>'];
  const seen = new Set<string>();
  for (let round = 0; round < 4000; round++) {
    const { name, text } = SEEDS[below(SEEDS.length)]!;
    let broken = text;
    for (let changes = 1 + below(3); changes > 0; changes--) {
      const from = below(broken.length + 1);
      const part = broken.slice(from, from + below(12));
      const middle = [put[below(put.length)]!, part + part, put[below(put.length)]! + part][below(3)]!;
      broken = broken.slice(0, from) + middle + broken.slice(from + part.length);
    }
    const other = below(10) === 0 ? [SEEDS[below(SEEDS.length)]!] : [];
    seen.add(outcome([{ name: [name, 'pasted'][below(2)]!, text: broken }, ...other]));
  }
  expect([...seen].sort()).toEqual(expect.arrayContaining(['import-refused', 'import-unreadable', 'taken']));
});

test.each([
  ['deep lists', '['.repeat(1e5) + ']'.repeat(1e5)],
  ['deep lists in a field', `{"positive":${'['.repeat(1e5)}${']'.repeat(1e5)},"negative":"a"}`],
  ['a cell of a megabyte', `positive,negative\n${'a'.repeat(1e6)},b\nc,d`],
  ['a header of a megabyte', `${'positive'.repeat(1e5)},negative\na,b`],
  ['nothing but separators', ',,,,\n,,,,\n'],
  ['nothing but quotes', '"""""""\n"""""'],
])('%s', (_, text) => expect(outcome([{ name: 'a.csv', text }])).toMatch(/refused|unreadable|invalid|taken/));
