/**
 * Experiments that come in: files, scripts, the recording, what this browser kept. A bad one is refused with its reason; what the page
 * shows stays.
 */
import { LabError, errorData } from '../error';
import type { Experiment } from '../experiment/experiment';
import { encodeExperiment } from '../experiment/encode';
import type { View } from '../experiment/view';
import { movedSince, withMoved } from '../experiment/view-updates';
import type { Session } from '../storage/session';
import { guard } from './guard';
import { PROGRESS } from './lesson-progress';
import { embedOf, runOf, type RunAddress } from './query';
import { fetchRun } from './run-link';
import type { Context } from './ports';
import { readRun } from './read-run';
import { AWAY, STAYS, type recordedActions } from './recorded-actions';
import { earlierName, earlierSession, lastSession, newMark, opened, type LastSession } from './session';
import type { LabState, Provenance } from './state';
import { originsOf, replaced, type Place } from './state-updates';
import { t } from '../language/t';

const NO_NUMBERS = t`No numbers are shown until a model has run. ${AWAY} reload.`;

/** `stop`: ends the work that fills the experiment on the page. */
export function experimentActions(
  context: Context,
  { stop, readRecording }: { stop: () => void } & Pick<ReturnType<typeof recordedActions>, 'readRecording'>,
) {
  const { store, disk, clock } = context;

  /** Takes the place of the experiment on the page. `place`: of one that this browser kept. `from`: a file or an address. */
  const replace = (
    experiment: Experiment,
    origin: Provenance | LabState['origins'],
    place: Place = newPlace(),
    from: string | null = null,
  ): void => {
    stop();
    const origins = typeof origin === 'string' ? originsOf(experiment, () => origin) : origin;
    store.setState((state) => {
      const next = replaced(state, experiment, origins, place);
      return { ...next, openedFrom: from === null ? null : { epoch: state.epoch + 1, name: from } };
    });
    void lookBeside();
  };
  const bringBack = (one: LastSession): void => replace(one.experiment, one.origins, placeOf(one));
  const newPlace = (): Place => ({ line: newMark(clock), own: false, mark: null });
  /** Says what is kept beside the experiment on the page. An error is shown. */
  async function lookBeside(): Promise<void> {
    const { line } = store.getState();
    await guard(store, async () => {
      const earlier = await earlierName(context, line);
      if (store.getState().line === line) store.setState({ earlier });
    });
  }
  /** Counts what was asked to take its place: of two, the one that was asked for last is shown. */
  let asked = 0;

  /** Ends fetching the run file that a link names. */
  let stopFetching = (): void => undefined;
  /**
   * What is in the run file of that address, which the page offers while it comes and where it did not; null where it was stopped. Throws
   * as `fetchRun`, and what a bad file throws.
   */
  async function readAddress(address: RunAddress): Promise<Experiment | null> {
    const stopping = new AbortController();
    stopFetching = () => stopping.abort();
    store.setState({ linkedRun: { address, coming: true } });
    try {
      const experiment = await readRun(context, await fetchRun(address, context, stopping.signal), address.from);
      return stopping.signal.aborted ? null : experiment;
    } catch (error) {
      if (stopping.signal.aborted) return null;
      throw error;
    } finally {
      store.setState(({ linkedRun: now }) => ({ linkedRun: now && { ...now, coming: false } }));
    }
  }

  /** The run file that the address names, where it lies on the server of this page. One of another server waits to be asked for. */
  async function ownLinkedRun(): Promise<{ experiment: Experiment; from: string } | null> {
    const address = runOf(context.address.search, context.address.href);
    if (!address?.own) return (address && store.setState({ linkedRun: { address, coming: false } }), null);
    const experiment = await readAddress(address);
    if (!experiment) return null;
    store.setState({ linkedRun: null });
    return { experiment, from: address.from };
  }

  return {
    /** Fetches and shows the run file of another server that the link names. An error is shown; the page keeps what it had. */
    openLinkedRun: (): Promise<void> =>
      guard(store, async () => {
        const { linkedRun } = store.getState();
        if (!linkedRun || linkedRun.coming) return;
        const { address } = linkedRun;
        const own = ++asked;
        const experiment = await readAddress(address);
        if (!experiment || own !== asked) return;
        replace(experiment, 'opened', undefined, address.from);
        store.setState({ error: null, linkedRun: null });
      }),
    /** The run file that the link names is not wanted, or no longer. */
    dropLinkedRun(): void {
      stopFetching();
      store.setState({ linkedRun: null });
    },
    /** Shows a saved experiment, of version 1 or 2. A bad one throws and is shown; the page keeps what it had. */
    async openExperiment(source: File | Experiment): Promise<void> {
      const own = ++asked;
      try {
        const [json, name] = source instanceof File ? [source, source.name] : [jsonOf(source), 'experiment'];
        const experiment = await readRun(context, json, name);
        if (own !== asked)
          throw new LabError('cancelled', t`${name} was not opened: another one was asked for.`, t`Open it again if you still want it.`);
        replace(experiment, 'opened', undefined, source instanceof File ? name : null);
        store.setState({ error: null });
      } catch (error) {
        // The page shows what was asked for later: only who waits for this one is told.
        if (own === asked) store.setState({ error: errorData(error) });
        throw error;
      }
    },
    /** Shows the recording again. An error is shown. */
    showRecording: (): Promise<void> =>
      guard(store, async () => {
        const own = ++asked;
        const recorded = await readRecording(STAYS).catch((error: unknown) => {
          // Nobody waits for it any more.
          if (own !== asked) return null;
          throw error;
        });
        if (!recorded || own !== asked) return;
        replace(recorded, 'recorded');
        store.setState({ error: null });
      }),
    /** Shows the experiment that this browser keeps beside the one on the page, which is kept in its turn. An error is shown. */
    openEarlier: (): Promise<void> =>
      guard(store, async () => {
        const own = ++asked;
        const earlier = await earlierSession(context, store.getState().line).catch(async (error: unknown) => {
          // A damaged one is no longer offered.
          await lookBeside();
          throw error;
        });
        if (own !== asked) return;
        if (!earlier) {
          await lookBeside();
          throw new LabError(
            'no-such-experiment',
            t`The experiment from before is gone: it was deleted from this browser, maybe in another tab.`,
            t`What is on the page stays. Where its run file was downloaded, that can be opened.`,
          );
        }
        bringBack(earlier);
        store.setState({ error: null });
      }),
    lookBeside,
    /** Shows one of the experiments that this browser keeps further down. A bad one throws, and is put aside. */
    openOlder: async (one: Session): Promise<void> => {
      const own = ++asked;
      const older = await opened(one, context);
      if (own !== asked) return;
      bringBack(older);
      store.setState({ error: null });
    },
    /**
     * The first experiment of a visit: the last one for those who come back, the recording for everyone else. What a person moves
     * since the view `from` stays moved, as far as the experiment has it. Gives the view as it was before anything of it was moved.
     */
    async openFirst(from = store.getState().experiment.view): Promise<View> {
      const { epoch } = store.getState();
      const empty = (): boolean => {
        const { epoch: now, experiment: there, run, steer } = store.getState();
        const idle = run.status === 'idle' && steer.status === 'idle';
        return now === epoch && idle && there.analyses.length === 0 && there.answers.length === 0;
      };
      let view = from;
      const open = (opened: Experiment, origin: Parameters<typeof replace>[1], place?: Place, from?: string): void => {
        const moved = movedSince(view, store.getState().experiment.view);
        ({ view } = opened);
        replace(withMoved(opened, moved), origin, place, from);
      };
      const { search, hash, arrival } = context.address;
      const isPlain = hash === '' && !new URLSearchParams(search).has('run');
      // In a frame of another page stands what that page means, whatever its reader did elsewhere.
      if (embedOf(search) === null && (arrival === 'again' || isPlain))
        await guard(store, async () => {
          const last = await lastSession(context);
          if (last && empty()) open(last.experiment, last.origins, placeOf(last));
        });
      if (!empty()) return view;
      await guard(store, async () => {
        const linked = await ownLinkedRun();
        if (linked && empty()) open(linked.experiment, 'opened', undefined, linked.from);
      });
      if (!empty()) return view;
      const recorded = await readRecording(NO_NUMBERS);
      // Meanwhile somebody may have opened another one.
      if (empty()) open(recorded, 'recorded');
      return view;
    },
    /** Forgets the experiment, the set and the progress in lessons that this browser kept. What the page shows stays. */
    async clearSession(): Promise<void> {
      await disk.session.clearSession();
      disk.settings.writeSetting(PROGRESS, null);
      store.setState({ earlier: null, keptSet: null, olderSets: [], ownItems: null, ownLessons: [] });
    },
  };
}

const placeOf = ({ line, own, mark }: LastSession): Place => ({ line, own, mark });

/** What a script hands in, as a file would have it. Throws `experiment-invalid` for what is no object, or runs in a circle. */
function jsonOf(source: unknown): string {
  const wrong = (what: string): LabError =>
    new LabError('experiment-invalid', t`experiment: ${what}.`, t`Give a run file, or what lab.experiment() gives.`);
  if (typeof source !== 'object' || source === null) throw wrong(t`expected a File or an experiment, got ${String(source)}`);
  try {
    return encodeExperiment(source as Experiment);
  } catch (error) {
    throw wrong((error as Error).message);
  }
}
