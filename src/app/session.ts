/** Keeps the experiment on the page, and finds it again. */
import { errorData, LabError } from '../error';
import { decodeExperiment, encodeParts } from '../experiment/run-file';
import type { Experiment } from '../experiment/experiment';
import { shownRun } from '../experiment/shown';
import type { Session } from '../storage/session';
import type { Context } from './ports';
import { remeasure } from './remeasure';
import type { LabState, Provenance } from './state';
import { keptMore, originsOf } from './state-updates';

const idle = ({ run, steer }: LabState): boolean => run.status === 'idle' && steer.status === 'idle';
/** Nothing, or what comes with the page. */
const onlyRecorded = ({ experiment: { analyses, answers, matrices, ratings }, origins }: LabState): boolean =>
  [...analyses, ...matrices].every(({ id }) => origins[id] === 'recorded') &&
  (analyses.length > 0 || answers.length === 0) &&
  ratings.length === 0;

/** Of an experiment, what is kept when it changes. */
const KEPT = ['analyses', 'answers', 'choices', 'damages', 'ratings', 'matrices', 'readouts'] as const;
const isOther = (now: Experiment, before: Experiment, kinds: readonly (typeof KEPT)[number][] = KEPT): boolean =>
  kinds.some((kind) => now[kind] !== before[kind]) || now.view.chat !== before.view.chat;

/**
 * Whether a change on the page is one to keep: analyses or answers that are complete or stopped, choices, ratings, readouts, and not the
 * recording itself. A block of the recording is read out as soon as its model is loaded: that makes no experiment of one's own, which would
 * take the place of the one that is kept.
 */
export function isToKeep(now: LabState, before: LabState): boolean {
  if (!idle(now)) return false;
  if (now.epoch !== before.epoch) return !onlyRecorded(now);
  const kinds = onlyRecorded(now) ? KEPT.filter((kind) => kind !== 'readouts') : KEPT;
  return isOther(now.experiment, before.experiment, kinds) || (!idle(before) && !onlyRecorded(now));
}

/** Of encoding, between two pauses: a task stays short. */
const SLICE_MS = 5;

/** Keeps what it is given. A browser that does not keep it is told of once, until it keeps again. */
export function keeper(context: Context): { keep(state: LabState): Promise<void>; leave(): void } {
  const { store, disk } = context;
  let said = false;
  /** Is to be kept, and is not yet. */
  let waiting: LabState | null = null;
  return {
    async keep(state) {
      waiting = state;
      try {
        if (!(await keepSession(context, state))) return;
        said = false;
        if (waiting === state) waiting = null;
      } catch (error) {
        if (!said) store.setState({ error: errorData(notKept(error as Error)) });
        said = true;
      }
    },
    /** Keeps at once what is not kept yet: the page is being left. */
    leave() {
      if (waiting) disk.session.leaveSession(sessionOf(waiting, [...encodeParts(waiting.experiment)]));
      waiting = null;
    },
  };
}

const notKept = ({ name, message }: Error): LabError =>
  new LabError(
    name === 'QuotaExceededError' ? 'storage-full' : 'storage-missing',
    `This browser did not keep the experiment (${message}); it stays on this page only.`,
    'Download the run file to have it later. Room comes back by deleting stored models or runs; in a private window the browser gives less.',
  );

/** Whether it is kept now; false where a later one is being kept in its place. Throws what the browser says of its storage. */
async function keepSession({ disk, clock, store }: Context, state: LabState): Promise<boolean> {
  const { experiment } = state;
  const parts: string[] = [];
  let since = clock.elapsed();
  for (const part of encodeParts(experiment)) {
    parts.push(part);
    if (clock.elapsed() - since < SLICE_MS) continue;
    // The page draws in between.
    await new Promise<void>((resolve) => clock.after(0, resolve));
    since = clock.elapsed();
    if (isOther(store.getState().experiment, experiment)) return false;
  }
  await disk.session.writeSession(sessionOf(state, parts));
  return true;
}

const sessionOf = ({ experiment, origins, line }: LabState, parts: readonly string[]): Session => ({
  experiment: parts.join(''),
  origins,
  line,
  name: nameOf(experiment),
});

/** "Empathy in action, smollm2-135m-instruct". */
function nameOf(experiment: Experiment): string {
  const run = shownRun(experiment);
  return run ? `${run.set.set.name}, ${run.model.id}` : 'answers without a run';
}

/** An experiment that was kept, its derived numbers made anew, and where its analyses came from. */
export interface LastSession {
  readonly experiment: Experiment;
  readonly origins: Readonly<Record<string, Provenance>>;
  readonly line: string;
}

/** The last one; null where none was kept. Throws `session-damaged`. */
export async function lastSession(context: Pick<Context, 'disk' | 'analysis' | 'store'>): Promise<LastSession | null> {
  const session = await context.disk.session.readSession();
  return session && opened(session, context);
}

/** The one that this browser keeps beside the experiment of that line: the last one where that is another, else the one before it. */
async function besides({ session }: Context['disk'], line: string): Promise<Session | null> {
  const last = await session.readSession();
  return last && lineOf(last) !== line ? last : session.readEarlier();
}

/** What that one is, for people; null where there is none. */
export const earlierName = async ({ disk }: Pick<Context, 'disk'>, line: string): Promise<string | null> => {
  const session = await besides(disk, line);
  return session && (session.name ?? 'an experiment of before');
};

/** That one, opened. Throws `session-damaged`. */
export async function earlierSession(context: Pick<Context, 'disk' | 'analysis' | 'store'>, line: string): Promise<LastSession | null> {
  const session = await besides(context.disk, line);
  return session && opened(session, context);
}

/**
 * Throws `session-damaged` for one that cannot be opened: it was put aside then, so that this is said once. What only could not be computed
 * now stays where it is.
 */
async function opened(session: Session, { analysis, disk, store }: Pick<Context, 'analysis' | 'disk' | 'store'>): Promise<LastSession> {
  const experiment = await remeasureOf(session, analysis).catch(async (error: unknown) => {
    const { code, message } = errorData(error);
    if (code !== 'experiment-invalid' && code !== 'experiment-not-json') throw error;
    // Where the browser refuses that, it stays in its place, and is said again.
    await disk.session.putAside(session).catch(() => undefined);
    store.setState(keptMore);
    throw damaged(session.name ?? 'of before', message);
  });
  const before = (id: string): Provenance =>
    session.origins?.[id] === 'recorded' || session.origins?.[id] === 'opened' ? session.origins[id] : 'kept';
  return { experiment, origins: originsOf(experiment, before), line: lineOf(session) };
}

async function remeasureOf({ experiment }: Session, analysis: Context['analysis']): Promise<Experiment> {
  return remeasure(decodeExperiment(experiment, 'the kept text'), analysis);
}

const damaged = (name: string, why: string): LabError =>
  new LabError(
    'session-damaged',
    `The experiment that this browser kept (${name}) is damaged: ${why}`,
    'It was put aside on this disk as it is: from there it can be downloaded, or deleted. It does not come back by itself.',
  );

/** Earlier versions did not name it, and kept one. */
const lineOf = ({ line = '' }: Session): string => line;
