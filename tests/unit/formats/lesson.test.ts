/** The format of a lesson: what is wrong with one is named by place. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseLessonFile, parseLessonIndex } from '../../../src/formats/lesson';

const STEP = { title: 'One', text: 'Text', show: ['layers'] };
const lesson = (steps: readonly object[], over = {}): string =>
  JSON.stringify({ format: 'eia-lab/lesson', version: 1, id: 'mine', title: 'Mine', minutes: 5, about: 'About', steps, ...over });
const failure = (json: string): string => {
  try {
    parseLessonFile(json, 'mine.json');
  } catch (error) {
    return (error as Error).message;
  }
  return 'read';
};

test('a step needs a title, a text and what it shows; the rest is what it is without', () => {
  const [step] = parseLessonFile(lesson([STEP]), 'mine.json').steps;
  expect(step).toMatchObject({ settings: '', live: false, blind: false });
  expect(failure(lesson([{ title: 'One', text: 'Text' }]))).toBe('mine.json: steps[0].show: expected a list, got nothing');
  expect(failure(lesson([]))).toBe('mine.json: steps: expected at least one of the steps, got none');
});

test.each([
  [{ question: 'Q?' }, 'steps[0].guess: expected two to four options to guess from, got nothing'],
  [{ question: 'Q?', reveal: 'A', guess: [{ text: 'a' }] }, 'steps[0].guess: expected two to four options, got 1'],
  [{ guess: [{ text: 'a' }, { text: 'b' }], reveal: 'A' }, 'steps[0].question: expected the question that is guessed at, got nothing'],
  [{ question: 'Q?', guess: [{ text: 'a' }, { text: 'b' }] }, 'steps[0].reveal: expected the answer to the question, got nothing'],
  [{ done: [{ reading: 'layer', is: 3 }] }, 'steps[0].task: expected what to do until the step is done, got nothing'],
  [{ task: 'Do', done: [{ reading: 'colour', is: 3 }] }, 'steps[0].done[0].reading: expected a reading of the page'],
  [{ task: 'Do', done: [{ reading: 'layer' }] }, 'steps[0].done[0]: expected one of is, not, above, below, got none'],
  [{ task: 'Do', done: [{ reading: 'layer', is: '3' }] }, 'steps[0].done[0].is: expected a number, as the reading layer is, got "3"'],
  [{ task: 'Do', done: [{ reading: 'set', not: 3 }] }, 'steps[0].done[0].not: expected a text, as the reading set is, got 3'],
  [
    { task: 'Do', done: [{ reading: 'live', is: 'yes' }] },
    'steps[0].done[0].is: expected true or false, as the reading live is, got "yes"',
  ],
  [{ task: 'Do', done: [{ reading: 'edit', above: 1 }] }, 'steps[0].done[0].above: expected no bound: the reading edit is a text, got 1'],
  [{ reveal: 'It is {aurok}.' }, 'steps[0].reveal: expected names of readings in braces, got {aurok}'],
])('%j is refused', (more, message) => {
  expect(failure(lesson([{ ...STEP, ...more }]))).toContain(message);
});

test('a file of something else is told what it should be', () => {
  expect(failure('{"format":"eia-lab/scenarios"}')).toContain('format: expected "eia-lab/lesson", got "eia-lab/scenarios"');
  expect(failure('[')).toContain('not JSON');
  expect(failure(lesson([STEP], { id: 'Mine!' }))).toContain('id: expected small letters, digits and dashes');
});

test('the list that comes with the page is one', () => {
  expect(parseLessonIndex(readFileSync('public/lessons.json', 'utf8'), 'lessons.json').length).toBeGreaterThan(0);
});
