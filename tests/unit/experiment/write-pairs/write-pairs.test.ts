/** Pairs that a model writes: planned, estimated, measured, taken into a draft and out of it, kept, and taken home as formats k and m. */
import { describe, expect, test } from 'vitest';
import { emptyDraft, withFields, type Draft } from '../../../../src/experiment/draft/draft';
import { setOf } from '../../../../src/experiment/draft/to-set';
import { decodeWritten, emptyForm, encodeWritten, type WrittenSoFar } from '../../../../src/experiment/write-pairs/file';
import { instructionsFor, messagesFor, situationsOf } from '../../../../src/experiment/write-pairs/instructions';
import { importedSet, previewOf } from '../../../../src/experiment/import/preview';
import { withMade, withoutMade, writtenByOf } from '../../../../src/experiment/write-pairs/into-draft';
import {
  hindrance,
  isEdited,
  lengthMatch,
  lengthRatio,
  madePair,
  NOTHING_SPENT,
  spentInAll,
  textOf,
  withPair,
  type MadePair,
  type MadeText,
} from '../../../../src/experiment/write-pairs/made';
import { mergedWritten } from '../../../../src/experiment/write-pairs/merge';
import { writtenFile } from '../../../../src/experiment/write-pairs/out';
import { hasPreface } from '../../../../src/experiment/write-pairs/preface';
import { estimateOf, planOf, rest, type WriteSettings } from '../../../../src/experiment/write-pairs/plan';
import { parseScenarioSet, hashScenarioSet } from '../../../../src/formats/scenario-set';
import { layoutOf } from '../../../../src/formats/import/layouts';

const draft: Draft = {
  ...emptyDraft(),
  name: 'Patience',
  concept: { name: 'patience', positive: 'patient', negative: 'hasty' },
  scenarios: [
    { id: 'queue', title: 'The queue', objective: 'Get to the counter', person: 'An old man counts his coins.', rubric: ['', '', ''] },
    { id: 'blank', title: ' ', objective: '', person: '', rubric: ['', '', ''] },
    { id: 'door', title: 'The door', objective: '', person: '', rubric: ['', '', ''] },
  ],
};
const situations = situationsOf(draft);
const sources = [
  { model: 'one', host: 'a.example' },
  { model: 'two', host: null },
];
const settings: WriteSettings = {
  ...{ instructions: instructionsFor(draft), words: 60, count: 3, temperature: 0.8, maxTokens: 100, seed: 7 },
};
const plan = planOf(situations, sources, settings);
const came = (text: string, over: Partial<MadeText> = {}): MadeText => ({
  ...{ text, cut: false, usage: { read: 50, written: 20 }, at: '2026-11-26T10:00:00.000Z' },
  ...over,
});
const RUN = '2026-11-26T09:59:00.000Z';
const pair = (i: number, positive = `I wait for her, ${i}.`, negative = `I go right on, ${i}.`): MadePair =>
  madePair(plan[i]!, settings, { positive: came(positive), negative: came(negative, { at: '2026-11-26T10:00:05.000Z' }) }, RUN);

describe('what a model is told', () => {
  test('situations with words, told in sentences', () =>
    expect(situations).toEqual([
      { id: 'queue', title: 'The queue', text: 'The queue. Get to the counter. An old man counts his coins.' },
      { id: 'door', title: 'The door', text: 'The door.' },
    ]));
  test('two instructions, alike but for the side; the set’s own sentence that asks for it comes in', () => {
    const { positive, negative } = settings.instructions;
    expect(positive).not.toBe(negative);
    expect(positive.replaceAll('patient', 'hasty')).toBe(negative);
    const asking = { positive: 'Take your time.', negative: 'Be quick.' };
    expect(instructionsFor({ ...draft, asking }).negative).toContain('hasty. Be quick.');
    expect(instructionsFor(emptyDraft()).positive).toContain('showing the concept');
  });
  test('its places are filled; without one the situation stands in front', () => {
    const [{ role, content }] = messagesFor(settings.instructions.positive, situations[0]!, 60);
    expect([role, content]).toEqual(['user', expect.stringMatching(/An old man counts his coins[^]*in about 60 words/)]);
    expect(content).not.toMatch(/[{}]/);
    const cash = { ...situations[1]!, text: 'It costs $& or $1.' };
    expect(messagesFor('Be kind.', cash, 60)[0].content).toBe('It costs $& or $1.\n\nBe kind.');
  });
});

