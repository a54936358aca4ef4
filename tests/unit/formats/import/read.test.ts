/** Every layout of texts, from the text of a file to a scenario set: what it is taken for, what its columns are, and what is left out. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ImportChoice } from '../../../../src/formats/import/choice';
import { readSource, SPLIT_OF_FILE, type TextFile } from '../../../../src/formats/import/read';
import { classRows, pairRows, ratedRows } from '../../../../src/formats/import/rows';
import { setOfClasses, setOfPairs, setOfRated, type Origin } from '../../../../src/formats/import/to-set';
import { decodeText } from '../../../../src/formats/text';
import { parseScenarioSet } from '../../../../src/formats/scenario-set';

const file = (name: string, text: string): TextFile => ({ name, text });
const jsonl = (...rows: unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const ORIGIN: Origin = { files: ['f'], layout: 'pairs', of: 2, licences: [], sources: [] };
/** The file read, its rows as pairs. */
function pairs(files: readonly TextFile[], change: Partial<ImportChoice> = {}) {
  const source = readSource(files);
  const choice = { ...source.choice, use: 'pairs' as const, ...change };
  const { rows, problems } = pairRows(source.table, choice);
  return {
    ...source,
    choice,
    rows,
    problems: [...source.table.problems, ...problems],
    sides: rows.map((row) => [row.positive, row.negative]),
  };
}

