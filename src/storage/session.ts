/**
 * The last experiment, the one whose place it took, the last set and the last file of A/B items of one's own, the last words of a prompt
 * and of the chat, so that a reload, Back or a new visit finds them again. One of each, in this browser; and lessons and earlier sets of
 * one's own, the experiments further down, and those that could not be opened again.
 */
import { createStore, delMany, get, getMany, promisifyRequest, set, update } from 'idb-keyval';
import * as v from 'valibot';
import { LabError } from '../error';
import { list, record, text } from '../formats/schemas';
import { forgetLeft, readLeft, writeLeft } from './departure';
import { readOrRefused } from './refusal';
import { isSame, lineOf, placed, session, type Session } from './session-places';
import { forgetMarks, isMine, noteRead, noteWrite } from './tab-mark';
import { t } from '../language/t';

export { whyRefused } from './refusal';

export type { Session } from './session-places';

const sessions = list(session);
const leftSession = v.pipe(text, v.parseJson(), session);

const database = createStore('eia-lab-session', 'session');

/**
 * What is kept under a name; null where nothing of its kind is, or the browser refuses storage. Throws `disk-unreadable`. `what`: in words.
 */
async function kept<const S extends v.GenericSchema>(name: string, what: string, schema: S): Promise<v.InferOutput<S> | null> {
  const found = await readOrRefused(what, () => get<unknown>(name, database)).catch((error: unknown) => {
    unread.set(name, what);
    throw error;
  });
  unread.delete(name);
  const { success, output } = v.safeParse(schema, found);
  return success ? output : null;
}

/** What was to be read and could not be: it may well be there. */
const unread = new Map<string, string>();

/** Throws `disk-unreadable` where what it would take the place of is not known. */
async function write(name: string, value: string | OwnItemsFile | OwnMessage): Promise<void> {
  expectRead(name);
  await set(name, value, database);
}

/**
 * What `make` gives for what another tab wrote there takes its place, in one transaction: none writes in between. Where none did, `make` is
 * given null and nothing is read: a page that is being left has no time for that (departure.ts). Throws as `write` does.
 */
async function rewrite(name: string, make: (there: string | null) => string): Promise<void> {
  expectRead(name);
  const isAlone = isMine(name);
  noteWrite(name);
  if (isAlone) return set(name, make(null), database);
  await update<unknown>(name, (there) => make(typeof there === 'string' ? there : null), database);
}

/** As `kept`, of what `rewrite` writes. */
function keptShared(name: string, what: string): Promise<string | null> {
  noteRead(name);
  return kept(name, what, text);
}

function expectRead(name: string): void {
  const what = unread.get(name);
  if (what !== undefined)
    throw new LabError('disk-unreadable', t`${what} could not be read, so nothing is written over it.`, t`Open the page anew.`);
}

/**
 * null where there is none, or the browser refuses storage. Throws `disk-unreadable`, as the others here do. What this tab wrote as it left
 * a page is put into its place first, or comes back from where it is.
 */
export async function readSession(): Promise<Session | null> {
  const { success, output } = v.safeParse(leftSession, readLeft());
  if (!success) return kept('experiment', t`The last experiment`, session);
  return writeSession(output).then(
    () => kept('experiment', t`The last experiment`, session),
    () => output,
  );
}
/** The experiment whose place the last one took: opened over it, or made in another tab. */
export const readEarlier = (): Promise<Session | null> => kept('earlier', t`The experiment before the last`, session);
/**
 * Keeps it as the last one. What that pushes out of its place is in `readEarlier`, and further down in `readOlder`, where it holds
 * something of a person's own. Gives the line that it is kept under: another than its own where a second tab took it further meanwhile.
 */
