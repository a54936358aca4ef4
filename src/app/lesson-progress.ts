/**
 * What was guessed and done of each lesson, as a setting of this browser: a reload finds it. A browser that keeps no settings has it as
 * long as the page, which is said nowhere: nothing that was made is lost by it.
 */
import { sha256 } from '../formats/sha256';
import type { Lesson } from '../experiment/lesson';
import { marksIn, marksText, type LessonMarks } from '../storage/lesson-marks';
import type { Context } from './ports';

/** The setting's name. */
export const PROGRESS = 'lessons';

export interface Progress {
  /** [step]: the option that was guessed. */
  readonly guesses: Readonly<Record<number, number>>;
  /** Steps whose condition held once. */
  readonly done: readonly number[];
}
export const NO_PROGRESS: Progress = { guesses: {}, done: [] };

const hashOf = async (lesson: Lesson): Promise<string> => (await sha256(JSON.stringify(lesson))).slice(0, 16);

export function lessonProgress({ readSetting, writeSetting }: Context['disk']['settings']) {
  const read = (): LessonMarks => marksIn(readSetting(PROGRESS));
  const write = (next: LessonMarks): void => void writeSetting(PROGRESS, marksText(next));
  const forget = ({ id }: Lesson): void => write(Object.fromEntries(Object.entries(read()).filter(([name]) => name !== id)));
  return {
    /** What is kept of this lesson. */
    async progressOf(lesson: Lesson): Promise<Progress> {
      const found = read()[lesson.id];
      if (!found || found.of !== (await hashOf(lesson))) return NO_PROGRESS;
      const { guesses, done } = found;
      const isThere = ([step, option]: readonly [number, number]): boolean => option < (lesson.steps[step]?.guess?.length ?? 0);
      return { guesses: Object.fromEntries(guesses.filter(isThere)), done: done.filter((step) => step < lesson.steps.length) };
    },
    /** `isLast`: nothing else was guessed, done or forgotten meanwhile. */
    async keepProgress(lesson: Lesson, { guesses, done }: Progress, isLast: () => boolean): Promise<void> {
      const of = await hashOf(lesson);
      if (!isLast()) return;
      const given = Object.entries(guesses).map(([step, option]): [number, number] => [Number(step), option]);
      write({ ...read(), [lesson.id]: { of, guesses: given, done: [...done] } });
    },
    forgetProgress: forget,
  };
}
