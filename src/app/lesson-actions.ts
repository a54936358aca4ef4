/**
 * A lesson on the page: which step is shown, what was guessed, what is done. Whoever leaves it finds the page as they left it: view and set
 * are put aside when it begins. What was made meanwhile stays beside that, as records; what was guessed and done stays in this browser
 * (lesson-progress.ts).
 */
import { errorData, LabError } from '../error';
import { parseLessonIndex } from '../formats/lesson';
import { allHold, parseLesson, pinnedBy, stepHash, type Lesson, type ListedLesson } from '../experiment/lesson';
import type { Choices } from '../experiment/link';
import type { ShippedSet } from '../experiment/shipped';
import { SHIPPED_SETS } from '../experiment/shipped';
import type { View } from '../experiment/view';
import { guard } from './guard';
import { lessonProgress, NO_PROGRESS, type Progress } from './lesson-progress';
import { lessonReadings } from './lesson-readings';
import { linkedLessonOf } from './own-lessons';
import type { Context } from './ports';
import type { SetChoices } from './set-choices';
import type { LabState, SetState } from './state';
import { t } from '../language/t';

/** What the page was before the lesson. */
export interface Before {
  readonly epoch: number;
  readonly view: View;
  readonly set: SetState;
  /** Words of the prompt that are a person's own, where the page opens with the lesson; else they are in the view. */
  readonly words: string;
}

export interface LessonState extends Progress {
  readonly lesson: Lesson;
  /** Counted from 0. */
  readonly step: number;
  /** The page is set as the step begins: from then on it can be done. */
  readonly begun: boolean;
  /** What the step shows and could not be fetched, in words: it does not begin without it. */
  readonly missing: string | null;
  /** Content notes that were read and gone past: 'lesson', or the number of a step. */
  readonly noted: readonly (number | 'lesson')[];
  readonly before: Before;
  /** The lesson as the link has it that brought it; null where it lies elsewhere. */
  readonly packed: string | null;
  /** What of the page this step shows, where the link says it otherwise than the lesson; null where not. */
  readonly show: readonly string[] | null;
}

/** What a step that is followed sets. */
export interface StepSettings {
  readonly pins: Choices;
  readonly live: boolean;
}

interface Needs {
  readonly setChoices: SetChoices;
  openShippedSet(id: ShippedSet): Promise<void>;
}

const FILE = 'lessons.json';
const WITHOUT = t`The page is open without the lesson.`;