export async function writeSession(next: Session): Promise<string> {
  const line = await database('readwrite', async (store) => {
    const [there, before, list] = await Promise.all(
      ['experiment', 'earlier', OLDER].map((name) => promisifyRequest(store.get(name) as IDBRequest<unknown>)),
    );
    const places = { last: sessionIn(there), earlier: sessionIn(before) };
    const { last, earlier, older } = placed(places, next);
    store.put(filed(last), 'experiment');
    // The others are megabytes each, and mostly stay where they are.
    if (earlier && earlier !== places.earlier) store.put(earlier, 'earlier');
    const all = olderIn(list);
    const further = all.filter((one) => lineOf(one) !== lineOf(last));
    if (older || further.length < all.length) store.put(older ? [...further, older] : further, OLDER);
    await promisifyRequest(store.transaction);
    return lineOf(last);
  });
  forgetLeft();
  return line;
}

/** One without a mark stays text, which it is told by. */
const filed = (one: Session): Session =>
  typeof one.experiment !== 'string' || one.mark === undefined ? one : { ...one, experiment: new Blob([one.experiment]) };

const OLDER = 'older';
function sessionIn(value: unknown): Session | null {
  const { success, output } = v.safeParse(session, value);
  return success ? output : null;
}
const olderIn = (value: unknown): readonly Session[] => (Array.isArray(value) ? value.flatMap((one) => sessionIn(one) ?? []) : []);
/** Experiments that two others took the place of, oldest first. */
export const readOlder = async (): Promise<readonly Session[]> =>
  (await kept(OLDER, t`What was kept of earlier experiments`, sessions)) ?? [];
/** Deletes one of them. */
export const removeOlder = (gone: Session): Promise<void> =>
  update<unknown>(OLDER, (before) => olderIn(before).filter((one) => !isSame(one, gone)), database);

/** The same from a page that is being left, where nothing can be waited for. */
export const leaveSession = (last: Session): boolean => writeLeft(JSON.stringify(last));

/** The words of the prompt field; null where there are none, or the browser refuses storage. */
export const readPrompt = (): Promise<string | null> => kept('prompt', t`The words of the prompt`, text);
/** Throws `disk-unreadable` where the words that are kept could not be read. */
export const writePrompt = (prompt: string): Promise<void> => write('prompt', prompt);

const ownMessage = record({ text, system: text });
/** What stands in the chat's fields and is not sent: the message, and the system prompt. */
export type OwnMessage = v.InferOutput<typeof ownMessage>;
/** null where there is none, or the browser refuses storage. */
export const readMessage = (): Promise<OwnMessage | null> => kept('message', t`The words of the chat`, ownMessage);
/** Throws `disk-unreadable` where the words that are kept could not be read. */
export const writeMessage = (message: OwnMessage): Promise<void> => write('message', message);

/** The JSON of a scenario file; null where there is none, or the browser refuses storage. */
export const readOwnSet = (): Promise<string | null> => kept('set', t`The scenario set`, text);
/** Throws `disk-unreadable` where the set that is kept could not be read. */
export const writeOwnSet = (json: string): Promise<void> => write('set', json);

const olderSet = record({ name: text, hash: text, file: v.instance(Blob) });
/** A scenario set of a person's own whose place another took: what it is called, its hash, and its JSON, read when it is asked for. */
export type OlderSet = v.InferOutput<typeof olderSet>;
const OLDER_SETS = 'sets';
const olderSetsIn = (value: unknown): readonly OlderSet[] =>
  Array.isArray(value)
    ? value.flatMap((one) => {
        const { success, output } = v.safeParse(olderSet, one);
        return success ? [output] : [];
      })
    : [];
/** Oldest first. */
export const readOlderSets = async (): Promise<readonly OlderSet[]> =>
  olderSetsIn(await kept(OLDER_SETS, t`The earlier sets of your own`, v.unknown()));
/** Throws `disk-unreadable` where those that are kept could not be read. */
export async function changeOlderSets(change: (before: readonly OlderSet[]) => readonly OlderSet[]): Promise<void> {
  expectRead(OLDER_SETS);
  await update<unknown>(OLDER_SETS, (before) => change(olderSetsIn(before)), database);
}

