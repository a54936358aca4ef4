/** Keeps the experiment on the page, and finds it again. */
import { errorData, LabError } from '../error';
import { isFromFile } from '../experiment/directions';
import { encodeParts } from '../experiment/encode';
import type { Experiment } from '../experiment/experiment';
import { shownRun } from '../experiment/shown';
import { count } from '../count';
import { lacksApart } from '../lab/report/apart';
import type { Session } from '../storage/session';
import { holdsOwn, lineOf } from '../storage/session-places';
import type { Context } from './ports';
import { notKept } from './not-kept';
import { readRun } from './read-run';
import type { LabState, Provenance } from './state';
import { keptMore, madeHere, originsOf, type Place } from './state-updates';
import { t } from '../language/t';

/** The setting that says of which line of work the ratings were revealed. */
export const REVEALED = 'ratings revealed';

const idle = ({ run, steer }: LabState): boolean => run.status === 'idle' && steer.status === 'idle';
/** Nothing, or what comes with the page. */
const onlyRecorded = ({ experiment: { analyses, answers, directions, matrices, plays, ratings }, origins }: LabState): boolean =>
  [...analyses, ...matrices].every(({ id }) => origins[id] === 'recorded') &&
  (analyses.length > 0 || answers.length === 0) &&
  ratings.length === 0 &&
  plays.every(({ id }) => origins[id] === 'recorded') &&
  !directions.some(isFromFile);

/** Of an experiment, what is kept when it changes. */
const KEPT = ['analyses', 'answers', 'choices', 'damages', 'plays', 'ratings', 'matrices', 'readouts'] as const;
const isOther = (now: Experiment, before: Experiment, kinds: readonly (typeof KEPT)[number][] = KEPT): boolean =>
  kinds.some((kind) => now[kind] !== before[kind]) || now.view.chat !== before.view.chat || fromFiles(now) !== fromFiles(before);

/** Directions that came from files, by their names; all others come and go with analyses. */
const fromFiles = ({ directions }: Experiment): string =>
  directions
    .filter(isFromFile)
    .map(({ id }) => id)
    .join(' ');

/** At most the figures of apart-actions.ts are new, which are made anew whenever the experiment opens. */
const onlyCompleted = ({ analyses: now }: Experiment, { analyses: before }: Experiment): boolean =>
  now.length === before.length &&
  now.every((one, i) => {
    const { evidence, id } = before[i]!;
    const lacked = id === one.id && evidence && lacksApart(evidence);
    return one === before[i] || (lacked && one.evidence && !lacksApart(one.evidence));
  });

/**
 * Whether a change on the page is one to keep: analyses or answers that are complete or stopped, choices, games step by step, ratings,
 * readouts, and not the recording itself. The analysis of a run that is being made changes with every pair: it is kept when the run ends,
 * all else at once. A block of the recording is read out as soon as its model is loaded: that makes no experiment of one's own, which would
 * take the place of the one that is kept.
 */
export function isToKeep(now: LabState, before: LabState): boolean {
  if (now.epoch !== before.epoch) return !onlyRecorded(now);
  // A part of the recording has come: it comes again.
  if (now.parts !== before.parts) return false;
  const analysesPass = now.run.status === 'running' || onlyCompleted(now.experiment, before.experiment);
  const passing = new Set([...(onlyRecorded(now) ? ['readouts'] : []), ...(analysesPass ? ['analyses'] : [])]);
  const kinds = KEPT.filter((kind) => !passing.has(kind));
  return isOther(now.experiment, before.experiment, kinds) || (idle(now) && !idle(before) && !onlyRecorded(now));
}

/** Of encoding, between two pauses: a task stays short. */
const SLICE_MS = 5;

/** Keeps what it is given. A browser that does not keep it is told of once, until it keeps again. */
export function keeper(context: Context): { keep(state: LabState): Promise<void>; leave(): void } {
  const { store, disk } = context;
  let said = false;
  /** Is to be kept, and is not yet: the last state of each line. */
  const waiting = new Map<string, LabState>();
  /** One after the other: what took another's place is kept after it. */
  let writing: Promise<void> = Promise.resolve();
  /** The mark of what is being written: it may lie there by the time the page is gone. */
  let underway: string | null = null;
  async function write(state: LabState): Promise<void> {
    const isLast = (): boolean => waiting.get(state.line) === state;
    try {
      const file = await encoded(context, state.experiment, isLast);
      if (!file) return;
      const mark = (underway = newMark(context.clock));
      const line = await disk.session.writeSession(sessionOf(store.getState(), state, file, mark));
      if (isLast()) waiting.delete(state.line);
      said = false;
      const { revealed } = store.getState();
      const goesAlong = line !== state.line && revealed === state.line;
      if (goesAlong) disk.settings.writeSetting(REVEALED, line);
      store.setState((now) => ({ ...(now.line === state.line && { line, mark }), ...(goesAlong && { revealed: line }) }));
    } catch (error) {
      if (!said)
        store.setState({ error: errorData(notKept(t`the experiment`, t`Download the run file to have it later.`, error as Error)) });
      said = true;
    } finally {
      underway = null;
    }
  }
  return {
    keep(state) {
      waiting.set(state.line, state);
      return (writing = writing.then(() => write(state)));
    },
    /** Keeps at once what is not kept yet: the page is being left. */
    leave() {
      const now = store.getState();
      const state = waiting.get(now.line) ?? [...waiting.values()].at(-1);
      const mark = underway ?? newMark(context.clock);
      if (state) disk.session.leaveSession(sessionOf(now, state, [...encodeParts(state.experiment)].join(''), mark));
      waiting.clear();
    },
  };
}

