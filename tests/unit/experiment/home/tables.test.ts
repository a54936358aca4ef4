/** A run file as plain tables: the recording's numbers, each where a data frame looks for it. */
import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { Answer } from '../../../../src/experiment/answer';
import { longestChat, turnsOf, withChat } from '../../../../src/experiment/chat';
import { emptyExperiment, type Experiment } from '../../../../src/experiment/experiment';
import { archiveOf } from '../../../../src/experiment/home/archive';
import { unreproducible } from '../../../../src/experiment/home/unreproducible';
import { tableCsv, tableJson, tableOf } from '../../../../src/experiment/home/tables';
import { TABLES } from '../../../../src/experiment/home/table-names';
import { merged } from '../../../../src/experiment/merge';
import { decodePart } from '../../../../src/experiment/recorded-part';
import { remeasure } from '../../../../src/experiment/remeasure';
import { decodeExperiment } from '../../../../src/experiment/run-file';
import { shownRun } from '../../../../src/experiment/shown';
import { npyOf } from '../../../../src/experiment/vectors/out';
import { mean } from '../../../../src/lab/moments';
import { partText } from '../../../recording';

async function recorded(): Promise<Experiment> {
  let all = await remeasure(decodeExperiment(partText('empathy'), 'empathy'));
  for (const name of ['empathy.choices', 'empathy.answers.food-delivery-prompt', 'plays', 'empathy.readouts', 'chat'])
    all = merged(all, await remeasure(decodePart(partText(name), name, all)));
  all = merged(all, await remeasure(decodeExperiment(partText('matrix'), 'matrix')));
  const chat = longestChat(all.answers).map(({ id }) => id);
  return withChat(all, chat);
}

test('blocks, and the texts whose scores they come from', async () => {
  const experiment = await recorded();
  const run = shownRun(experiment)!;
  const layers = tableOf('layers', experiment);
  expect(layers.map(({ block }) => block)).toEqual(Array.from({ length: 30 }, (_, block) => block));
  expect(layers.map(({ auroc }) => auroc)).toEqual([...run.table.auroc]);
  const scores = tableOf('scores', experiment);
  expect(scores).toHaveLength(2 * run.set.set.pairs.length + run.set.set.scored.length);
  // The distance of the class means over the training texts is what the run calls a separation.
  const at = (kind: string) =>
    mean(scores.filter((row) => row.kind === kind && row.split === 'train').map(({ block15 }) => Number(block15)));
  expect(at('positive') - at('negative')).toBeCloseTo(run.directions.separation[15]!, 4);
  expect(scores.filter(({ kind }) => kind === 'scored').map(({ score }) => score)).toEqual(run.set.set.scored.map(({ score }) => score));
  expect(scores[0]).not.toHaveProperty('prompt');
  const { set } = run.set;
  const asked = { ...set, scored: set.scored.map((one, i) => (i === 0 ? { ...one, prompt: 'What now?' } : one)) };
  const sets = experiment.sets.map((one) => (one.hash === run.set.hash ? { ...one, set: asked } : one));
  const rated = tableOf('scores', { ...experiment, sets }).filter(({ kind }) => kind === 'scored');
  expect(rated.slice(0, 2).map(({ prompt }) => prompt)).toEqual(['What now?', '']);
});

test('choices have a row an option, with the push and what it stands beside', async () => {
  const experiment = await recorded();
  const rows = tableOf('choices', experiment);
  expect(rows).toHaveLength(experiment.choices.reduce((sum, { options }) => sum + options.length, 0));
  const first = rows.find((row) => row.alpha === 3 && row.control === '' && row.firstBlock === 10)!;
  const record = experiment.choices.find(({ id }) => id === first.id)!;
  expect(first).toMatchObject({
    ...{ option: record.options[0], logProb: record.logProbs[0], side: record.question!.sides[0] },
    ...{ unit: 'separation', lastBlock: 19, along: 'Empathy in action', edits: '', controlDetail: '' },
  });
  expect(JSON.parse(String(rows.find(({ control }) => control === 'random')!.controlDetail))).toMatchObject({
    kind: 'random',
    turned: true,
  });
});

test('games and steps as they were played, scores of those that are over', async () => {
  const experiment = await recorded();
  const [games, steps] = [tableOf('games', experiment), tableOf('game-steps', experiment)];
  expect(games).toHaveLength(50);
  expect(steps).toHaveLength(experiment.plays.reduce((sum, one) => sum + one.steps.length, 0));
  const over = games.filter(({ ended }) => ended === 'true');
  expect(over.length).toBeGreaterThan(0);
  expect(over.every(({ score, line }) => Number.isFinite(score) && line !== '')).toBe(true);
  const [play] = experiment.plays;
  const [first] = play!.steps;
  expect(steps[0]).toMatchObject({ play: play!.id, step: 1, action: first!.action, share: first!.policy![first!.action!] });
  expect(games[0]).toMatchObject({ id: play!.id, game: play!.game, alpha: play!.edits[0]!.amount, model: play!.model!.id });
});

