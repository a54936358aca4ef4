/** A class's run files: a row each, broken ones named with their reason, ratings joined. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeExperiment } from '../../../src/experiment/run-file';
import { encodeExperiment } from '../../../src/experiment/run-file';
import { remeasure } from '../../../src/experiment/remeasure';
import { merged } from '../../../src/experiment/merge';
import { decodePart } from '../../../src/experiment/recorded-part';
import { RECORDING } from '../../recording';
import { fakePage } from './ports';

const page = fakePage({});
const { store } = page.app;
const part = (name: string): string => gunzipSync(readFileSync(`public/demo/${name}.json.gz`)).toString();
const base = await remeasure(decodeExperiment(part('empathy'), 'empathy.json'));
const answers = decodePart(part('empathy.answers.food-delivery-prompt'), 'answers.json', base);
const run = merged(base, await remeasure(answers));
const rated = (by: string, score: 0 | 1 | 2): string =>
  encodeExperiment({
    ...run,
    ratings: run.answers
      .filter(({ control }) => !control)
      .map(({ id }, i) => ({ of: id, by, blind: true, score: i % 2 ? score : 1, at: '2026-11-26T00:00:00Z', source: 'person' as const })),
  });
const file = (name: string, text: string): File => new File([text], name);

test('thirty files of which three are broken: 27 rows, three reasons, and the ratings join', async () => {
  await page.app.openExperiment(file('mine.json', RECORDING));
  const before = store.getState().experiment;
  const good = Array.from({ length: 27 }, (_, i) => file(`student-${i}.json`, i < 2 ? rated(`student ${i}`, i === 0 ? 2 : 0) : RECORDING));
  await page.app.openClass([
    ...good.slice(0, 9),
    file('cut.json', RECORDING.slice(0, 9000)),
    file('future.json', '{"format":"eia-lab/experiment","version":99}'),
    file('set.json', readFileSync('public/scenarios/empathy.json', 'utf8')),
    ...good.slice(9),
  ]);
  const { classFiles, classComing, experiment, error } = store.getState();
  expect([classFiles.length, classComing, error, experiment]).toEqual([30, 0, null, before]);
  const broken = classFiles.flatMap((one) => ('refused' in one ? [[one.file, one.refused] as const] : []));
  expect(broken.map(([name]) => name)).toEqual(['cut.json', 'future.json', 'set.json']);
  expect(broken.map(([, { what }]) => what)).toEqual([
    expect.stringContaining('cut off'),
    expect.stringContaining('a newer lab: it is a run file of version 99'),
    expect.stringContaining('set.json is a scenario set'),
  ]);
  const [first] = classFiles;
  expect(first).toMatchObject({
    file: 'student-0.json',
    row: { concept: 'empathic / task-first', layer: 15, raters: 1, alpha: 6, prompts: 1 },
  });
  expect((first as { row: { auroc: number } }).row.auroc).toBeCloseTo(0.88, 2);
  expect((first as { row: { effect: number } }).row.effect).toEqual(expect.any(Number));
  // Of 27 files two have ratings. Stopped after the first: what came stays, and the next join goes on.
  const [told, stop] = [[] as [number, number][], new AbortController()];
  const onFile = (done: number, of: number): void => {
    told.push([done, of]);
    stop.abort();
  };
  await expect(page.app.joinClass({ signal: stop.signal, onFile })).resolves.toMatchObject({ refused: [], left: 1 });
  expect(told).toEqual([[0, 2]]);
  expect(new Set(store.getState().experiment.ratings.map(({ by }) => by))).toEqual(new Set(['student 0']));
  told.length = 0;
  await expect(page.app.joinClass({ onFile: (...at) => told.push(at) })).resolves.toMatchObject({ refused: [], left: 0 });
  expect(told).toEqual([[0, 2], [1, 2]]); // prettier-ignore
  const { ratings } = store.getState().experiment;
  expect([...new Set(ratings.map(({ by }) => by))].sort()).toEqual(['student 0', 'student 1']);
  expect((await page.app.joinClass()).ratings).toBe(0);
  page.app.clearClass();
  expect(store.getState().classFiles).toEqual([]);
  expect(store.getState().experiment.ratings).toHaveLength(ratings.length);
});

test('two laptops give their files one name: both have a row; the same file again has its own', async () => {
  page.app.clearClass();
  const [one, two] = [rated('ann', 2), rated('ben', 0)];
  await page.app.openClass([
    file('run.json', one),
    file('run.json', two),
    file('run.json', one),
    file('broken.json', '{'),
    file('broken.json', '['),
  ]);
  const names = store.getState().classFiles.map((found) => found.file);
  expect(names.toSorted()).toEqual(['broken.json', 'broken.json (2)', 'run.json', 'run.json (2)']);
});

test('what is wrong with a file is said in words: what, where, and what to do', async () => {
  const changed = (change: (value: { analyses: { at: unknown }[]; view?: unknown }) => void): string => {
    const value = JSON.parse(RECORDING) as Parameters<typeof change>[0];
    change(value);
    return JSON.stringify(value);
  };
  const AGAIN = /Ask for it again/;
  const CHOOSE = /Choose the \.json file/;
  const files: [string, string, RegExp, RegExp | '', RegExp][] = [
    ['empty.json', ' \n', /^It is empty\.$/, '', AGAIN],
    ['cut.json', RECORDING.slice(0, 9000), /^It is cut off/, /^It ends after 9 kB\.$/, AGAIN],
    ['page.json', '<!doctype html><title>Not found</title>', /^It is a web page/, '', CHOOSE],
    ['table.json', 'a,b\n1,2\n3,4', /^It is a table/, '', CHOOSE],
    ['letter.json', 'Dear class', /^It is some other text/, '', CHOOSE],
    ['comma.json', '{"format":"eia-lab/experiment",\n"version":2,,}', /^It is damaged/, /^At line 2, column 13\.$/, AGAIN],
    ['list.json', '[]', /^It is no run file of the lab/, '', CHOOSE],
    ['other.json', '{"a":1}', /^It is no run file of the lab/, '', CHOOSE],
    ['newer.json', '{"format":"eia-lab/experiment","version":9}', /newer lab: .* version 9,/, '', /Load this page anew/],
    [
      'at.json',
      changed(({ analyses }) => (analyses[0]!.at = 5)),
      /^A value in it/,
      /^In “analyses”, entry 1, “at”: expected a date and time .* got 5/,
      AGAIN,
    ],
    ['view.json', changed((value) => delete value.view), /^A value in it/, /^In “view”: expected an object, got nothing/, AGAIN],
    [
      'none.json',
      changed((value) =>
        Object.assign(value, {
          analyses: [],
          directions: [],
          readings: [],
          answers: [],
          choices: [],
          damages: [],
          matrices: [],
          readouts: [],
          view: { ...(value.view as object), analysis: null, answers: [], chat: [], edits: [] },
        }),
      ),
      /none\.json has no analysis to show/,
      '',
      /after a run/,
    ],
  ];
  page.app.clearClass();
  await page.app.openClass(files.map(([name, text]) => file(name, text)));
  const { classFiles } = store.getState();
  for (const [name, , what, where, todo] of files) {
    const found = classFiles.find((one) => one.file === name) as { refused: { what: string; where: string; todo: string } };
    expect(found.refused, name).toEqual({
      what: expect.stringMatching(what) as string,
      where: where === '' ? '' : (expect.stringMatching(where) as string),
      todo: expect.stringMatching(todo) as string,
    });
  }
});