describe('layouts', () => {
  const two = [
    { positive: 'I sat with her.', negative: 'I ran on.' },
    { positive: 'We waited.', negative: 'We left.' },
  ];
  const want = [
    ['I sat with her.', 'I ran on.'],
    ['We waited.', 'We left.'],
  ];

  test.each([
    ['a JSON list', 'a.json', JSON.stringify(two)],
    ['JSON lines', 'a.jsonl', jsonl(...two)],
    ['JSON lines with CRLF and an empty line', 'a.jsonl', jsonl(...two).replace('\n', '\r\n\r\n')],
    ['CSV', 'a.csv', 'positive,negative\nI sat with her.,I ran on.\nWe waited.,We left.\n'],
    ['CSV with CRLF and capitals', 'a.csv', 'Positive,Negative\r\nI sat with her.,I ran on.\r\nWe waited.,We left.\r\n'],
    ['semicolons', 'a.csv', 'positive;negative\nI sat with her.;I ran on.\nWe waited.;We left.'],
    ['cells from a spreadsheet, without a header', 'pasted', 'I sat with her.\tI ran on.\nWe waited.\tWe left.'],
  ])('a, pairs: %s', (_, name, text) => expect(pairs([file(name, text)])).toMatchObject({ sides: want, problems: [] }));

  test('a: groups, splits and ids of the file', () => {
    const { choice, rows } = pairs([
      file('a.jsonl', jsonl({ ...two[0], scenario: 's', split: 'train', id: 'x' }, { ...two[1], scenario: 's', split: 'val', id: 'y' })),
    ]);
    expect(choice).toMatchObject({ split: 'given', columns: { group: 'scenario', split: 'split', id: 'id' } });
    expect(rows.map(({ id, group, split }) => [id, group, split])).toEqual([
      ['x', 's', 'train'],
      ['y', 's', 'test'],
    ]);
  });

  test('b, A/B items: items to begin with; as pairs the question stands in front of the answers', () => {
    const row = { question: 'Do you stop?', answer_matching_behavior: [' Yes', ' Sure'], answer_not_matching_behavior: ' No' };
    const found = pairs([file('b.jsonl', jsonl(row))]);
    expect([found.layout.id, found.layout.uses]).toEqual(['items', ['items', 'pairs']]);
    expect(found.sides).toEqual([['Do you stop?\n\n Yes', 'Do you stop?\n\n No']]);
  });

  test.each([
    ['c', 'answers', { positive_response: 'I am so sorry.', negative_response: 'Noted.' }],
    ['h', 'preference', { chosen: 'I am so sorry.', rejected: 'Noted.' }],
  ])('%s, a prompt with two answers: the prompt apart, before each as one text, or left out', (_, id, answers) => {
    const files = [file('c.jsonl', jsonl({ prompt: 'My dog died.', ...answers }, { prompt: '', ...answers }))];
    const bare = ['I am so sorry.', 'Noted.'];
    const apart = pairs(files);
    expect(apart).toMatchObject({ layout: { id }, choice: { prompt: 'apart' }, sides: [bare, bare] });
    expect(apart.rows.map((row) => row.answers)).toEqual(['My dog died.', undefined]);
    const before = pairs(files, { prompt: 'before' });
    expect(before.sides).toEqual([['My dog died.\n\nI am so sorry.', 'My dog died.\n\nNoted.'], bare]);
    const out = pairs(files, { prompt: 'out' });
    expect(out.sides).toEqual([bare, bare]);
    for (const { rows } of [before, out]) expect(rows.map((row) => row.answers)).toEqual([undefined, undefined]);
  });

  test('c: a prompt that is no text leaves its row out, unless prompts are left out; a number is one', () => {
    const answers = { positive_response: 'I am so sorry.', negative_response: 'Noted.' };
    const files = [
      file('c.jsonl', jsonl({ prompt: 'My dog died.', ...answers }, { prompt: ['x'], ...answers }, { prompt: 7, ...answers })),
    ];
    const { rows, problems } = pairs(files);
    expect(rows.map(({ prompt }) => prompt)).toEqual(['My dog died.', '7']);
    expect(problems).toEqual([{ file: 'c.jsonl', row: 'line 2', field: 'prompt', says: 'expected a text, got ["x"]' }]);
    expect(pairs(files, { prompt: 'out' })).toMatchObject({ rows: [{}, {}, {}], problems: [] });
  });

  test('c: the set keeps prompts apart in version 2, and is of version 1 with any other choice; each splits by what is read', () => {
    const rows = Array.from({ length: 9 }, (_, i) => ({
      prompt: `Question ${i}?`,
      positive_response: 'Of course.',
      negative_response: 'No.',
    }));
    const { table, choice } = readSource([file('c.jsonl', jsonl(...rows))]);
    const origin: Origin = { files: ['c.jsonl'], layout: '', of: 9, licences: [], sources: [] };
    const { rows: found } = pairRows(table, choice);
    const set = setOfPairs(found, choice, origin);
    expect([set.version, set.pairs.map(({ prompt }) => prompt)]).toEqual([2, rows.map(({ prompt }) => prompt)]);
    const before = { ...choice, prompt: 'before' } as const;
    expect(setOfPairs(pairRows(table, before).rows, before, origin)).toMatchObject({ version: 1 });
    // The same answers to nine prompts are nine pairs; without the prompts they are one, which cannot be held out from itself.
    const out = { ...choice, prompt: 'out' } as const;
    expect(() => setOfPairs(pairRows(table, out).rows, out, origin)).toThrow('no pair is left for “test”');
  });

  test('d, labelled statements are two classes and no pairs', () => {
    const { layout, table, choice } = readSource([
      file('d.csv', 'statement,label,city\n"Ann waited, for him.",1,Rome\nHe ran.,0,Rome\nShe hid.,2,Rome\n'),
    ]);
    expect([layout.id, layout.uses]).toEqual(['labelled', ['classes']]);
    const { rows, problems } = classRows(table, choice);
    expect(rows.map(({ text, side }) => [text, side])).toEqual([
      ['Ann waited, for him.', 'positive'],
      ['He ran.', 'negative'],
    ]);
    expect(problems).toEqual([{ file: 'd.csv', row: 'row 4', field: 'label', says: 'expected 1 or 0, got "2"' }]);
  });

  test('d, answers to prompts that are no pairs: the prompt apart, before each, or left out', () => {
    const lines = [0, 1, 2, 3].flatMap((i) => [`Of course.,1,Question ${i}?`, `No.,0,Question ${i}?`]);
    const { table, choice } = readSource([file('d.csv', ['statement,label,question', ...lines].join('\n'))]);
    expect(choice).toMatchObject({ prompt: 'apart', columns: { prompt: 'question' } });
    const origin: Origin = { files: ['d.csv'], layout: '', of: 8, licences: [], sources: [] };
    const set = setOfClasses(classRows(table, choice).rows, choice, origin);
    expect([set.version, set.texts!.map(({ text, prompt }) => [text, prompt])]).toEqual([
      2,
      [0, 1, 2, 3].flatMap((i) => ['Of course.', 'No.'].map((text) => [text, `Question ${i}?`])),
    ]);
    expect(set.prompts.map(({ text }) => text)).toEqual([0, 1, 2, 3].map((i) => `Question ${i}?`));
    const before = { ...choice, prompt: 'before' } as const;
    const whole = setOfClasses(classRows(table, before).rows, before, origin);
    expect([whole.version, whole.texts![0]!.text, whole.texts![0]!.prompt]).toEqual([1, 'Question 0?\n\nOf course.', undefined]);
    // Without their prompts the texts of a label are one text, which cannot be held out from itself.
    const out = { ...choice, prompt: 'out' } as const;
    expect(() => setOfClasses(classRows(table, out).rows, out, origin)).toThrow('is left for “test”');
  });

  test('l, rated answers to prompts, and none where a person leaves the column out', () => {
    const { table, choice } = readSource([file('l.csv', 'text,score,prompt\nI stop.,2,What now?\nI run.,0,\n')]);
    const answers = (to: Partial<typeof choice>) => ratedRows(table, { ...choice, ...to }).rows.map(({ text, answers: of }) => [text, of]);
    expect(answers({})).toEqual([
      ['I stop.', 'What now?'],
      ['I run.', undefined],
    ]);
    expect(answers({ prompt: 'before' })[0]).toEqual(['What now?\n\nI stop.', undefined]);
    expect(answers({ columns: { text: 'text', score: 'score' } })[0]).toEqual(['I stop.', undefined]);
    const inUse = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
    const origin: Origin = { files: ['l.csv'], layout: '', of: 2, licences: [], sources: [] };
    const set = setOfRated(ratedRows(table, choice).rows, choice, origin, inUse);
    expect([inUse.version, set.version, set.scored.map(({ prompt }) => prompt)]).toEqual([1, 2, ['What now?', undefined]]);
    const bare = { ...choice, prompt: 'out' } as const;
    expect(setOfRated(ratedRows(table, bare).rows, bare, origin, inUse).version).toBe(1);
  });

  test.each([
    ['pairs', 'positive,negative,Prompt'],
    ['the paper’s pairs', 'empathic_text,non_empathic_text,prompt'],
    ['a table of no known layout', 'one,other,Question'],
  ])('a column that is called prompt or question is one to begin with: %s', (name, columns) => {
    const { layout, choice } = readSource([file('x.csv', `${columns}\nI wait.,I run.,What now?\n`)]);
    expect([layout.name, choice.prompt, choice.columns.prompt]).toEqual([name, 'apart', columns.split(',')[2]]);
  });

  test('d: labels as a data frame writes them; no other number is one', () => {
    const { table, choice } = readSource([file('d.csv', 'statement,label\na,1.0\nb,0.0\nc,1.5\nd,10\ne,True\nf,0.00\n')]);
    const { rows, problems } = classRows(table, choice);
    expect(rows.map(({ text, side }) => [text, side])).toEqual([
      ['a', 'positive'],
      ['b', 'negative'],
      ['e', 'positive'],
      ['f', 'negative'],
    ]);
    expect(problems.map(({ says }) => says)).toEqual(['expected 1 or 0, got "1.5"', 'expected 1 or 0, got "10"']);
  });

  const cities = (label: (i: number) => number): string =>
    [
      'statement,label,note,city,sure',
      ...Array.from({ length: 12 }, (_, i) => `text ${i},${label(i)},n${i},city ${i % 3},${label(i)}`),
    ].join('\n');
  test.each<[string, string, string | undefined, string]>([
    ['held out whole where each has both labels', cities((i) => Number(i < 6)), 'city', 'group'],
    ['not held out where one has a single label', cities((i) => Number(i % 3 === 0 || i === 1)), 'city', 'hash'],
    ['none where values say the label alone, or never repeat', cities((i) => Number(i % 3 === 0)), undefined, 'hash'],
    ['the one that is called so goes first', cities((i) => Number(i < 6)).replace('note', 'topic'), 'topic', 'hash'],
  ])('d: a further column becomes the groups, %s', (_, text, group, split) => {
    const { choice } = readSource([file('d.csv', text)]);
    expect([choice.columns.group, choice.split]).toEqual([group, split]);
  });

  test('e, two files of unequal length are two classes, each text under its own line', () => {
    const { layout, table, choice, lacks } = readSource([file('negative.txt', 'c\n\nd\ne'), file('positive.txt', 'a\nb b\n')]);
    expect([layout.id, layout.uses, lacks]).toEqual(['two-files', ['classes'], null]);
    expect(layout.name).toContain('no pairs');
    const { rows, problems } = classRows(table, choice);
    expect(problems).toEqual([]);
    expect(rows.map(({ at, text, side }) => [at, text, side])).toEqual([
      ['positive.txt, line 1', 'a', 'positive'],
      ['positive.txt, line 2', 'b b', 'positive'],
      ['negative.txt, line 1', 'c', 'negative'],
      ['negative.txt, line 3', 'd', 'negative'],
      ['negative.txt, line 4', 'e', 'negative'],
    ]);
  });

  test.each([
    ['lines', 'a\nb b\n', 'c\n\nd'],
    ['JSON lines', jsonl({ text: 'a' }, { text: 'b b' }), jsonl({ text: 'c' }, { text: 'd' })],
  ])('e, two files of %s are pairs line by line, the positive file told by its name', (_, one, other) => {
    const sides = [
      ['a', 'c'],
      ['b b', 'd'],
    ];
    expect(pairs([file('negative.txt', other), file('positive.txt', one)])).toMatchObject({
      layout: { id: 'two-files' },
      sides,
      lacks: null,
    });
    expect(pairs([file('one.txt', one), file('two.txt', other)]).sides).toEqual(sides);
  });
  test('e: a line that is empty in one of two files that end on the same line takes no partner from the next one', () => {
    const texts = [file('positive.txt', 'A\n\nC\nD\n\nF'), file('negative.txt', 'a\nb\n\nd\n\nf\n\n')];
    const { sides, problems } = pairs(texts);
    expect(sides).toEqual([
      ['A', 'a'],
      ['D', 'd'],
      ['F', 'f'],
    ]);
    expect(problems).toEqual([
      { file: 'positive.txt', row: 'line 2', field: '', says: 'expected a text, as negative.txt has one there, got nothing' },
      { file: 'negative.txt', row: 'line 3', field: '', says: 'expected a text, as positive.txt has one there, got nothing' },
    ]);
    // A line that is no JSON is said once, and takes its partner with it.
    const broken = pairs([
      file('pos.jsonl', jsonl({ text: 'A' }, { text: 'B' }, { text: 'C' })),
      file('neg.jsonl', '{"text":"a"}\n{b\n{"text":"c"}'),
    ]);
    expect([broken.sides, broken.problems.map(({ file: name, row }) => [name, row])]).toEqual([
      [
        ['A', 'a'],
        ['C', 'c'],
      ],
      [['neg.jsonl', 'line 2']],
    ]);
  });
  test('e: texts that stand on different lines are paired in their order, and each knows the line of its partner', () => {
    const { table } = readSource([file('positive.txt', 'A\nB\nC'), file('negative.txt', 'a\n\nb\nc')]);
    expect(table.rows.map(({ at, beside, cells }) => [at, beside, ...cells])).toEqual([
      [1, undefined, 'A', 'a'],
      [2, 3, 'B', 'b'],
      [3, 4, 'C', 'c'],
    ]);
  });
  test('e: one file alone is refused with what is missing', () => {
    expect(readSource([file('positive.txt', 'a\nb')]).lacks).toContain('the texts of one side alone');
  });

  test('f, a persona trait has no texts of its own, and says what it lacks and where a model writes them', () => {
    const { layout, table, lacks, persona } = readSource([
      file('f.json', JSON.stringify({ instruction: [{ pos: 'Care.', neg: 'Work.' }], questions: ['What now?'], eval_prompt: 'x' })),
    ]);
    expect([layout.id, table.rows[0]!.cells]).toEqual(['persona', ['Care.', 'Work.']]);
    expect(lacks).toContain('1 instruction for each side, 1 question and no answers');
    expect(lacks).toContain('“Write pairs with a model”');
    expect(persona).toEqual({ questions: ['What now?'], instructions: { positive: 'Care.', negative: 'Work.' } });
    expect(lacks).toContain('Its eval_prompt is not used');
    const trait = { instruction: [{ pos: 'Care.', neg: 'Work.' }], questions: ['What now?'] };
    for (const more of [{}, { eval_prompt: ' ' }, { eval_prompt: 3 }])
      expect(readSource([file('f.json', JSON.stringify({ ...trait, ...more }))]).lacks).not.toContain('eval_prompt');
    const bare = (value: object) => readSource([file('f.json', JSON.stringify(value))]).persona;
    const two = [{ pos: 'Care.' }, { pos: ' Wait. ', neg: 'Run.' }];
    expect(bare({ instruction: two, questions: [1, ' ', 'Why? '] })).toEqual({
      questions: ['Why?'],
      instructions: { positive: 'Wait.', negative: 'Run.' },
    });
    expect([bare({ instruction: two, questions: [] }), bare({ instruction: two.slice(0, 1), questions: ['Why?'] })]).toEqual([null, null]);
  });

  test('g, classes with continuations', () => {
    const text = JSON.stringify({ classes: ['Empathy', 'coldness'], data: [['who listens', 'who looks away'], ['one']] });
    const found = pairs([file('g.json', text)]);
    expect(found).toMatchObject({
      layout: { id: 'continuations' },
      sides: [['who listens', 'who looks away']],
      choice: { concept: { positive: 'Empathy', negative: 'coldness' } },
    });
    expect(found.problems).toEqual([{ file: 'g.json', row: 'row 2', field: 'data', says: 'expected two texts, got ["one"]' }]);
  });

  test('h, preferences', () =>
    expect(pairs([file('h.jsonl', jsonl({ prompt: 'Help?', chosen: 'Of course.', rejected: 'No.' }))])).toMatchObject({
      layout: { id: 'preference' },
      sides: [['Of course.', 'No.']],
    }));

  const said = (role: string, content: unknown) => ({ role, content });
  const asked = [said('system', 'Be brief.'), said('user', 'My dog died.'), said('assistant', 'Oh.'), said('user', 'What now?')];
  const [kind, cold] = [said('assistant', 'I am so sorry.'), said('assistant', [{ type: 'text', text: 'Noted.' }])];
  test.each<[string, object]>([
    ['beside their prompt', { prompt: asked, chosen: [kind], rejected: [cold] }],
    ['with the prompt in front of both', { chosen: [...asked, kind], rejected: [...asked, cold] }],
    ['with it in front and beside', { prompt: asked, chosen: [...asked, kind], rejected: [...asked, cold] }],
    ['the prompt a text', { prompt: 'My dog died.\n\nWhat now?', chosen: [kind], rejected: [cold] }],
  ])('h, preferences as conversations: the last answers, %s', (_, row) => {
    const found = pairs([
      file('h.jsonl', jsonl(row, { ...row, chosen: [said('user', 'x'), 7] }, { ...row, rejected: [said('tool', 'x')] })),
    ]);
    expect(found).toMatchObject({ layout: { id: 'preference' }, sides: [['I am so sorry.', 'Noted.']] });
    expect(found.rows[0]!.prompt).toBe('My dog died.\n\nWhat now?');
    // The file of each row knows whether more was said than is read.
    expect(found.table.rows[0]!.cut).toBe(typeof Object.values(row)[0] === 'string' ? undefined : true);
    expect(found.problems.map(({ row: at, field }) => [at, field])).toEqual([
      ['line 2', 'chosen'],
      ['line 3', 'rejected'],
    ]);
  });

  const QA = 'Type,Category,Question,Best Answer,Best Incorrect Answer,Correct Answers,Incorrect Answers,Source\n';
  test('i, TruthfulQA, and its older form that lacks a column', () => {
    const now = `${QA}A,Law,"Who, then?",Nobody,Me,"Nobody; no one","You; me",https://a\n`;
    const older = `${QA.replace('Best Incorrect Answer,', '')}A,Law,"Who, then?",Nobody,"Nobody; no one","You; me",https://a\n`;
    expect(pairs([file('TruthfulQA.csv', now)])).toMatchObject({
      layout: { id: 'truthful-qa' },
      sides: [['Nobody', 'Me']],
      choice: { columns: { group: 'Category', source: 'Source', prompt: 'Question' }, prompt: 'apart' },
      rows: [{ answers: 'Who, then?' }],
    });
    expect(pairs([file('TruthfulQA.csv', older)]).sides).toEqual([['Nobody', 'You']]);
  });

  test('k, the paper’s layout, train and test told apart by the names of the files', () => {
    const row = (text: string) => ({
      scenario_id: 'the_shelter',
      scenario_title: 'The Shelter',
      empathic_text: `I wait for him. ${text}`,
      non_empathic_text: `I go on. ${text}`,
      source_model: 'model-a',
      run_id: 0,
      generated_at: '2026-01-01',
      format: 'json',
    });
    const { layout, choice, rows } = pairs([
      file('train_pairs.jsonl', jsonl(row('1'), row('2'))),
      file('test_pairs.jsonl', jsonl(row('3'))),
    ]);
    expect([layout.id, choice.split, choice.columns]).toEqual([
      'paper',
      'given',
      expect.objectContaining({ split: SPLIT_OF_FILE, source: 'source_model' }),
    ]);
    expect(rows.map(({ split }) => split)).toEqual(['train', 'train', 'test']);
    expect(rows[2]).toMatchObject({ at: 'test_pairs.jsonl, row 1', id: '2-1', group: 'the_shelter', title: 'The Shelter' });
  });

  test('l, rated texts, in CSV and in JSON', () => {
    const csv = readSource([file('l.csv', 'text,score\n"I stopped, and called help.",2\nI ran.,3\n,1\n')]);
    const { rows, problems } = ratedRows(csv.table, csv.choice);
    expect([csv.layout.id, rows.map(({ text, score }) => [text, score])]).toEqual(['rated', [['I stopped, and called help.', 2]]]);
    expect(problems.map(({ row, field, says }) => `${row}: ${field}: ${says}`)).toEqual([
      'row 3: score: expected 0, 1 or 2, got "3"',
      'row 4: text: expected a text, got nothing',
    ]);
    const json = readSource([file('l.json', JSON.stringify([{ scenario: 's', text: 'I stopped.', eia_score: 2 }]))]);
    expect(ratedRows(json.table, json.choice).rows).toMatchObject([{ group: 's', score: 2 }]);
  });
});