test('a sweep by strength, and by prompt and strength, at the block on show', async () => {
  const experiment = await recorded();
  const [strengths, prompts] = [tableOf('sweeps', experiment), tableOf('sweep-prompts', experiment)];
  const written = experiment.answers.filter(({ edits, control }) => edits[0]?.amount === 3 && !control);
  const block = experiment.view.layer;
  const plain = experiment.answers.find(({ edits, control }) => !control && (edits.length === 0 || edits[0]!.amount === 0))!;
  const score = (one: (typeof written)[number]) => one.reads!.unsteered![block]!;
  const own = prompts.find(({ alpha, unit }) => alpha === 3 && unit === 'separation')!;
  expect(own).toMatchObject({ block, samples: 1, answers: 1, along: 'Empathy in action' });
  expect(own.effect).toBeCloseTo(score(written[0]!) - score(plain), 6);
  expect(strengths.find(({ alpha }) => alpha === 3)).toMatchObject({ kind: 'push', sweep: own.sweep, effect: own.effect, prompts: 1 });
});

test('a conversation has a row a text, with what a monitor read of it', async () => {
  const experiment = await recorded();
  const [rows, turns] = [tableOf('conversation', experiment), turnsOf(experiment)];
  expect(turns.length).toBeGreaterThan(1);
  const [system, said] = [rows.filter(({ role }) => role === 'system'), rows.filter(({ role }) => role !== 'system')];
  expect(system.map(({ text }) => text)).toEqual(turns[0]!.messages.filter(({ role }) => role === 'system').map(({ content }) => content));
  expect(said.map(({ text }) => text)).toEqual(turns.flatMap(({ messages, text }) => [messages.at(-1)!.content, text]));
  expect(said.map(({ turn }) => turn)).toEqual(turns.flatMap((_, i) => [i + 1, i + 1]));
  const scores = said.map((row) => JSON.parse(String(row.scores)) as number[]);
  expect(scores).toEqual(turns.flatMap(({ monitor }) => [monitor!.user!.scores, monitor!.assistant!.scores]));
});

test('a system prompt stands before the first turn; what no monitor read has no scores', async () => {
  const experiment = await recorded();
  const unread = (one: Answer): Answer => {
    const { monitor, ...others } = one;
    return monitor ? others : one;
  };
  const answers = experiment.answers.map(unread).map((one) => ({
    ...one,
    messages: [{ role: 'system' as const, content: 'Be brief.' }, ...one.messages.filter(({ role }) => role !== 'system')],
  }));
  const rows = tableOf('conversation', { ...experiment, answers });
  expect(rows[0]).toMatchObject({ turn: 0, role: 'system', text: 'Be brief.', answer: '', scores: '' });
  expect(rows[1]).toMatchObject({ turn: 1, role: 'user', scores: '', monitored: '', tokens: NaN });
});

test('readouts have a row a token, the most raised and the most lowered first', async () => {
  const experiment = await recorded();
  const rows = tableOf('readouts', experiment);
  const [record] = experiment.readouts;
  const block = record!.blocks.find(({ positive }) => positive.length > 0)!;
  const of = rows.filter((row) => row.id === record!.id && row.block === block.layer);
  expect(of.map(({ token }) => token)).toEqual([...block.positive, ...block.negative].map(({ token }) => token));
  const [raised, lowered] = ['raised', 'lowered'].map((end) => of.filter((row) => row.end === end).map(({ logit }) => Number(logit)));
  expect(raised).toEqual(raised!.toSorted((a, b) => b - a));
  expect(lowered).toEqual(lowered!.toSorted((a, b) => a - b));
  expect(of[0]).toMatchObject({ rank: 1, along: 'Empathy in action', model: record!.model.id });
});

test('a judge’s expected score goes along with its rating', () => {
  const rating = {
    of: 'answer-1',
    by: 'large @ host',
    blind: true,
    score: 1 as const,
    at: '2026-11-26T10:00:00.000Z',
    source: 'judge' as const,
  };
  const rows = tableOf('ratings', {
    ...emptyExperiment(),
    ratings: [
      { ...rating, expected: 1.25 },
      { ...rating, source: 'person' },
    ],
  });
  expect(rows.map(({ expected }) => expected)).toEqual([1.25, NaN]);
});

const NOTHING_ELSE = { pictures: [], isRecorded: () => false };

