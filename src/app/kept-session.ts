/** What this browser keeps besides models and runs (src/storage/session.ts), in words for people. */
import { marksIn } from '../storage/lesson-marks';
import type { OlderSet, Session } from '../storage/session';
import { PROGRESS } from './lesson-progress';
import type { Context } from './ports';
import { t } from '../language/t';

/** Each of them null, or false, where none is kept. */
export interface KeptSession {
  readonly experiment: string | null;
  /** The experiment whose place that one took. */
  readonly earlier: string | null;
  /** Those further down that hold something of a person's own, oldest first. */
  readonly older: readonly Session[];
  /** Experiments that could not be opened any more: what they were, and their text as it is. */
  readonly damaged: readonly Session[];
  /** The name of the last set of one's own. */
  readonly set: string | null;
  /** Sets of one's own whose place that one took, oldest first. */
  readonly olderSets: readonly OlderSet[];
  /** The name of the last file of A/B items of one's own. */
  readonly items: string | null;
  /** A set that is being written, or what a model wrote for one. */
  readonly draft: boolean;
  /** How many lessons of one's own there are. */
  readonly lessons: number;
  /** Of how many lessons it is known what was guessed and done. */
  readonly begun: number;
  /** Words typed into the prompt. */
  readonly prompt: boolean;
  /** Words typed into the chat, and not sent. */
  readonly message: boolean;
  /** What the browser says where it refuses to keep any of this; null where it does not. */
  readonly refused: string | null;
}

/** What is kept right now. */
export async function keptSession({ session, settings }: Pick<Context['disk'], 'session' | 'settings'>): Promise<KeptSession> {
  const [last, earlier, older, damaged, set, olderSets, items, lessons, draft, written, prompt, message] = await Promise.all([
    session.readSession(),
    session.readEarlier(),
    session.readOlder(),
    session.readDamaged(),
    session.readOwnSet(),
    session.readOlderSets(),
    session.readOwnItems(),
    session.readOwnLessons(),
    session.readDraft(),
    session.readWritten(),
    session.readPrompt(),
    session.readMessage(),
  ]);
  const nameOf = (one: typeof last): string | null => one && (one.name ?? t`of before`);
  return {
    experiment: nameOf(last),
    earlier: nameOf(earlier),
    older,
    damaged,
    set: set === null ? null : setName(set),
    olderSets,
    items: items?.name ?? null,
    lessons: lessons.length,
    begun: Object.keys(marksIn(settings.readSetting(PROGRESS))).length,
    draft: draft !== null || written !== null,
    prompt: !!prompt,
    message: message !== null && message.text + message.system !== '',
    refused: session.whyRefused(),
  };
}

/**
 * By its name alone: to check thousands of texts for it would hold up the page, and that is done where the set is opened. A damaged one is
 * kept all the same, and can be deleted.
 */
function setName(json: string): string {
  try {
    const { name } = JSON.parse(json) as { name?: unknown };
    return typeof name === 'string' ? name : 'damaged';
  } catch {
    return 'damaged';
  }
}