describe('bad rows are named, and the others stay', () => {
  test('empty, equal, of another kind, not JSON', () => {
    const text = [
      '{"positive":"a","negative":"b"}',
      '{"positive":"","negative":"b"}',
      '{"positive":"same ","negative":"same"}',
      '{"positive":7,"negative":null}',
      '{broken',
      '[1]',
      '{"positive":"c","negative":"d"}',
    ].join('\n');
    const { sides, problems } = pairs([file('a.jsonl', text)]);
    expect(sides).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(problems.map(({ row, field, says }) => `${row}: ${field}: ${says}`)).toEqual([
      expect.stringMatching(/^line 5: : not JSON/),
      'line 6: : expected an object, got [1]',
      'line 2: positive: expected a text, got nothing',
      'line 3: negative: expected another text than the positive one',
      'line 4: positive: expected a text, got 7',
      'line 4: negative: expected a text, got nothing',
    ]);
  });

  test('CSV: quotes inside, an unquoted separator, a quote that never closes', () => {
    const text = 'positive,negative\n"He said ""stay"".\nShe did.",no\nof course, yes,no\nok,fine\n"never closed,no\nlast,one\n';
    const { sides, problems } = pairs([file('a.csv', text)]);
    expect(sides).toEqual([
      ['He said "stay".\nShe did.', 'no'],
      ['ok', 'fine'],
    ]);
    expect(problems.map(({ row, says }) => `${row}: ${says}`)).toEqual([
      expect.stringMatching(/^row 3: expected 2 cells as in the first row, got 3/),
      expect.stringMatching(/^row 5: a quote is opened here and never closed/),
    ]);
  });

  test('CSV: an apostrophe that keeps a spreadsheet from running a text is none of it; any other is', () => {
    const texts = ["'-30", "'=1+1", "'+", "'@me", "'tis", "''-1", "'", "-'-", "'\t=1"]; // As a file has them.
    const { table } = readSource([file('a.csv', ['positive,negative', ...texts.map((text) => `"${text}",b`)].join('\n'))]);
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['-30', '=1+1', '+', '@me', "'tis", "'-1", "'", "-'-", '\t=1']);
  });

  test('a missing column leaves nothing, and says which column was looked for', () => {
    const { layout, problems } = pairs([file('a.csv', 'positive,note\na,b\nc,d')]);
    expect([layout.id, problems[0]]).toEqual([
      'table',
      { file: 'a.csv', row: 'row 2', field: 'negative', says: 'expected a text, got nothing' },
    ]);
  });

  test('markup and formulas are texts', () => {
    const cells = ['<img src=x onerror=alert(1)>', '=HYPERLINK("http://a")'];
    expect(pairs([file('a.json', JSON.stringify([{ positive: cells[0], negative: cells[1] }]))]).sides).toEqual([cells]);
  });

  test('fields of the prototype are columns like others', () =>
    expect(pairs([file('a.jsonl', '{"__proto__":"x","constructor":"y","positive":"a","negative":"b"}')]).sides).toEqual([['a', 'b']]));
});