describe('the plan', () => {
  test('one of each situation before the second of any, sources in turn, every situation by every source', () => {
    expect(plan.map((one) => [one.situation.id, one.source.model, one.seed])).toEqual([
      ['queue', 'one', 7],
      ['door', 'two', 8],
      ['queue', 'two', 7 + 2 ** 16],
      ['door', 'one', 8 + 2 ** 16],
      ['queue', 'one', 7 + 2 ** 17],
      ['door', 'two', 8 + 2 ** 17],
    ]);
    expect(new Set(plan.map(({ key }) => key)).size).toBe(6);
    expect(planOf(situations, [], settings)).toEqual([]);
  });
  test('what is written is not asked again; what hangs on other words is', () => {
    expect(rest(plan, [pair(0), pair(3)]).map(({ seed }) => seed)).toEqual([1, 2, 4, 5].map((i) => plan[i]!.seed));
    const more = planOf(situations, sources, { ...settings, count: 4 });
    expect(
      rest(
        more,
        [0, 1, 2, 3, 4, 5].map((i) => pair(i)),
      ).map(({ situation, seed }) => [situation.id, seed]),
    ).toEqual([
      ['queue', 7 + 3 * 2 ** 16],
      ['door', 8 + 3 * 2 ** 16],
    ]);
    for (const change of [{ words: 61 }, { temperature: 0.9 }, { maxTokens: 99 }, { instructions: { positive: 'a', negative: 'b' } }])
      expect(rest(planOf(situations, sources, { ...settings, ...change }), [pair(0)])).toHaveLength(6);
  });
  test('a situation more, or one left out, has nothing of the others written again', () => {
    const all = plan.map((_, i) => pair(i));
    const more = planOf([...situations, { id: 'ferry', title: 'Ferry', text: 'It is late.' }], sources, settings);
    expect(rest(more, all).map(({ situation }) => situation.id)).toEqual(['ferry', 'ferry', 'ferry']);
    const without = planOf(situations, sources, settings, ['queue']);
    expect([without.length, rest(without, all)]).toEqual([3, []]);
  });
  test('the estimate: two requests a pair, no more than the tokens that were allowed', () => {
    const { requests, read, most, written } = estimateOf(plan, settings);
    expect([requests, most, written]).toEqual([12, 1200, 972]);
    const letters = plan.flatMap(({ situation }) =>
      (['positive', 'negative'] as const).map((side) => messagesFor(settings.instructions[side], situation, 60)[0].content.length),
    );
    expect(read).toBeGreaterThan(letters.reduce((sum, one) => sum + one, 0) / 4);
    expect(read).toBeLessThan(letters.reduce((sum, one) => sum + one, 0) / 4 + 12 * 10);
  });
});

describe('what came', () => {
  test('thoughts aloud in front are no part of it', () => {
    expect(textOf('<think>He wants\nmuch.</think>\n\n I wait. ')).toBe('I wait.');
    expect(textOf('I say <think>nothing</think>.')).toBe('I say <think>nothing</think>.');
    expect(textOf('<think>He wants much, and then')).toBe('');
  });
  test('words to the person in front of a text are told from a text that begins like them', () => {
    const all = (texts: readonly string[]) => texts.map(hasPreface);
    const to = [
      'Sure! Here is the text:\nI stop.',
      'Certainly! I stop.',
      '**Here’s a possible response:** I stop.',
      'Okay, as you like:\n\nI stop.',
    ];
    expect(all(to)).toEqual([true, true, true, true]);
    const own = [
      'Okay, I say, and stop.',
      'Of course I stop.',
      'Here is my seat, I tell her.',
      'I say: sure! Here is the text: take it.',
      'Great: he fell.',
      '',
    ];
    expect(all(own)).toEqual([false, false, false, false, false, false]);
  });
  test('what keeps a pair from a set: an empty side, or one text on both, white space aside', () => {
    expect(['I wait.', ' I wait.\n', '', ' '].map((text) => hindrance(pair(0, 'I wait.', text)))).toEqual([
      'same',
      'same',
      'empty',
      'empty',
    ]);
    expect([hindrance(pair(0)), hindrance(pair(0, ' ', ''))]).toEqual([null, 'empty']);
  });
  test('tokens are summed, and those that nobody told are counted', () => {
    const untold = madePair(plan[1]!, settings, { positive: came('a', { usage: null }), negative: came('b') }, RUN);
    const halves = [{ key: 'x', side: 'positive' as const, came: came('c') }];
    expect(spentInAll({ made: [pair(0), untold], halves, gone: NOTHING_SPENT })).toEqual({ read: 200, written: 80, texts: 5, untold: 1 });
    const gone = { read: 7, written: 3, texts: 2, untold: 1 };
    expect(spentInAll({ made: [], halves, gone })).toEqual({ read: 57, written: 23, texts: 3, untold: 1 });
  });
  test('lengths: a ratio each, their geometric mean, and how many are alike', () => {
    expect(lengthRatio(pair(0, 'one two three four', 'one two'))).toBe(2);
    expect(lengthRatio(pair(0, 'one', '…'))).toBeNaN();
    expect(lengthMatch([pair(0, 'a b c d', 'a b'), pair(1, 'a b', 'a b c d'), pair(2, 'a b c d', 'a b c d')])).toEqual({
      ...{ pairs: 3, matched: 1, ratio: 1 },
    });
    expect(lengthMatch([]).ratio).toBeNaN();
  });
});

