/**
 * A lesson with its settings understood: what each step sets the page to, when it is done, what its answer says. Pure functions of the
 * readings of the page (lesson-readings.ts).
 */
import { LabError } from '../error';
import { parseLessonFile, PLACEHOLDER, type Condition, type LessonFile } from '../formats/lesson';
import { isReadingName, type ReadingName } from '../formats/lesson-readings';
import { fixed } from '../lab/report/fixed';
import { decodeHash, OWN_SET, type Choices } from './link';
import { PARAMETERS } from './link-parameters';
import { t } from '../language/t';

export type { Condition, LessonStep, ListedLesson } from '../formats/lesson';
export type Lesson = LessonFile;

/** What a reading can be; null where the page has none now. */
export type ReadingValue = string | number | boolean | null;
export type ReadingsOf = (name: ReadingName) => ReadingValue;

/**
 * The lesson in `json`. Throws what `parseLessonFile` throws, and `lesson-invalid` for settings that no link of this version can have, as
 * "words.json: steps[1].settings: expected settings of a link, got set=nowhere (one of empathy, …)".
 */
export function parseLesson(json: string, file: string): Lesson {
  const lesson = parseLessonFile(json, file);
  const wrong = lesson.steps.flatMap(({ settings, shown = '' }, i) =>
    Object.entries({ settings, shown }).flatMap(([name, text]) =>
      problems(text).map((got) => t`steps[${i}].${name}: expected settings of a link, got ${got}`),
    ),
  );
  if (wrong.length > 0)
    throw new LabError(
      'lesson-invalid',
      `${file}: ${wrong.slice(0, 10).join('\n')}`,
      t`Write them as a link has them after its #, as “set=empathy&layer=15”; the sets are those that come with the page.`,
    );
  return lesson;
}

/** What of these settings a step cannot have: what no link can say, a set of somebody's own, and lessons within lessons. */
function problems(settings: string): string[] {
  if (settings.trim() === '') return [];
  if (!settings.includes('=')) return [t`${settings.slice(0, 40)} (name=value pairs, joined by &)`];
  const { choices, ignored } = decodeHash(settings);
  return [
    ...ignored,
    ...(choices.set === OWN_SET ? [t`set=${OWN_SET} (a set that comes with the page)`] : []),
    ...(OF_LESSONS.every((name) => choices[name] === undefined) ? [] : [t`${OF_LESSONS.join(', ')} (settings of the step alone)`]),
  ];
}

const OF_LESSONS = ['lesson', 'step', 'show', 'lessonFile'] as const;

/** What the step of this index begins with. */
export const pinnedBy = ({ steps }: Lesson, step: number): Choices => decodeHash(steps[step]?.settings ?? '').choices;

/** The link to a step, counted from 0, with further settings. Only what a link can say stays of `more`. */
export function stepHash(id: string, step: number, more = ''): string {
  const query = new URLSearchParams({ lesson: id, step: String(step + 1) });
  for (const [name, text] of new URLSearchParams(more)) if (PARAMETERS.some((one) => one.name === name)) query.set(name, text);
  return `#${query}`;
}

/** Whether a condition holds. A reading that the page has not now meets none. */
export function holds({ reading, is, not, above, below }: Condition, read: ReadingsOf): boolean {
  const now = read(reading);
  if (now === null) return false;
  if (is !== undefined && now !== is) return false;
  if (not !== undefined && now === not) return false;
  if (above !== undefined && !(typeof now === 'number' && now > above)) return false;
  return below === undefined || (typeof now === 'number' && now < below);
}

/** Whether all of them hold. */
export const allHold = (conditions: readonly Condition[], read: ReadingsOf): boolean => conditions.every((one) => holds(one, read));

/** Whether a condition names a reading that the page has not now: it cannot be judged yet. */
export const lacksAny = (conditions: readonly Condition[], read: ReadingsOf): boolean =>
  conditions.some(({ reading }) => read(reading) === null);

/** Readings whose numbers are counts: they stand without decimals. The others have two. */
const WITHOUT_DECIMALS: ReadonlySet<ReadingName> = new Set([
  ...([
    'layer',
    'pairs',
    'bestLayer',
    'recommendedLayer',
    'choices',
    'choiceRight',
    'choiceItems',
    'choiceAmongRandom',
    'plays',
    'playMoved',
    'playAskedMoved',
    'playRGames',
  ] as const),
  ...(['alpha', 'answerAlpha', 'below', 'liveAnswer', 'livePlay'] as const),
]);

/** A text with its readings in the place of their names; "–" where the page has none now. */
export const filled = (text: string, read: ReadingsOf): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => (isReadingName(name) ? written(name, read(name)) : whole));

/** Before the page is set as a step says: what stands on it are the numbers of the step before. */
export const NOTHING: ReadingsOf = () => null;

/** Whether a text names a reading that the page has not now. */
export const lacks = (text: string, read: ReadingsOf): boolean =>
  [...text.matchAll(PLACEHOLDER)].some(([, name = '']) => isReadingName(name) && read(name) === null);

function written(name: ReadingName, now: ReadingValue): string {
  if (typeof now !== 'number') return now === null ? '–' : String(now);
  return Number.isInteger(now) && WITHOUT_DECIMALS.has(name) ? fixed(now, 0) : fixed(now, 2);
}
