/**
 * A lesson: steps, each with a question, a guess before its answer is told, and a condition by which it is done. This file is the format:
 * the schema, which is the type and the check that every lesson passes. The settings of a step are a link's
 * (src/experiment/lesson.ts checks them), the places that it shows are the page's.
 */
import * as v from 'valibot';
import { decode } from './codec';
import { LESSON } from './kind';
import { parseJson } from './json';
import { isReadingName, READING_NAMES, readingType, type ReadingName } from './lesson-readings';
import { also, counted, inside, nonEmptyText, positive, record, versioned, flag, is, oneOf, type Report } from './schemas';
import { t } from '../language/t';

/** Steps of a lesson. */
const MOST_STEPS = 30;
const MOST_CONDITIONS = 10;

const value = is<string | number | boolean>(t`a text, a number, true or false`, (x) =>
  typeof x === 'number' ? Number.isFinite(x) : typeof x === 'string' || typeof x === 'boolean',
);
const bound = is<number>(t`a number`, Number.isFinite);
const reading = is<ReadingName>(
  t`a reading of the page (one of ${READING_NAMES.join(', ')})`,
  (x) => typeof x === 'string' && isReadingName(x),
);

/** What a reading has to be: equal to `is`, another than `not`, above, below; all that are given. */
const condition = v.pipe(
  record({
    reading,
    is: v.optional(value),
    not: v.optional(value),
    above: v.optional(bound),
    below: v.optional(bound),
  }),
  also((one, report) => {
    const given = ['is', 'not', 'above', 'below'].filter((name) => inside(one, [name]) !== undefined);
    if (typeof one === 'object' && one !== null && given.length === 0) report([], t`one of is, not, above, below`, 'none');
    const name = inside(one, ['reading']);
    if (typeof name === 'string' && isReadingName(name)) comparable(one, name, report);
  }),
);
export type Condition = v.InferOutput<typeof condition>;

const TYPES = { string: t`a text`, boolean: t`true or false`, number: t`a number` } as const;

/** A reading that is held against a value of another type would never meet the condition, or always. */
function comparable(one: unknown, name: ReadingName, report: Report): void {
  const type = readingType(name);
  for (const field of ['is', 'not']) {
    const against = inside(one, [field]);
    if (against !== undefined && typeof against !== type)
      report([field], t`${TYPES[type]}, as the reading ${name} is`, JSON.stringify(against));
  }
  for (const field of ['above', 'below'])
    if (inside(one, [field]) !== undefined && type !== 'number') report([field], t`no bound: the reading ${name} is ${TYPES[type]}`);
}

const option = record({
  text: nonEmptyText,
  /** It is right where all of these hold when the answer is told; absent where the answer alone tells. */
  right: v.optional(counted('conditions', MOST_CONDITIONS, condition)),
});

const step = v.pipe(
  record({
    title: nonEmptyText,
    /** Paragraphs, apart by an empty line. */
    text: nonEmptyText,
    /** What a reader should know before the texts of this step are shown; the step can then be skipped. */
    contentNote: v.optional(nonEmptyText),
    /** Sections and folds of the page that this step needs; all other sections are hidden. */
    show: counted('places', 12, nonEmptyText),
    /** What the page is set to when the step begins: parameters of a link, as "set=empathy&layer=15". */
    settings: v.optional(v.string('a text'), ''),
    /** It takes the loaded model: the run on show stays as it is. */
    live: v.optional(flag, false),
    /** Nothing of the page is on show before the guess: it would give the answer away. */
    blind: v.optional(flag, false),
    question: v.optional(nonEmptyText),
    guess: v.optional(v.pipe(counted('options', 4, option))),
    /** What to do on the page. */
    task: v.optional(nonEmptyText),
    /** The settings that do it, for who asks to be shown. */
    shown: v.optional(nonEmptyText),
    done: v.optional(counted('conditions', MOST_CONDITIONS, condition)),
    /** The answer, told after the guess and the task. {auroc} stands for the reading of that name. */
    reveal: v.optional(nonEmptyText),
  }),
  also((one, report) => {
    fits(one, report);
    ['text', 'task', 'reveal'].forEach((name) => namesReadings(inside(one, [name]), name, report));
  }),
);
export type LessonStep = v.InferOutput<typeof step>;

/** The schema of a lesson. */
export const lessonFile = versioned(
  { format: oneOf(LESSON), version: oneOf(1) },
  {
    /** Names its file, and stands in links. */
    id: is<string>(t`small letters, digits and dashes, at most 40`, (x) => typeof x === 'string' && LESSON_ID.test(x)),
    title: nonEmptyText,
    minutes: positive,
    about: nonEmptyText,
    /** What a reader should know before the lesson begins. */
    contentNote: v.optional(nonEmptyText),
    steps: counted('steps', MOST_STEPS, step),
  },
);

/** A lesson, checked by itself. */
export type LessonFile = v.InferOutput<typeof lessonFile>;

/** What a lesson can be called in a link. */
export const LESSON_ID = /^[a-z0-9-]{1,40}$/;

/** A guess has a question and an answer, and two options at least; being shown what to do needs something to do. */
function fits(one: unknown, report: Report): void {
  const has = (name: string): boolean => inside(one, [name]) !== undefined;
  const guess = inside(one, ['guess']);
  if (Array.isArray(guess) && guess.length === 1) report(['guess'], t`two to four options`, '1');
  if (has('guess') && !has('question')) report(['question'], t`the question that is guessed at`);
  if (has('question') && !has('guess')) report(['guess'], t`two to four options to guess from`);
  if (has('guess') && !has('reveal')) report(['reveal'], t`the answer to the question`);
  if (has('done') && !has('task')) report(['task'], t`what to do until the step is done`);
  if (has('shown') && !has('done')) report(['done'], t`the condition that the settings of “shown” lead to`);
}

/** `{auroc}` in a text. */
export const PLACEHOLDER = /\{([^{}]*)\}/g;

function namesReadings(text: unknown, name: string, report: Report): void {
  if (typeof text !== 'string') return;
  const unknown = [...text.matchAll(PLACEHOLDER)].map(([, inner]) => inner!).find((inner) => !isReadingName(inner));
  if (unknown !== undefined) report([name], t`names of readings in braces`, `{${unknown.slice(0, 40)}}`);
}

const hint = t`Correct the places named; the lessons that come with the lab (lessons/words.json) are complete examples.`;

/**
 * The lesson in `json`, with unknown fields dropped. `file` names the source in messages. Throws LabError `lesson-not-json`
 * (src/formats/json.ts) or `lesson-invalid`: all problems, the first ten spelt out, each with path and value.
 */
export function parseLessonFile(json: string, file: string): LessonFile {
  const told = { what: t`a lesson`, shape: t`one object with id, title, minutes, about and steps`, code: 'lesson-not-json', hint } as const;
  return decode(lessonFile, parseJson(json, file, told), { file, code: 'lesson-invalid', hint });
}

const listed = record({ id: nonEmptyText, title: nonEmptyText, minutes: positive, about: nonEmptyText });
const index = record({ lessons: counted('lessons', 100, listed) });

/** A lesson in the list of those that come with the page. */
export type ListedLesson = v.InferOutput<typeof listed>;

/** The list of lessons (public/lessons.json). Throws as `parseLessonFile`. */
export function parseLessonIndex(json: string, file: string): readonly ListedLesson[] {
  const told = { what: t`a list of lessons`, shape: t`one object with lessons`, code: 'lesson-not-json', hint } as const;
  return decode(index, parseJson(json, file, told), { file, code: 'lesson-invalid', hint }).lessons;
}
