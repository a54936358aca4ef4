/** Lessons of a person's own: opened from a file and kept in this browser, or carried by a link. */
import { errorData, LabError } from '../error';
import { parseLesson, stepHash, type Lesson } from '../experiment/lesson';
import { unpackText } from '../formats/packed-text';
import { readText } from '../formats/text';
import { guard } from './guard';
import { notKept } from './not-kept';
import type { Context } from './ports';
import { keptMore } from './state-updates';
import { t } from '../language/t';

export interface OwnLesson {
  readonly lesson: Lesson;
  /** Of its file. */
  readonly text: string;
  /** This browser keeps it: a reload finds it. */
  readonly kept: boolean;
}

/** A lesson that came in a link. It is kept in that link alone. */
export interface LinkedLesson {
  readonly lesson: Lesson;
  readonly packed: string;
}

/**
 * The lesson that a link carries under this id. Throws `link-texts`, what `parseLesson` throws, and `lesson-invalid` where it calls itself
 * otherwise.
 */
export async function linkedLessonOf(packed: string, id: string): Promise<LinkedLesson> {
  const lesson = parseLesson(await unpackText(packed), t`the lesson in the link`);
  if (lesson.id === id) return { lesson, packed };
  throw new LabError(
    'lesson-invalid',
    t`The link names the lesson “${id}”, and carries one that calls itself “${lesson.id}”.`,
    t`The page is open without the lesson. Ask for the whole link.`,
  );
}

/** `isShipped`: a lesson of that id comes with the page. */
export function ownLessonActions({ store, disk }: Pick<Context, 'store' | 'disk'>, isShipped: (id: string) => Promise<boolean>) {
  const put = (one: OwnLesson): void =>
    store.setState(({ ownLessons }) => ({ ownLessons: [...ownLessons.filter(({ lesson }) => lesson.id !== one.lesson.id), one] }));

  return {
    /** Reads the lessons that this browser keeps. A damaged one throws; the others are there. */
    async lookOwnLessons(): Promise<void> {
      for (const { id, text } of await disk.session.readOwnLessons())
        await guard(store, async () => {
          // One that was opened meanwhile counts.
          if (!store.getState().ownLessons.some(({ lesson }) => lesson.id === id)) put({ lesson: keptLesson(id, text), text, kept: true });
        });
    },
    /**
     * Opens a lesson of somebody's own, keeps it in this browser, and gives the link to its first step. A bad file, or one with the id of a
     * lesson of the page, throws and is shown; the page stays as it is. What could not be kept is said, and open all the same.
     */
    async openLesson(source: File): Promise<string> {
      try {
        const text = await readText(source, source.name);
        const lesson = parseLesson(text, source.name);
        if (await isShipped(lesson.id)) throw taken(source.name, lesson.id);
        put({ lesson, text, kept: false });
        store.setState({ error: null });
        await disk.session.writeOwnLesson({ id: lesson.id, text }).then(
          () => (put({ lesson, text, kept: true }), store.setState(keptMore)),
          (error: unknown) => store.setState({ error: errorData(lessonNotKept(lesson, error as Error)) }),
        );
        return stepHash(lesson.id, 0);
      } catch (error) {
        store.setState({ error: errorData(error) });
        throw error;
      }
    },
    /** Takes a lesson of one's own away, from the list and from this disk. An error is shown, and it stays. */
    removeLesson: (id: string): Promise<void> =>
      guard(store, async () => {
        const own = store.getState().ownLessons.find(({ lesson }) => lesson.id === id);
        if (own?.kept) await disk.session.removeOwnLesson(id);
        store.setState((state) => ({ ...keptMore(state), ownLessons: state.ownLessons.filter(({ lesson }) => lesson.id !== id) }));
      }),
  };
}

const lessonNotKept = ({ title }: Lesson, error: Error): LabError =>
  notKept(t`the lesson “${title}”`, t`Open its file again after a reload.`, error);

/** The id that is taken, and how to get another. */
const taken = (file: string, id: string): LabError =>
  new LabError(
    'lesson-invalid',
    t`${file}: id: expected a name of its own, got “${id}”, which is a lesson that comes with the page.`,
    t`Write another id into the file, as “my-${id}”, and open it again: links name a lesson by it.`,
  );

function keptLesson(id: string, text: string): Lesson {
  try {
    return parseLesson(text, t`its text`);
  } catch (error) {
    const { code, message } = errorData(error);
    throw new LabError(
      code,
      t`The lesson “${id}” that this browser kept cannot be read: ${message}`,
      t`Open its file again, which takes the place of the damaged one. To be rid of it, delete what is kept on this disk.`,
    );
  }
}