describe('refused as a whole, with what and where', () => {
  const refused = (files: readonly TextFile[]) => {
    try {
      readSource(files);
    } catch (error) {
      return error;
    }
    return null;
  };
  test.each([
    ['nothing', [file('a.csv', '')], /no text in it/],
    ['broken JSON', [file('a.json', '[{"positive":"a",]')], /a.json.*not JSON/],
    ['lines of which none is JSON', [file('a.jsonl', '{a\n{b')], /a.jsonl.*not JSON/],
    ['100,000 rows of CSV', [file('a.csv', `positive,negative\n${'a,b\n'.repeat(100_000)}`)], /has more than 50,000 rows; at most 50,000/],
    ['100,000 rows of JSON', [file('a.json', JSON.stringify(Array(100_000).fill({ positive: 'a', negative: 'b' })))], /100,000 rows/],
    [
      '100,000 lines',
      [file('a.jsonl', '{"positive":"a","negative":"b"}\n'.repeat(100_000))],
      /has more than 50,000 rows; at most 50,000 are/,
    ],
    ['1,000 columns', [file('a.csv', `${Array.from({ length: 1000 }, (_, i) => `c${i}`).join()}\n1,2`)], /1,000 columns/],
    [
      'files of two layouts',
      [file('a.csv', 'positive,negative\na,b'), file('b.csv', 'statement,label\na,1')],
      /a.csv is pairs, and b.csv is labelled/,
    ],
  ])('%s', (_, files, message) =>
    expect(refused(files)).toMatchObject({
      code: 'import-unreadable',
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(/\S/) as string,
    }),
  );
});

