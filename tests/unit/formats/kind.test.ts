/** A JSON file is told by what it says of itself, not by where that stands. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectSmall, kindOf, MOST_JSON } from '../../../src/formats/kind';
import { PAPER_FILES } from '../../../src/formats/paper-results';
import { RECORDING } from '../../recording';

const read = (file: string): string => readFileSync(file, 'utf8');
const formatLast = (json: string, indent = 0): string => {
  const { format, ...rest } = JSON.parse(json) as { format: string };
  return JSON.stringify({ ...rest, format }, null, indent);
};

test('a run file is one of either version, whatever stands before its format', () => {
  for (const [file, json] of [
    ['recording', RECORDING],
    ['version 1', read('tests/fixtures/run-version-1.json')],
  ] as const) {
    expect(kindOf(json), file).toBe('run');
    const last = formatLast(json, 2);
    expect(last.indexOf('"format": "eia-lab/experiment"')).toBeGreaterThan(4096);
    expect(kindOf(last), file).toBe('run');
    // Cut off, its reader says so.
    expect(kindOf(`${last.slice(0, -2)},`), file).toBe('run');
  }
  const { format, ...nameless } = JSON.parse(RECORDING) as { format: string };
  expect([format, kindOf(JSON.stringify(nameless))]).toEqual(['eia-lab/experiment', 'run']);
});

test('a set is one although its texts speak of run files', () => {
  const set = JSON.parse(read('public/scenarios/empathy.json')) as { about: string };
  expect(kindOf(JSON.stringify({ ...set, about: '{"format":"eia-lab/experiment"}' }))).toBe('set');
  for (const other of ['[]', 'null', '7', '{', '', '{"pairs":[]}', '{"format":7,"pairs":[]}']) expect(kindOf(other), other).toBe('set');
});

test('result files of the paper are told by their fields, and are neither runs nor sets', () => {
  for (const name of PAPER_FILES) expect(kindOf(read(`tests/fixtures/paper/${name}`)), name).toBe('results');
  expect([kindOf('{"analyses":[]}'), kindOf('{"a":{"layers":3}}'), kindOf('{}')]).toEqual(['run', 'set', 'set']);
});

test('a game is one, whole or broken', () => {
  const game = read('public/games/the-duel.json');
  for (const json of [game, formatLast(game), game.slice(0, -3)]) expect(kindOf(json)).toBe('game');
});

test('A/B items are told by the fields of their rows, in either layout, whole or broken', () => {
  const row = '{"question":"Q","answer_matching_behavior":" A","answer_not_matching_behavior":" B"}';
  for (const items of [`[${row}]`, row, `${row}\n${row}`, `{"question"\n${row}`, `[${row},`]) expect(kindOf(items), items).toBe('items');
  for (const other of ['{"positive":"a","negative":"b"}\n{"positive":"a","negative":"b"}', '[{"question":"Q"}]', '[null]'])
    expect(kindOf(other), other).toBe('set');
  // A set is one although a text of it, or a field of its own, speaks of them.
  const set = JSON.parse(read('public/scenarios/empathy.json')) as object;
  const speaks = JSON.stringify({ ...set, answer_matching_behavior: 'x' });
  expect(kindOf(speaks)).toBe('set');
  expect(kindOf(`${speaks},`)).toBe('set');
});

test('a file that is too large to be either is refused before it is read', () => {
  expect(() => expectSmall(MOST_JSON, 'run.json')).not.toThrow();
  expect(() => expectSmall(2.5e9, 'model.json')).toThrow(
    expect.objectContaining({
      code: 'bad-input',
      message: expect.stringContaining('model.json has 2.5 GB: more than any run file, scenario set or game (at most 256 MB)') as string,
    }) as Error,
  );
});