export function lessonActions({ store, fetchOwn, disk, address }: Context, { setChoices, openShippedSet }: Needs) {
  const { getState: get, setState: set } = store;
  const { progressOf, keepProgress, forgetProgress } = lessonProgress(disk.settings);
  /** The page opens with what a reload or Back brought again: a lesson goes on, also at its first step. */
  let goesOn = address.arrival === 'again';
  const textOf = async (file: string): Promise<string> => {
    const answer = await fetchOwn(file).catch((error: unknown) => {
      throw new LabError(
        'network',
        t`${file} could not be fetched: ${errorData(error).message}`,
        t`${WITHOUT} Check the network, then try again.`,
      );
    });
    return answer.text();
  };

  /** The lessons that come with the page. Throws `network`, and what a damaged list throws. */
  const listLessons = async (): Promise<readonly ListedLesson[]> => parseLessonIndex(await textOf(FILE), FILE);

  /** The lesson of that id: of several the one that a link brought, then one of a person's own. Throws `lesson-missing`. */
  async function readLesson(id: string): Promise<Lesson> {
    const { lesson: now, ownLessons } = get();
    if (now && now.packed !== null && now.lesson.id === id) return now.lesson;
    const own = ownLessons.find(({ lesson }) => lesson.id === id);
    if (own) return own.lesson;
    if (now?.lesson.id === id) return now.lesson;
    const all = await listLessons();
    if (!all.some((one) => one.id === id))
      throw new LabError(
        'lesson-missing',
        t`No lesson is called “${id}”.`,
        t`${WITHOUT} There are: ${all.map((one) => one.id).join(', ')}.`,
      );
    const file = `lessons/${id}.json`;
    return parseLesson(await textOf(file), file);
  }

  /** Takes a lesson into use, at a step counted from 1. Throws `lesson-missing`, `lesson-step`, and what a broken file throws. */
  async function enter(id: string, { step = 1, lessonFile, show }: Choices, isWanted: () => boolean): Promise<StepSettings | null> {
    const linked = lessonFile === undefined ? null : await linkedLessonOf(lessonFile, id);
    const lesson = linked?.lesson ?? (await readLesson(id));
    const { steps, title } = lesson;
    const found = steps[step - 1];
    if (!found) throw new LabError('lesson-step', t`The lesson “${title}” has steps 1 to ${steps.length}, and no step ${step}.`, WITHOUT);
    // Whoever comes to the first step from elsewhere begins it anew.
    const isAnew = step === 1 && !goesOn && get().lesson?.lesson.id !== id;
    if (isAnew) forgetProgress(lesson);
    const progress = isAnew ? NO_PROGRESS : await progressOf(lesson);
    if (!isWanted()) return null;
    set((state) => {
      const { epoch, experiment, set: scenarios } = state;
      const started = { lesson, begun: false, missing: null, ...progress, noted: [] };
      const before = state.lesson?.before ?? { epoch, view: experiment.view, set: scenarios, words: state.ownPrompt };
      const packed = linked?.packed ?? null;
      const now = state.lesson;
      const same =
        now && (packed === null ? now.lesson === lesson : now.packed === packed) ? now : { ...started, before, packed, show: null };
      return { lesson: { ...same, step: step - 1, begun: false, missing: null, show: show ?? null } };
    });
    return { pins: pinnedBy(lesson, step - 1), live: found.live };
  }

  /** Ends the lesson: view and set are again those from before it, where no other experiment has taken the place. */
  function leaveLesson(): void {
    const { lesson } = get();
    if (!lesson) return;
    const { before } = lesson;
    if (get().epoch !== before.epoch) return set({ lesson: null });
    // A set that is still being read for the lesson comes too late.
    const choice = setChoices.make();
    if (before.set.status === 'ready') {
      setChoices.hold(choice);
      return set(({ experiment }) => ({ lesson: null, experiment: { ...experiment, view: before.view }, set: before.set }));
    }
    // The page opened with the lesson. A prompt of a set that is not there yet would be taken for words of one's own; that set fills it in.
    const view = { ...before.view, steering: { ...before.view.steering, prompt: before.words } };
    set(({ experiment }) => ({ lesson: null, experiment: { ...experiment, view } }));
    void guard(store, () => openShippedSet(SHIPPED_SETS[0].id));
  }

  const patch = (next: (lesson: LessonState) => Partial<LessonState>): void =>
    set(({ lesson }) => (lesson ? { lesson: { ...lesson, ...next(lesson) } } : {}));
  /** The same of what is kept. */
  const patchProgress = (next: (lesson: LessonState) => Partial<Progress>): void => {
    const { lesson: before } = get();
    patch(next);
    const { lesson: now } = get();
    const isSame = (one: LessonState | null): boolean =>
      one?.lesson === now?.lesson && one?.guesses === now?.guesses && one?.done === now?.done;
    if (now && !isSame(before)) void guard(store, () => keepProgress(now.lesson, now, () => isSame(get().lesson)));
  };

  return {
    listLessons,
    /** A lesson of that id comes with the page, as far as its list can be had. */
    isShipped: async (id: string): Promise<boolean> => (await listLessons().catch(() => [])).some((one) => one.id === id),
    leaveLesson,
    readLesson,
    /**
     * The step that a link names, taken into use; null for a link without one, which ends the lesson. Throws what is wrong with it, and the
     * page is then without a lesson. `isWanted`: no later link was followed meanwhile.
     */
    async followStep(said: Choices, isWanted: () => boolean): Promise<StepSettings | null> {
      try {
        if (said.lesson === undefined) return (leaveLesson(), null);
        return await enter(said.lesson, said, isWanted);
      } catch (error) {
        if (isWanted()) leaveLesson();
        throw error;
      } finally {
        goesOn = false;
      }
    },
    /** The page is set as the step says, but for what is `missing`. */
    beginStep: (missing: string | null): void => patch(() => ({ begun: missing === null, missing })),
    /** The option of the question of this step that was guessed. A guess stays. */
    guess: (option: number): void =>
      patchProgress(({ guesses, step }) => (step in guesses ? {} : { guesses: { ...guesses, [step]: option } })),
    /**
     * Forgets what was guessed and done of the lesson on show, on the page and in this browser. The lesson goes on with the step that is
     * followed next.
     */
    forgetLesson(): void {
      const { lesson } = get();
      if (!lesson) return;
      forgetProgress(lesson.lesson);
      patch(() => ({ ...NO_PROGRESS, noted: [], begun: false, missing: null }));
    },
    /** The content note of the lesson, or of this step, was read. */
    passNote: (of: 'lesson' | 'step'): void => patch(({ noted, step }) => ({ noted: [...noted, of === 'lesson' ? of : step] })),
    /** Marks the step as done once its condition holds. It stays done, whatever is moved afterwards. */
    followDone(state: LabState): void {
      const { lesson } = state;
      if (!lesson?.begun || lesson.done.includes(lesson.step)) return;
      const { done } = lesson.lesson.steps[lesson.step]!;
      if (done && allHold(done, lessonReadings(state))) patchProgress(({ done: before, step }) => ({ done: [...before, step] }));
    },
    /** The link to a step, counted from 0, of the lesson on show. `more`: settings that the link says beside it. */
    stepLink: (step: number, more = ''): string => stepHash(get().lesson?.lesson.id ?? '', step, more),
  };
}
export type LessonActions = ReturnType<typeof lessonActions>;