/** Its JSON, made while the page draws in between; null where a later state is to be kept in its place. */
async function encoded({ clock }: Pick<Context, 'clock'>, experiment: Experiment, isLast: () => boolean): Promise<Blob | null> {
  const pieces: Blob[] = [];
  let parts: string[] = [];
  const pause = (): Promise<void> => new Promise((resolve) => clock.after(0, resolve));
  // What changed it is drawn first.
  await pause();
  let since = clock.elapsed();
  if (!isLast()) return null;
  for (const part of encodeParts(experiment)) {
    parts.push(part);
    if (clock.elapsed() - since < SLICE_MS) continue;
    pieces.push(new Blob(parts));
    parts = [];
    await pause();
    since = clock.elapsed();
    if (!isLast()) return null;
  }
  return new Blob([...pieces, ...parts]);
}

/** `now`: the store's state, which knows the mark of what was kept of the line since. */
function sessionOf(now: LabState, state: LabState, experiment: Session['experiment'], mark: string): Session {
  const { line, own, origins } = state;
  const after = now.line === line ? now.mark : state.mark;
  return { experiment, origins, line, own, name: nameOf(state), mark, ...(after !== null && { after }) };
}

/** Another one for each experiment and each of its states, in each tab. */
export const newMark = (clock: Context['clock']): string => `${clock.now().toISOString()} ${clock.elapsed()}`;

/** "Empathy in action, smollm2-135m-instruct (yours: 2 answers, 7 ratings)". */
function nameOf({ experiment, origins, own }: LabState): string {
  const run = shownRun(experiment);
  const what = run ? `${run.set.set.name}, ${run.model.id}` : t`answers without a run`;
  const { analyses, answers, choices, ratings } = experiment;
  const mine = (all: readonly { readonly id: string }[]): number => all.filter(({ id }) => madeHere(origins, id)).length;
  const parts = [
    [mine(analyses), 'run'],
    [mine(answers), 'answer'],
    [mine(choices), 'choice'],
    [ratings.length, 'rating'],
  ] as const;
  const counted = parts.filter(([n]) => n > 0).map(([n, noun]) => count(n, noun));
  if (!own) return t`${what} (as it was opened)`;
  return counted.length > 0 ? t`${what} (yours: ${counted.join(', ')})` : what;
}

/** An experiment that was kept, its derived numbers made anew, and where its analyses came from. */
export interface LastSession extends Place {
  readonly experiment: Experiment;
  readonly origins: Readonly<Record<string, Provenance>>;
}

/** The last one; null where none was kept. Throws `session-damaged`. */
export async function lastSession(context: Pick<Context, 'disk' | 'runFiles' | 'clock' | 'store'>): Promise<LastSession | null> {
  const session = await context.disk.session.readSession();
  return session && opened(session, context);
}

/**
 * The one that this browser keeps beside the experiment of that line: the last one where that is another, else the one before it. A file
 * that was only looked at gives way to what a person made.
 */
async function besides({ session }: Context['disk'], line: string): Promise<Session | null> {
  const [last, earlier] = [await session.readSession(), await session.readEarlier()];
  if (!last || lineOf(last) === line) return earlier;
  return holdsOwn(last) || !holdsOwn(earlier) || lineOf(earlier) === line ? last : earlier;
}

/** What that one is, for people; null where there is none. */
export const earlierName = async ({ disk }: Pick<Context, 'disk'>, line: string): Promise<string | null> => {
  const session = await besides(disk, line);
  return session && (session.name ?? t`an experiment of before`);
};

/** That one, opened. Throws `session-damaged`. */
export async function earlierSession(
  context: Pick<Context, 'disk' | 'runFiles' | 'clock' | 'store'>,
  line: string,
): Promise<LastSession | null> {
  const session = await besides(context.disk, line);
  return session && opened(session, context);
}

/**
 * Throws `session-damaged` for one that cannot be opened: it was put aside then, so that this is said once. What only could not be computed
 * now stays where it is.
 */
export async function opened(
  session: Session,
  { runFiles, clock, disk, store }: Pick<Context, 'runFiles' | 'clock' | 'disk' | 'store'>,
): Promise<LastSession> {
  const experiment = await readRun({ runFiles, clock }, session.experiment, t`the kept text`).catch(async (error: unknown) => {
    const { code, message } = errorData(error);
    if (code !== 'experiment-invalid' && code !== 'experiment-not-json') throw error;
    // Where the browser refuses that, it stays in its place, and is said again.
    await disk.session.putAside(session).catch(() => undefined);
    store.setState(keptMore);
    throw damaged(session.name ?? t`of before`, message);
  });
  const before = (id: string): Provenance =>
    session.origins?.[id] === 'recorded' || session.origins?.[id] === 'opened' ? session.origins[id] : 'kept';
  return {
    experiment,
    origins: originsOf(experiment, before),
    line: lineOf(session),
    own: session.own ?? true,
    mark: session.mark ?? null,
  };
}

const damaged = (name: string, why: string): LabError =>
  new LabError(
    'session-damaged',
    t`The experiment that this browser kept (${name}) is damaged: ${why}`,
    t`It was put aside on this disk as it is: from there it can be downloaded, or deleted. It does not come back by itself.`,
  );
