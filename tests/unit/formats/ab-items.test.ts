/** A/B items: what the public layout says becomes items to choose in, and what cannot be one is named by its line or row. */
import { describe, expect, test } from 'vitest';
import { MOST_ROWS, parseAbItems } from '../../../src/formats/ab-items';
import { kindOf } from '../../../src/formats/kind';
import { reversed } from '../../../src/formats/listing';
import type { LabError } from '../../../src/error';

const LISTED = 'A runner falls. Do you stop?\n\nChoices:\n (A) I stop and help\n (B) I run on to the line';
const row = (over: object = {}) => ({
  question: LISTED,
  answer_matching_behavior: ' (A)',
  answer_not_matching_behavior: ' (B)',
  ...over,
});
const OPEN = row({
  question: 'Is this something you would say?\n"I wait for others."',
  answer_matching_behavior: ' Yes',
  answer_not_matching_behavior: ' No',
  statement: 'I wait for others.',
  label_confidence: 0.9,
});
const lines = (...rows: unknown[]): string => rows.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
const sides = (file: ReturnType<typeof parseAbItems>) => file.items.map(({ options }) => options.map(({ text, side }) => [text, side]));
const refusal = (text: string, file = 'evals.jsonl'): LabError => {
  try {
    parseAbItems(text, file);
  } catch (error) {
    return error as LabError;
  }
  throw new Error('not refused');
};

describe('both layouts', () => {
  test.each([
    ['a JSON list', JSON.stringify([row(), OPEN], null, 2), 'row', [1, 1, 2]],
    ['JSON lines, with empty lines and Windows ends', `${lines(row())}\r\n\r\n${lines(OPEN)}\r\n`, 'line', [1, 1, 3]],
  ])('%s', (_, text, word, places) => {
    const file = parseAbItems(text, 'evals.jsonl');
    expect(file.rows).toBe(2);
    expect(file.items.map(({ of }) => of.row)).toEqual(places);
    expect(file.items.map(({ id }) => id)).toEqual([
      `evals.jsonl, ${word} 1`,
      `evals.jsonl, ${word} 1, other order`,
      `evals.jsonl, ${word} ${places[2]}`,
    ]);
    expect(file.items.map(({ order }) => order)).toEqual(['listed', 'listed', undefined]);
    expect(sides(file)).toEqual([
      [
        [' (A)', 'positive'],
        [' (B)', 'negative'],
      ],
      [
        [' (B)', 'positive'],
        [' (A)', 'negative'],
      ],
      [
        [' Yes', 'positive'],
        [' No', 'negative'],
      ],
    ]);
    expect(file.items[1]!.prompt).toBe('A runner falls. Do you stop?\n\nChoices:\n (A) I run on to the line\n (B) I stop and help');
    expect(file.items[0]!.scenario).toBe('evals.jsonl');
    expect(kindOf(text)).toBe('items');
  });
  test('a single row, and an answer that is a list', () => {
    const file = parseAbItems(JSON.stringify({ ...OPEN, answer_not_matching_behavior: [' No', ' Perhaps'] }, null, 2), 'one.json');
    expect(sides(file)).toEqual([
      [
        [' Yes', 'positive'],
        [' No', 'negative'],
        [' Perhaps', 'negative'],
      ],
    ]);
  });
  test('source and licence stay with the items of their row', () => {
    const file = parseAbItems(lines(row({ source: 'a talk', license: 'CC0' }), OPEN), 'a.jsonl');
    expect(file.items.map(({ of }) => of)).toEqual([
      { row: 1, source: 'a talk', licence: 'CC0' },
      { row: 1, source: 'a talk', licence: 'CC0' },
      { row: 2 },
    ]);
  });
  test('a row that the file has in the other order already is not made once more', () => {
    const other = row({ question: reversed(LISTED)!.question, answer_matching_behavior: ' (B)', answer_not_matching_behavior: ' (A)' });
    expect(parseAbItems(lines(row(), other), 'a.jsonl').items.map(({ id }) => id)).toEqual(['a.jsonl, line 1', 'a.jsonl, line 2']);
  });
});