describe('an object that holds rows in another way than as one is refused with what it is', () => {
  const rows = [
    { positive: 'I wait.', negative: 'I go.' },
    { positive: 'I stay.', negative: 'I run.' },
  ];
  const read = (value: unknown) => () => readSource([file('x.json', JSON.stringify(value))]);
  const columns = { positive: rows.map(({ positive }) => positive), negative: rows.map(({ negative }) => negative) };
  const indexed = { positive: { ...columns.positive }, negative: { ...columns.negative } };
  const talk = (content: string) => [
    { role: 'user', content: 'Do you wait?' },
    { role: 'assistant', content },
  ];
  const pandas = (orient: string) =>
    `pandas.read_json("x.json", orient="${orient}").to_json("x.jsonl", orient="records", lines=True, force_ascii=False).`;

  test.each<[string, unknown, string, string]>([
    [
      'a list in a field',
      { data: rows },
      'x.json is one object, with lists inside: data (2).',
      'open("x.json"))["data"], open("x-data.json", "w")',
    ],
    ['a list for each split', { about: 'x', train: rows, test: [rows[0]] }, 'lists inside: train (2), test (1).', '["train"]'],
    ['further inside', { set: { parts: { train: rows } } }, 'lists inside: set.parts.train (2).', '["set"]["parts"]["train"]'],
    ['columns as lists', columns, 'x.json holds its texts by column (positive, negative), and no rows.', pandas('columns')],
    ['columns by index, as pandas writes', indexed, 'holds its texts by column (positive, negative)', pandas('columns')],
    ['columns of other names', { a: { 0: 'x', 1: 'y' }, b: { 0: 'z', 1: 'w' } }, 'by column (a, b)', pandas('columns')],
    ['conversations by column', { chosen: [talk('Yes.')], rejected: [talk('No.')] }, 'by column (chosen, rejected)', pandas('columns')],
    [
      'names and rows apart',
      { columns: ['positive', 'negative'], index: [0], data: [['a', 'b']] },
      'by column (columns, index, data)',
      pandas('split'),
    ],
    ['rows by name', { 0: rows[0], 1: rows[1] }, 'x.json holds its rows by name (0, 1), and not in a list.', pandas('index')],
  ])('%s', (_, value, message, hint) => {
    expect(read(value)).toThrow(message);
    expect(read(value)).toThrow(
      expect.objectContaining({ code: 'import-unreadable', hint: expect.stringContaining(hint) as string }) as Error,
    );
  });
  test.each<[string, object]>([
    ['a pair', rows[0]!],
    ['one with more in it', { ...rows[0], meta: [{ a: 1 }], tags: { x: { y: 'z' } } }],
    ['an item with several answers', { question: 'Do you?', answer_matching_behavior: [' Yes'], answer_not_matching_behavior: [' No'] }],
    ['a preference of conversations', { chosen: talk('Yes.'), rejected: talk('No.') }],
    ['a prompt with conversations', { prompt: talk('Hm.'), chosen: talk('Yes.'), rejected: talk('No.') }],
  ])('%s alone is a row', (_, value) => expect(readSource([file('x.json', JSON.stringify(value))]).table.rows).toHaveLength(1));
});