describe('into the set and out of it', () => {
  test('the first free row of its own situation, with all that is known of how it was written', () => {
    const edited = { ...pair(1), now: { positive: 'I wait, truly.', negative: 'I go right on, 1.' } };
    expect([isEdited(pair(1)), isEdited(edited)]).toEqual([false, true]);
    const first = withMade(draft, pair(0));
    const second = withMade(first.draft, edited);
    expect([first.row, second.row]).toEqual(['pair-1', 'pair-2']);
    expect(second.draft.pairs[1]).toMatchObject({ scenario: 'door', positive: 'I wait, truly.', split: 'auto' });
    expect(second.draft.pairs.map(({ writtenBy }) => writtenBy?.model)).toEqual(['one', 'two', ...Array<undefined>(6)]);
    expect(second.draft.pairs[0]!.writtenBy).toEqual({
      ...{ model: 'one', host: 'a.example', temperature: 0.8, seed: 7, at: '2026-11-26T10:00:05.000Z', edited: false },
      instructions: {
        positive: messagesFor(settings.instructions.positive, situations[0]!, 60)[0].content,
        negative: messagesFor(settings.instructions.negative, situations[0]!, 60)[0].content,
      },
    });
    expect(second.draft.pairs[1]!.writtenBy).toMatchObject({ edited: true });
    expect('host' in second.draft.pairs[1]!.writtenBy!).toBe(false);
    expect(withoutMade(second.draft, { row: 'pair-2', now: edited.now }).pairs[1]).toMatchObject({
      id: 'pair-2',
      positive: '',
      negative: '',
    });
    // Written over since: it is the person's now.
    const over = withFields(second.draft, 'pairs', 'pair-2', { positive: 'Other.' });
    expect(withoutMade(over, { row: 'pair-2', now: edited.now })).toBe(over);
  });
  test('where no row is free one is added; a situation that is gone is another', () => {
    const full = { ...draft, pairs: draft.pairs.map((one) => ({ ...one, positive: 'a', negative: 'b' })) };
    const { draft: grown, row } = withMade({ ...full, scenarios: draft.scenarios.slice(1) }, pair(0));
    expect([grown.pairs.length, row, grown.pairs.at(-1)!.scenario]).toEqual([9, 'pair-9', full.pairs.at(-1)!.scenario]);
  });
  test('changed afterwards, a text is said to be; its situation and split are no text', () => {
    const { draft: grown } = withMade(draft, pair(0));
    const isSaidEdited = (fields: object) => withFields(grown, 'pairs', 'pair-1', fields).pairs[0]!.writtenBy!.edited;
    expect([isSaidEdited({ negative: 'I push.' }), isSaidEdited({ split: 'test' })]).toEqual([true, false]);
    expect(withFields(grown, 'pairs', 'pair-2', { negative: 'I push.' }).pairs[1]!.writtenBy).toBeUndefined();
  });
  test('the set keeps it, through its file and back, and has the hash of the set without it', async () => {
    const two = withMade(withMade(draft, pair(0)).draft, pair(1)).draft;
    const set = setOf({ ...two, scenarios: draft.scenarios.filter(({ title }) => title.trim() !== '') });
    const again = parseScenarioSet(JSON.stringify(set), 'set.json');
    expect(again).toEqual(set);
    expect(again.pairs.map(({ writtenBy }) => writtenBy?.model)).toEqual(['one', 'two']);
    const bare = { ...set, pairs: set.pairs.map((one) => ({ ...one, writtenBy: undefined })) };
    expect(await hashScenarioSet(bare)).toBe(await hashScenarioSet(set));
  });
});

