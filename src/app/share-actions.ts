/** Links to what the page shows: the address, and the link that is copied, which may hold words and texts of a person's own. */
import { pinnedBy } from '../experiment/lesson';
import { chosen, encodeHash, OWN_SET, type Choices } from '../experiment/link';
import { MOST_WORDS } from '../experiment/link-parameters';
import { SHIPPED_SETS, type ShippedSet } from '../experiment/shipped';
import { shownRun } from '../experiment/shown';
import { startView } from '../experiment/view';
import { packText } from '../formats/packed-text';
import type { ScenarioSet } from '../formats/scenario-set';
import type { LessonState } from './lesson-actions';
import type { Context } from './ports';
import { wordsOf } from './own-words';
import type { LabState } from './state';
import { t } from '../language/t';

/** What of a person's own goes along, where they ask for it. */
export interface Along {
  /** The words of the prompt. */
  readonly ownPrompt?: boolean;
  /** The texts of the set in use. */
  readonly ownTexts?: boolean;
}

export interface Shared {
  readonly href: string;
  /** What could not go along, in sentences. */
  readonly left: readonly string[];
}

/** A step of a lesson, as a link names it. */
type StepOf = Pick<LessonState, 'lesson' | 'step' | 'show' | 'packed'>;

/** A link to a step of a lesson, as somebody builds it. */
export interface StepLink extends Pick<StepOf, 'lesson' | 'step' | 'show'> {
  /** It begins as the page is set now, instead of as the lesson says. */
  readonly asNow: boolean;
}

/** The texts of the set in use as the link has them that brought it; undefined for any other set. */
const linked = ({ set, linkedSet }: LabState): string | undefined =>
  set.status === 'ready' && set.shipped === null && set.set === linkedSet?.set ? linkedSet.packed : undefined;

export function shareActions({ store, address }: Pick<Context, 'store' | 'address'>) {
  /** What the page begins with in a step, or without one, and how the link names the step. */
  function beginning(lesson: StepOf | null, prompts: ScenarioSet['prompts']) {
    const pins = lesson ? pinnedBy(lesson.lesson, lesson.step) : {};
    const start = chosen(startView(), pins);
    const usual = prompts.find(({ id }) => id === pins.ask) ?? prompts[0];
    const standard = { ...start, steering: { ...start.steering, prompt: usual?.text ?? '' } };
    const named = lesson && {
      id: lesson.lesson.id,
      step: lesson.step + 1,
      set: setOf(pins),
      show: lesson.show,
      packed: lesson.packed,
    };
    return { standard, named };
  }

  function link(ownPrompt: boolean, texts: string | undefined, lesson: StepOf | null = store.getState().lesson): string {
    const { experiment, set, ownItems, ownPrompt: words } = store.getState();
    const inUse = set.status === 'ready' ? set : null;
    const prompts = inUse?.set.prompts ?? [];
    const { standard, named } = beginning(lesson, prompts);
    const directions = shownRun(experiment)?.record.id;
    const hash = encodeHash(experiment.view, standard, {
      set: inUse && (inUse.shipped ?? OWN_SET),
      ...(inUse && !inUse.shipped && { ownHash: inUse.hash }),
      ...(texts !== undefined && { texts }),
      ...(directions !== undefined && { directions }),
      ...(ownItems?.inUse && { itemsHash: ownItems.file.sha256 }),
      prompts,
      ownPrompt,
      hasWords: words !== '',
      ...(named && { lesson: named }),
    });
    return new URL(hash, address.href).href;
  }

  /** The link to a step that begins as the lesson says. */
  function plainLink(lesson: StepOf): string {
    const { standard, named } = beginning(lesson, []);
    const hash = encodeHash(standard, standard, { set: null, prompts: [], ownPrompt: false, ...(named && { lesson: named }) });
    return new URL(hash, address.href).href;
  }

  return {
    /** The link to a step of a lesson. One that does not come with the page goes along in it; says what is too large for a link. */
    async lessonLink({ asNow, ...step }: StepLink): Promise<Shared> {
      const state = store.getState();
      const { set, ownLessons } = state;
      const isOwn = ownLessons.some(({ lesson }) => lesson === step.lesson);
      const packed = isOwn ? await packText(JSON.stringify(step.lesson)) : null;
      const own = asNow && set.status === 'ready' && set.shipped === null ? set.set : null;
      const texts = own ? (linked(state) ?? (await packText(JSON.stringify(own)))) : undefined;
      return {
        href: asNow ? link(false, texts ?? undefined, { ...step, packed }) : plainLink({ ...step, packed }),
        left: [
          ...(isOwn && packed === null ? [t`The lesson is too large for a link: who follows it opens the file of the lesson first.`] : []),
          ...(texts === null ? [SET_TOO_LARGE] : []),
        ],
      };
    },
    /**
     * The link to what is shown now, as the address has it. `ownPrompt`: with the words of a prompt of one's own, which the address never
     * holds by itself. Texts of a set are in it where a link brought them.
     */
    shareLink: ({ ownPrompt = false } = {}): string => link(ownPrompt, linked(store.getState())),
    /** The same link to the whole page, from a frame that shows a part of it. */
    wholeLink(): string {
      const url = new URL(link(false, linked(store.getState())));
      url.searchParams.delete('embed');
      return url.href;
    },
    /** The same with what goes along; says what is too large for a link. */
    async shareWhole({ ownPrompt = false, ownTexts = false }: Along): Promise<Shared> {
      const state = store.getState();
      const { set, experiment } = state;
      const own = set.status === 'ready' && set.shipped === null ? set.set : null;
      const texts = linked(state) ?? (own && ownTexts ? await packText(JSON.stringify(own)) : undefined);
      const long = ownPrompt && wordsOf({ experiment, set }).length > MOST_WORDS;
      return {
        href: link(ownPrompt, texts ?? undefined),
        left: [
          ...(texts === null ? [SET_TOO_LARGE] : []),
          ...(long ? [t`The prompt has more than ${MOST_WORDS} characters, and is not in the link: the run file has it.`] : []),
        ],
      };
    },
  };
}

const SET_TOO_LARGE = t`The set is too large for a link: give its file along, or the run file, which has it.`;

/** The set that a step of a lesson is about: a set of somebody's own is none of a lesson's. */
const setOf = ({ set }: Choices): ShippedSet => (set === undefined || set === OWN_SET ? SHIPPED_SETS[0].id : set);