test('UTF-8 with its mark, UTF-16 both ways: the same table', () => {
  const text = 'positive,negative\r\nfür „sie“,nein\r\n';
  const wide = (little: boolean): Uint8Array => {
    const bytes = new DataView(new ArrayBuffer(2 * (text.length + 1)));
    [0xfeff, ...Array.from(text, (_, i) => text.charCodeAt(i))].forEach((unit, i) => bytes.setUint16(2 * i, unit, little));
    return new Uint8Array(bytes.buffer);
  };
  for (const bytes of [new TextEncoder().encode(`\uFEFF${text}`), new TextEncoder().encode(text), wide(true), wide(false)])
    expect(pairs([file('a.csv', decodeText(bytes, 'a.csv'))]).sides).toEqual([['für „sie“', 'nein']]);
});

describe('sets', () => {
  const many = (n: number, groups = 4): TextFile =>
    file(
      'm.jsonl',
      jsonl(
        ...Array.from({ length: n }, (_, i) => ({
          positive: `yes ${i}`,
          negative: `no ${i}`,
          group: `g${i % groups}`,
          licence: 'CC0',
          source: i % 2 ? 'a' : 'b',
        })),
      ),
    );

  test('whole groups are held out; the set says where its texts come from, and passes its own check', () => {
    const { rows, choice } = pairs([many(40)]);
    expect(choice.split).toBe('group');
    const set = setOfPairs(rows, choice, { ...ORIGIN, of: 41, licences: ['CC0'], sources: ['a', 'b'] });
    const held = new Set(set.pairs.filter(({ split }) => split === 'test').map(({ scenario }) => scenario));
    expect(set.pairs.filter(({ scenario }) => held.has(scenario)).every(({ split }) => split === 'test')).toBe(true);
    expect([held.size, set.licence, set.about]).toEqual([1, 'CC0', 'Imported from f (pairs): 40 pairs of 41 rows. Source: a, b.']);
    expect(parseScenarioSet(JSON.stringify(set), 'again')).toEqual(set);
  });

  test('by text: a quarter, the same for the same texts in another order, equal pairs on one side', () => {
    const { rows, choice } = pairs([many(40)], { split: 'hash' });
    const splitOf = (some: typeof rows) => new Map(setOfPairs(some, choice, ORIGIN).pairs.map((pair) => [pair.positive, pair.split]));
    const there = splitOf(rows);
    expect([...there.values()].filter((split) => split === 'test')).toHaveLength(10);
    expect(splitOf([...rows].reverse())).toEqual(new Map([...there].reverse()));
    const twice = [...rows, ...rows.map((row) => ({ ...row, id: `${row.id} again` }))];
    const sides = new Map<string, Set<string>>();
    for (const { positive, split } of setOfPairs(twice, choice, ORIGIN).pairs)
      sides.set(positive, (sides.get(positive) ?? new Set()).add(split));
    expect([...sides.values()].every((one) => one.size === 1)).toBe(true);
  });

  test('too few pairs, one group alone, one split alone are refused with what to do', () => {
    const { rows, choice } = pairs([many(6, 1)]);
    expect(() => setOfPairs(rows.slice(0, 1), choice, ORIGIN)).toThrow('f has 1 usable pair');
    expect(() => setOfPairs(rows, { ...choice, split: 'group' }, ORIGIN)).toThrow('no pair is left for “test”');
    const given = pairs([file('a.csv', 'positive,negative,split\na,b,train\nc,d,train')]);
    expect(() => setOfPairs(given.rows, given.choice, ORIGIN)).toThrow('no pair is left for “test”');
  });

  test('prompts come along, each once', () => {
    const rows = [1, 2, 3].map((i) => ({ prompt: `p${i % 2}`, chosen: `yes ${i}`, rejected: `no ${i}` }));
    const found = pairs([file('h.jsonl', jsonl(...rows))]);
    expect(setOfPairs(found.rows, found.choice, ORIGIN).prompts.map(({ text }) => text)).toEqual(['p1', 'p0']);
  });

  test('rated texts take the place of those of the set in use, in its situations where they are named', () => {
    const inUse = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
    const first = inUse.scenarios[0]!;
    const { table, choice } = readSource([
      file('l.csv', `text,score,scenario\nI stopped.,2,${first.title.toUpperCase()}\nI ran.,0,elsewhere\n`),
    ]);
    const set = setOfRated(ratedRows(table, choice).rows, choice, ORIGIN, inUse);
    expect(set.pairs).toEqual(inUse.pairs);
    expect(set.scored.map(({ scenario, score }) => [scenario, score])).toEqual([
      [first.id, 2],
      ['elsewhere', 0],
    ]);
    expect(set.scenarios.at(-1)).toEqual({ id: 'elsewhere', title: 'elsewhere' });
  });

  test('a situation is found by its words, whatever stands between them, unless two would be', () => {
    const inUse = parseScenarioSet(readFileSync('public/scenarios/empathy.json', 'utf8'), 'empathy.json');
    const rated = (groups: readonly string[], scenarios = inUse.scenarios) => {
      const text = ['text,score,scenario', ...groups.map((group, i) => `I stopped ${i}.,2,${group}`)].join('\n');
      const { table, choice } = readSource([file('l.csv', text)]);
      return setOfRated(ratedRows(table, choice).rows, choice, ORIGIN, { ...inUse, scenarios });
    };
    const published = inUse.scenarios.map(({ id }) => id.replaceAll('-', '_'));
    const set = rated([...published, 'food__DELIVERY', 'fooddelivery']);
    expect(set.scored.map(({ scenario }) => scenario)).toEqual([...inUse.scenarios.map(({ id }) => id), 'food-delivery', 'fooddelivery']);
    expect(set.scenarios.map(({ id }) => id)).toEqual([...inUse.scenarios.map(({ id }) => id), 'fooddelivery']);
    const [one, ...more] = inUse.scenarios;
    const twins = [{ ...one!, title: 'A b' }, { ...more[0]!, title: 'a-b' }, ...more.slice(1)];
    expect(rated(['a_b', 'a-b', 'a b'], twins).scored.map(({ scenario }) => scenario)).toEqual(['a_b', more[0]!.id, one!.id]);
  });
});