test('README.txt of the archive says what is left out and why, and what came with the page', async () => {
  const experiment = await recorded();
  const run = shownRun(experiment)!;
  const readmeOf = async (over: Partial<Parameters<typeof archiveOf>[0]>) => {
    const zip = await archiveOf({ experiment, run, ...NOTHING_ELSE, ...over }, 'run.json', new Date(0));
    const entries = (await new ZipReader(new BlobReader(zip)).getEntries()) as FileEntry[];
    const said = await entries.find(({ filename }) => filename === 'README.txt')!.getData(new TextWriter());
    return { said, names: entries.map(({ filename }) => filename) };
  };
  const whole = await readmeOf({});
  expect(whole.said).toContain('- ratings.csv: The experiment has no records of the kind.');
  expect(whole.said).toMatch(/- control vectors \(GGUF\), vectors for Neuronpedia: /);
  expect(whole.said).not.toMatch(/reproduce\.py|recording that comes|- eia_correlation/);
  const own = experiment.answers[0]!.id;
  const run2 = { ...run, spec: { ...run.spec, pooling: 'answer' as const }, report: { ...run.report, eia: null } };
  const { said, names } = await readmeOf({ run: run2, isRecorded: (id) => id !== own });
  expect(said).toContain(`- reproduce.py: ${unreproducible(run2)}`);
  expect(said).toContain('- eia_correlation.json: It takes three rated texts');
  expect(names.filter((one) => /reproduce|eia_correlation/.test(one))).toEqual([]);
  const [answers, choices] = [experiment.answers.length - 1, experiment.choices.length];
  expect(said.replaceAll(',', '')).toContain(`Among them are ${answers} answers and ${choices} choices of the recording`);
});

test('the archive has every table that has rows, and all directions as files that other programs read', async () => {
  const experiment = await recorded();
  const zip = await archiveOf({ experiment, run: shownRun(experiment)!, ...NOTHING_ELSE }, 'run.json', new Date(0));
  const entries = (await new ZipReader(new BlobReader(zip)).getEntries()) as FileEntry[];
  const names = entries.map(({ filename }) => filename);
  expect(names).toEqual(expect.arrayContaining(TABLES.filter((one) => one !== 'ratings').map((one) => `${one}.csv`)));
  const files = names.filter((one) => one.startsWith('directions/'));
  expect(files).toHaveLength(3 * experiment.directions.length);
  const bytes = async (name: string) => entries.find(({ filename }) => filename === name)!.getData(new Uint8ArrayWriter());
  const [record] = experiment.directions;
  expect(new Uint8Array(await bytes(files.find((one) => one.endsWith('.npy'))!))).toEqual(npyOf(record!));
  expect(new Set(names).size).toBe(names.length);
});

test('texts that came as numbers alone are in no file as texts', async () => {
  const experiment = await recorded();
  const run = shownRun(experiment)!;
  const unknown = { ...run, set: { ...run.set, set: { ...run.set.set, unwritten: true as const } } };
  const zip = await archiveOf({ experiment, run: unknown, ...NOTHING_ELSE }, 'run.json', new Date(0));
  const names = (await new ZipReader(new BlobReader(zip)).getEntries()).map(({ filename }) => filename);
  expect(names.filter((one) => /scenarios|pairs|statements|reproduce/.test(one))).toEqual([]);
  const sets = experiment.sets.map((one) => ({ ...one, set: { ...one.set, unwritten: true as const } }));
  const rows = tableOf('scores', { ...experiment, sets });
  expect(new Set(rows.filter(({ kind }) => kind !== 'scored').map(({ text }) => text))).toEqual(new Set(['']));
});

test('every table has one set of columns; as CSV and as JSON it is the same', async () => {
  const experiment = await recorded();
  for (const name of TABLES.filter((one) => one !== 'ratings')) {
    const rows = tableOf(name, experiment);
    expect(rows.length, name).toBeGreaterThan(0);
    const columns = Object.keys(rows[0]!);
    expect(
      rows.every((row) => Object.keys(row).join() === columns.join()),
      name,
    ).toBe(true);
    const { data, meta } = Papa.parse<Record<string, string>>(tableCsv(rows), { header: true });
    expect([meta.fields, data.length], name).toEqual([columns, rows.length]);
    const read = JSON.parse(tableJson(rows)) as Record<string, unknown>[];
    const number = columns.find((column) => typeof rows[0]![column] === 'number' && Number.isFinite(rows[0]![column]))!;
    expect(
      data.map((row) => Number(row[number])),
      name,
    ).toEqual(rows.map((row) => row[number]));
    expect(
      read.map((row) => row[number]),
      name,
    ).toEqual(rows.map((row) => row[number]));
  }
});

test('a number that is none is an empty field and null; an experiment without records has no rows', () => {
  const rows = [{ a: NaN, b: '' }];
  expect([tableCsv(rows), tableJson(rows).replace(/\s/g, '')]).toEqual(['a,b\r\n,', '[{"a":null,"b":null}]']);
  expect(tableCsv([])).toBe('');
});