const taken = (one: MadePair): MadePair => ({ ...one, state: 'accepted', row: 'pair-1' });

describe('home', () => {
  test('lines of the published fields, read here as those; rejected ones stay behind', () => {
    const made = withPair(
      withPair([pair(0), pair(1), { ...pair(2), run: '2026-11-27T00:00:00.000Z' }], plan[1]!.key, { state: 'rejected' }),
      plan[2]!.key,
      {
        state: 'accepted',
      },
    );
    const { name, text } = writtenFile(made, 'patience');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([name, lines.length]).toEqual(['patience.written.jsonl', 2]);
    expect(Object.keys(lines[0]!).slice(0, 8)).toEqual([
      ...['scenario_id', 'scenario_title', 'empathic_text', 'non_empathic_text', 'source_model', 'run_id', 'generated_at', 'format'],
    ]);
    expect(lines.map((line) => [line.source_model, line.source_host, line.run_id, line.accepted, line.seed])).toEqual([
      ['one', 'a.example', 0, false, 7],
      ['two', null, 1, true, 7 + 2 ** 16],
    ]);
    expect(lines[0]!.empathic_instruction).toContain('An old man counts his coins.');
    expect(layoutOf(Object.keys(lines[0]!)).id).toBe('paper');
  });
  test('opened again as texts, a pair keeps how it was written; with its sides turned round each instruction goes with its text', async () => {
    const made = [pair(0), { ...pair(1), now: { positive: 'I wait, truly.', negative: 'I go right on, 1.' } }, pair(2)].map(taken);
    const { name, text } = writtenFile(made, 'patience');
    const files = [{ name, text }];
    const { choice, refused } = previewOf({ files, choice: null, inUse: null });
    const { set } = await importedSet(files, choice, null);
    expect([refused, set.pairs.map(({ writtenBy }) => writtenBy)]).toEqual([null, made.map(writtenByOf)]);
    expect(set.pairs.map(({ writtenBy }) => [writtenBy!.host, writtenBy!.edited])).toEqual([
      ['a.example', false],
      [undefined, true],
      [undefined, false],
    ]);
    const columns = { ...choice.columns, positive: choice.columns.negative!, negative: choice.columns.positive! };
    const { set: turned } = await importedSet(files, { ...choice, columns }, null);
    const { positive, negative } = writtenByOf(made[0]!).instructions;
    expect(turned.pairs[0]).toMatchObject({
      positive: made[0]!.now.negative,
      writtenBy: { instructions: { positive: negative, negative: positive } },
    });
    const other = { ...choice.columns, positive: 'scenario_title' };
    expect((await importedSet(files, { ...choice, columns: other, split: 'hash' }, null)).set.pairs[0]!.writtenBy).toBeUndefined();
  });
  test('undecided and cut off, a pair is that in its file and in this browser, and no pair of a set that the file becomes', async () => {
    const ends = { positive: came('I wait for'), negative: came('I go right', { cut: true }) };
    const cut = madePair(plan[3]!, settings, ends, RUN);
    const made = [taken(pair(0)), pair(1), taken(pair(2)), cut];
    expect(decodeWritten(encodeWritten({ form: emptyForm, made, halves: [], gone: NOTHING_SPENT }))!.made).toEqual(made);
    const { name, text } = writtenFile(made, 'patience');
    const told = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map((line) => [line.accepted, line.empathic_cut, line.non_empathic_cut])).toEqual([
      [true, false, false],
      [false, false, false],
      [true, false, false],
      [false, false, true],
    ]);
    const written = JSON.parse(writtenFile([{ ...cut, now: { ...cut.now, negative: 'I go right on.' } }], 'x').text) as (typeof told)[0];
    expect(written!.non_empathic_cut).toBe(false);
    const files = [{ name, text }];
    const { counts, problems, choice } = previewOf({ files, choice: null, inUse: null });
    const says = expect.stringContaining('nobody took this pair in the review') as string;
    expect([counts.usable, problems]).toEqual([2, [2, 4].map((line) => ({ file: name, row: `line ${line}`, field: 'accepted', says }))]);
    const { set } = await importedSet(files, { ...choice, split: 'hash' }, null);
    expect(set.pairs.map(({ positive }) => positive)).toEqual([0, 2].map((i) => pair(i).now.positive));
    // Whatever columns are its sides, an undecided pair is none.
    const other = { ...choice, columns: { ...choice.columns, positive: 'scenario_title' } };
    expect(previewOf({ files, choice: other, inUse: null }).counts.usable).toBe(2);
    const odd = [{ name, text: text.replace('"accepted":true', '"accepted":"yes"') }];
    expect(previewOf({ files: odd, choice: null, inUse: null }).problems[0]!.says).toContain('expected true or false');
  });
  test('a file of the published fields that says of no pair whether it was taken comes in whole', () => {
    const lines = [0, 1, 2].map((i) => ({ scenario_id: 'queue', empathic_text: `I wait, ${i}.`, non_empathic_text: `I go, ${i}.` }));
    const usable = (rows: readonly object[]) =>
      previewOf({ files: [{ name: 'a.jsonl', text: rows.map((row) => JSON.stringify(row)).join('\n') }], choice: null, inUse: null }).counts
        .usable;
    const ours = writtenFile([pair(0), pair(1), pair(2)], 'x')
      .text.trim()
      .split('\n');
    const unsaid = ours.map((line) => ({ ...(JSON.parse(line) as object), accepted: undefined }));
    // A column of that name in another program's file is its own affair.
    expect([usable(lines), usable(unsaid), usable(lines.map((line) => ({ ...line, format: 'v1', accepted: false })))]).toEqual([3, 3, 3]);
  });
  test('a line whose account of itself is damaged is left out, by its number', () => {
    const { name, text } = writtenFile([pair(0), pair(1), pair(2)].map(taken), 'patience');
    const { problems, counts } = previewOf({
      files: [{ name, text: text.replace('"seed":8', '"seed":"8"') }],
      choice: null,
      inUse: null,
    });
    expect([counts.usable, problems.map(({ row, field }) => [row, field])]).toEqual([2, [['line 2', 'source_model']]]);
  });
  test('what this browser keeps is what there was; anything else is nothing', () => {
    const all = {
      form: emptyForm,
      made: [pair(0), { ...pair(1), state: 'accepted' as const, row: 'pair-1' }],
      halves: [{ key: 'x', side: 'negative' as const, came: came('c') }],
      gone: { read: 7, written: 3, texts: 2, untold: 1 },
    };
    expect(decodeWritten(encodeWritten(all))).toEqual(all);
    expect(decodeWritten(encodeWritten(all).replace(/,"gone":{[^}]*}/, ''))).toEqual({ ...all, gone: NOTHING_SPENT });
    for (const json of ['', 'null', '{}', encodeWritten(all).replace('"accepted"', '"taken"')]) expect(decodeWritten(json)).toBeNull();
  });
});

test('what came in two tabs stays, with what was decided and spent in either', () => {
  const so = (made: readonly MadePair[], read = 0): WrittenSoFar => ({
    ...{ form: emptyForm, made, halves: [], gone: { ...NOTHING_SPENT, read } },
  });
  const base = so([pair(0)], 5);
  const mine = so([{ ...pair(0), state: 'rejected' }, pair(1)], 7);
  const theirs = { ...so([pair(0), pair(2), pair(3)], 6), form: { ...emptyForm, count: 3 } };
  const merged = mergedWritten(base, mine, theirs);
  expect(merged.made.map(({ key, state }) => [key, state])).toEqual([
    [plan[0]!.key, 'rejected'],
    ...[1, 2, 3].map((i) => [plan[i]!.key, 'open']),
  ]);
  expect([merged.form.count, merged.gone.read]).toEqual([3, 8]);
});