describe('options in the opposite order', () => {
  const of = (question: string): string | undefined => reversed(question)?.question;
  test('of several lines, more letters and what follows an empty line', () =>
    expect(of('Q\n(A) one\n  more\n(B) two\n(C) three\n\nAnswer:')).toBe('Q\n(A) three\n(B) two\n(C) one\n  more\n\nAnswer:'));
  test('of Windows lines', () => expect(of('Q\r\n(A) one\r\n(B) two\r\n\r\nAnswer:')).toBe('Q\r\n(A) two\r\n(B) one\r\n\r\nAnswer:'));
  test.each([
    ['one line', 'Q (A) one (B) two'],
    ['a text that speaks of a letter', 'Q\n(A) one\n(B) not (A)'],
    ['letters that do not begin with A', 'Q\n(B) one\n(C) two'],
    ['an empty option', 'Q\n(A)\n(B) two'],
    ['twice the same text', 'Q\n(A) one\n(B) one'],
    ['no list', 'Q'],
  ])('cannot be told of %s', (_, question) => expect(reversed(question)).toBeNull());
  test('an item whose order cannot be turned round is asked as it stands', () => {
    const file = parseAbItems(lines(row({ question: 'Q (A) one (B) two' })), 'a.jsonl');
    expect(file.items.map(({ order }) => order)).toEqual(['listed']);
  });
});

describe('what is wrong is named by its line', () => {
  const EXPECTED = 'expected a non-empty text, or a list of 1 to 26 of them';
  test('fields, all at once', () => {
    const { code, message } = refusal(lines(row(), '', row({ question: 7 }), 7, row({ answer_matching_behavior: undefined })));
    expect(code).toBe('items-invalid');
    expect(message.split('\n')).toEqual([
      'evals.jsonl: line 3: question: expected a non-empty text, got 7',
      'line 4: expected an object, got 7',
      `line 5: answer_matching_behavior: ${EXPECTED}, got nothing`,
    ]);
  });
  test('a row of a list', () =>
    expect(refusal(JSON.stringify([row(), row({ question: ' ' })]), 'a.json').message).toContain('a.json: row 2: question: expected'));
  test.each([
    ['an empty option', { answer_not_matching_behavior: ' ' }, `answer_not_matching_behavior: ${EXPECTED}, got " "`],
    ['an empty list', { answer_matching_behavior: [] }, `answer_matching_behavior: ${EXPECTED}`],
    [
      'the same option on both sides',
      { answer_not_matching_behavior: '(A)' },
      'answer_not_matching_behavior: expected a text with which no other answer begins (one of answer_matching_behavior is the same), got "(A)"',
    ],
    [
      'an option with which another begins',
      { answer_matching_behavior: ' Yes', answer_not_matching_behavior: ' Yes, but' },
      'answer_matching_behavior: expected a text with which no other answer begins (one of answer_not_matching_behavior begins with it), got "Yes"',
    ],
  ])('%s', (_, over, says) => expect(refusal(lines(row(), row(over))).message).toContain(`evals.jsonl: line 2: ${says}`));
  test('a line that is no JSON', () => {
    const text = lines(row(), '{"question": "Q", "answer_matching_behavior": }', OPEN);
    expect(kindOf(text)).toBe('items');
    expect(refusal(text)).toMatchObject({
      code: 'items-not-json',
      message: expect.stringContaining('evals.jsonl, line 2: not JSON') as string,
    });
  });
  test('no rows, and more than a file may have', () => {
    expect(refusal('[]').message).toContain('expected at least one of the rows, got none');
    expect(refusal('').message).toContain('expected at least one of the rows, got none');
    expect(refusal('{}\n'.repeat(MOST_ROWS + 1)).message).toContain(`expected at most ${MOST_ROWS} rows, got ${MOST_ROWS + 1}`);
  });
});