const itemsFile = record({ name: text, text });
/** A file of A/B items as it was opened: its name and its text. */
export type OwnItemsFile = v.InferOutput<typeof itemsFile>;
const OWN_ITEMS = 'items';
/** null where there is none, or the browser refuses storage. */
export const readOwnItems = (): Promise<OwnItemsFile | null> => kept(OWN_ITEMS, t`The file of A/B items`, itemsFile);
/** Throws `disk-unreadable` where the file that is kept could not be read. */
export const writeOwnItems = (file: OwnItemsFile): Promise<void> => write(OWN_ITEMS, file);

const ownLesson = record({ id: text, text });
const ownLessons = list(ownLesson);
/** A lesson as it was opened: what it calls itself, and the text of its file. */
export type OwnLessonFile = v.InferOutput<typeof ownLesson>;
const LESSONS = 'lessons';
const lessonsIn = (value: unknown): readonly OwnLessonFile[] => {
  const { success, output } = v.safeParse(ownLessons, value);
  return success ? output : [];
};
/** Lessons of a person's own, in the order in which they came. */
export const readOwnLessons = async (): Promise<readonly OwnLessonFile[]> =>
  (await kept(LESSONS, t`The lessons of your own`, ownLessons)) ?? [];
/** Keeps a lesson, in the place of one that calls itself the same. Throws `disk-unreadable` where those that are kept could not be read. */
export async function writeOwnLesson(one: OwnLessonFile): Promise<void> {
  expectRead(LESSONS);
  await update<unknown>(LESSONS, (before) => [...lessonsIn(before).filter(({ id }) => id !== one.id), one], database);
}
/** Deletes one of them. */
export const removeOwnLesson = (id: string): Promise<void> =>
  update<unknown>(LESSONS, (before) => lessonsIn(before).filter((one) => one.id !== id), database);

const DRAFT = 'draft';
/** A set that is being written, as JSON; null where there is none, or the browser refuses storage. */
export const readDraft = (): Promise<string | null> => keptShared(DRAFT, t`The set that you are writing`);
/** Throws `disk-unreadable` where the one that is kept could not be read. */
export const rewriteDraft = (make: (there: string | null) => string): Promise<void> => rewrite(DRAFT, make);

const WRITTEN = 'written';
/** What a model wrote for a set, as JSON; null where there is nothing, or the browser refuses storage. */
export const readWritten = (): Promise<string | null> => keptShared(WRITTEN, t`What a model wrote for your set`);
/** Throws `disk-unreadable` where what is kept could not be read. */
export const rewriteWritten = (make: (there: string | null) => string): Promise<void> => rewrite(WRITTEN, make);

const ASIDE = 'damaged';
/** Experiments that could not be opened any more, put aside as they are. */
export const readDamaged = async (): Promise<readonly Session[]> => (await kept(ASIDE, t`What was put aside`, sessions)) ?? [];
/** Puts a kept experiment aside, out of the places from which experiments come back. What was put aside before stays, whatever it is. */
export async function putAside(one: Session): Promise<void> {
  const places = ['experiment', 'earlier'];
  const there = await getMany<Session | undefined>(places, database);
  await update<readonly unknown[]>(ASIDE, (before = []) => [...(Array.isArray(before) ? before : [before]), one], database);
  await delMany(
    places.filter((_, i) => there[i] && isSame(there[i], one)),
    database,
  );
}
/** Deletes one that was put aside. */
export const removeDamaged = (gone: Session): Promise<void> =>
  update<readonly Session[]>(ASIDE, (before = []) => before.filter((one) => !isSame(one, gone)), database);

export async function clearSession(): Promise<void> {
  forgetLeft();
  unread.clear();
  forgetMarks([DRAFT, WRITTEN]);
  await delMany(
    ['experiment', 'earlier', OLDER, ASIDE, 'set', OLDER_SETS, OWN_ITEMS, LESSONS, DRAFT, WRITTEN, 'prompt', 'message'],
    database,
  );
}
