/** What was guessed and done of lessons, as the setting of a browser has it. Pure. */
import * as v from 'valibot';
import { list, record, text, whole } from '../formats/schemas';

/** `of`: of the lesson's text, so that a lesson that was edited since begins anew. `guesses`: [step, option]. `done`: steps. */
const marks = record({ of: text, guesses: list(v.tuple([whole, whole])), done: list(whole) });
/** By the id of the lesson. */
const all = v.pipe(text, v.parseJson(), v.record(text, marks));
export type LessonMarks = v.InferOutput<typeof all>;

/** The marks in that setting. What is no such thing, as after a damage, has none. */
export function marksIn(setting: string | null): LessonMarks {
  const { success, output } = v.safeParse(all, setting);
  return success ? output : {};
}

/** The setting; null for no marks. */
export const marksText = (of: LessonMarks): string | null => (Object.keys(of).length > 0 ? JSON.stringify(of) : null);
