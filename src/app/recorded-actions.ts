/**
 * The recording: the run that the page opens with, and its other parts, each fetched once it is looked at. What a recorded run lacks of the
 * set and the prompt that are chosen comes by itself: a slider moves recorded answers, and a switch shows another recorded run.
 */
import { errorData, LabError } from '../error';
import { choseAll } from '../experiment/answer';
import type { Experiment } from '../experiment/experiment';
import { longestChat, turnsOf, withChat } from '../experiment/chat';
import { allRuns } from '../experiment/compare';
import { knownAnswers } from '../experiment/known-answers';
import { merged } from '../experiment/merge';
import {
  answersTo,
  ASKED,
  askedAs,
  COMPARED,
  fileOf,
  FIRST_PART,
  FIRST_SET,
  isRun,
  runAsked,
  sweepOf,
  type Part,
} from '../experiment/recorded';
import { shownRun, type ShownRun } from '../experiment/shown';
import { shippedOf, type ShippedSet } from '../experiment/shipped';
import { showAnalysis } from '../experiment/updates';
import { withSteering } from '../experiment/view-updates';
import { unzippedText } from '../formats/gzip';
import type { ScenarioSet } from '../formats/scenario-set';
import { guard } from './guard';
import type { Context } from './ports';
import { readPart, readRun } from './read-run';
import { setWay } from './set-way';
import { provenanceOf, type LabState } from './state';
import { beside } from './state-updates';
import { t } from '../language/t';

export const AWAY = t`The network is away, or the server of this page is gone: check both, then`;
export const STAYS = t`What is on the page stays. ${AWAY} try again.`;

/** What a part is called where it could not be fetched. */
function nameOf(part: Part): string {
  switch (part.kind) {
    case 'run':
      return t`The recorded run`;
    case 'answers':
      return t`The recorded answers to this prompt`;
    case 'controls':
      return t`The recorded controls of a prompt`;
    case 'choices':
      return t`The recorded choices`;
    case 'readouts':
      return t`The recorded readout`;
    case 'chat':
      return t`The recorded conversation`;
    case 'plays':
      return t`The recorded games`;
    case 'matrix':
    case 'logistic':
    case 'lda':
      return t`The recorded runs of other sets`;
  }
}

const CHAT: Part = { kind: 'chat' };
const PLAYS: Part = { kind: 'plays' };

export function recordedActions(context: Context) {
  const { store, fetchOwn } = context;
  const { getState: get, setState: set } = store;

  async function textOf(part: Part, hint: string): Promise<string> {
    const file = fileOf(part);
    const answer = await fetchOwn(file).catch((error: unknown) => {
      // What a browser says where no answer came means nothing to a reader; what a server answered does.
      const silent = errorData(error).code === 'network';
      const why = silent ? t`no answer came from the server of this page` : (error as Error).message;
      throw new LabError('network', t`${nameOf(part)} (${file}) could not be fetched: ${why}.`, hint);
    });
    return unzippedText(await answer.blob());
  }

  /** What is in a part, its derived numbers made anew. Throws `network`, and what a damaged file throws. */
  async function read(part: Part, hint: string): Promise<Experiment> {
    const json = await textOf(part, hint);
    const file = fileOf(part);
    if (isRun(part)) return readRun(context, json, file);
    return readPart(context, json, file, get().experiment.directions);
  }

  const mark = (part: Part, state: LabState['parts'][string]) => ({ parts: { ...get().parts, [fileOf(part)]: state } });

  /** Parts on their way, by their files and the experiment that they are for. */
  const coming = new Map<string, Promise<void>>();

  /** Puts a part beside what is there, once for all who ask for it meanwhile. `parts` says how that went. */
  function bring(part: Part): Promise<void> {
    const key = `${get().epoch} ${fileOf(part)}`;
    const work = coming.get(key) ?? fetched(part).finally(() => coming.delete(key));
    coming.set(key, work);
    return work;
  }

  /** Brings those that are not there, one after the other, for as long as the experiment is the one that they were asked for. */
  async function bringAll(parts: readonly Part[]): Promise<void> {
    const { epoch } = get();
    for (const part of parts) if (get().epoch === epoch && !isHere(part, get())) await bring(part);
  }

  async function fetched(part: Part): Promise<void> {
    const { epoch } = get();
    set(mark(part, 'coming'));
    const more = await read(part, STAYS).catch((error: unknown) => {
      if (get().epoch === epoch) set(mark(part, errorData(error)));
      return null;
    });
    if (!more || get().epoch !== epoch) return;
    set((state) => {
      const both = beside(state, merged(state.experiment, more), 'recorded');
      // In one step with the mark: a part that has come makes nothing of the experiment a person's own.
      return { ...both, ...(part.kind === 'chat' && chatOnShow({ ...state, ...both })), ...mark(part, 'there') };
    });
  }

  /** The recorded run on show, and which set it is of; null where another run is shown. Parts are of runs by the mean difference. */
  function recordedRun(state: LabState): { run: ShownRun; set: ShippedSet; hasParts: boolean } | null {
    const run = provenanceOf(state) === 'recorded' ? shownRun(state.experiment) : null;
    const id = run && shippedOf(run.set.set);
    return run && id ? { run, set: id, hasParts: run.spec.method === 'mean-difference' && !run.spec.withoutMean } : null;
  }

  /** The recorded run of the set of that hash, as every set has one: by the mean difference, of texts outside a chat. */
  function recordedOf({ experiment, origins }: LabState, hash: string): string | undefined {
    const ids = new Set(experiment.readings.filter((one) => one.set === hash && !one.how.template).map(({ id }) => id));
    return experiment.analyses.find(
      ({ id, reading, spec }) => ids.has(reading) && origins[id] === 'recorded' && spec.method === 'mean-difference',
    )?.id;
  }

  /** Shows the recorded run of the set that was taken into use, where another recorded run is shown. */
  async function followSet(now: LabState): Promise<void> {
    const shown = recordedRun(now);
    if (now.set.status !== 'ready' || !now.set.shipped || !shown || shown.run.set.hash === now.set.hash) return;
    const { set: scenarios, hash, shipped } = now.set;
    if (!recordedOf(now, hash)) await bring({ kind: 'run', set: shipped });
    set((state) => {
      const id = recordedOf(state, hash);
      // Meanwhile somebody may have gone on to another set or run.
      if (!id || state.set !== now.set || !recordedRun(state)) return {};
      return { experiment: inItsPrompts(showAnalysis(state.experiment, id), shown.run.set.set, scenarios) };
    });
  }

  /** What the recorded run on show lacks of what is looked at: answers to the prompt, then the tokens it speaks for. */
  async function complete(state: LabState): Promise<void> {
    const shown = recordedRun(state);
    if (!shown?.hasParts) return;
    const { run, set: id } = shown;
    const { experiment } = state;
    const { prompt } = experiment.view.steering;
    const answers = answersTo(id, run.set.set.prompts, prompt);
    const isThere = experiment.answers.some(
      (one) =>
        choseAll(one) && one.messages.length === 1 && one.messages[0]!.content === prompt && one.edits[0]?.directions === run.record.id,
    );
    if (answers && !isThere) await bring(answers);
    set((now) => answersOnShow(now, run, prompt));
    if (!get().experiment.readouts.some(({ directions }) => directions === run.record.id)) await bring({ kind: 'readouts', set: id });
  }

  return {
    /** The run that the page opens with. `hint`: what its absence leaves on the page. Throws `network`. */
    readRecording: (hint: string): Promise<Experiment> => read(FIRST_PART, hint),
    bringPart: bring,
    /**
     * Shows the recorded run of the shipped set in use, whatever run is on show: a lesson begins on the recording. Throws what its file
     * threw.
     */
    async showRecordedRun(): Promise<void> {
      const { set: used } = get();
      if (used.status !== 'ready' || !used.shipped) return;
      const part: Part = { kind: 'run', set: used.shipped };
      if (!recordedOf(get(), used.hash)) await bring(part);
      const state = get().parts[fileOf(part)];
      const id = recordedOf(get(), used.hash);
      if (!id && typeof state === 'object') throw new LabError(state.code, state.message, state.hint);
      if (id && get().set === used) set(({ experiment }) => ({ experiment: showAnalysis(experiment, id) }));
    },
    /** Shows the recorded run of the set in use, where another recorded run is shown. An error is shown. */
    followRecordedSet: (): Promise<void> => guard(store, () => followSet(get())),
    /** Brings what is looked at of the recording, as far as it is not there. */
    followRecorded(now: LabState, before: LabState = now): void {
      const isNew = now === before;
      if (now.set !== before.set || isNew) void guard(store, () => followSet(now));
      const { experiment: is } = now;
      const { experiment: was } = before;
      if (isNew || is.view.analysis !== was.view.analysis || is.view.steering.prompt !== was.view.steering.prompt)
        void guard(store, () => complete(now));
    },
    /** The recorded choices, those along what is shown first: what is read is held against what is pushed. */
    async lookAtChoices(): Promise<void> {
      const shown = recordedRun(get());
      if (!shown) return;
      const own = askedAs(shown.set, shown.run.spec.method);
      const ordered = ASKED.toSorted((a, b) => Number(b === own) - Number(a === own));
      await bringAll(ordered.flatMap((of): Part[] => [runAsked(of), { kind: 'choices', of }]));
    },
    /** The recorded answers to every prompt of the run on show, and their controls: a sweep says nothing of prompts that it has not. */
    async lookAtSweep(): Promise<void> {
      const shown = recordedRun(get());
      if (shown?.hasParts) await bringAll(sweepOf(shown.set, shown.run.set.set.prompts));
    },
    /** The recorded conversation, once, where none is on show and no model could write one. */
    async lookAtChat(): Promise<void> {
      const state = get();
      const isLoaded = state.model.status === 'ready';
      if (isLoaded || !recordedRun(state) || turnsOf(state.experiment).length > 0 || state.parts[fileOf(CHAT)] === 'there') return;
      await bring(CHAT);
    },
    /** The recorded games, with the run along whose direction they were pushed. */
    async lookAtPlays(): Promise<void> {
      if (recordedRun(get())) await bringAll([FIRST_PART, PLAYS]);
    },
    /** Puts the recorded runs of other sets beside what is there, and what is compared in them. An error is shown. */
    addRecorded: (): Promise<void> =>
      guard(store, async () => {
        const { epoch } = get();
        for (const part of COMPARED) {
          await bring(part);
          const state = get().parts[fileOf(part)];
          if (get().epoch !== epoch) return;
          if (typeof state === 'object') throw new LabError(state.code, state.message, state.hint);
        }
        // What it said when it could not be fetched is over.
        set(({ error }) => ({ error: error?.code === 'network' ? null : error }));
      }),
  };
}

/** The recorded answers to the prompt, weakest push first, where none were written here; where there are none, what is on show stays. */
function answersOnShow(state: LabState, { record, id }: ShownRun, prompt: string): Partial<LabState> {
  const { experiment, origins, streaming } = state;
  const { view } = experiment;
  const isMeant = view.analysis === id && view.steering.prompt === prompt;
  if (!isMeant || streaming || !view.answers.every((one) => origins[one] === 'recorded')) return {};
  const ids = knownAnswers(experiment, record.id, prompt, setWay(state))?.answers.map((one) => one.id);
  return !ids || String(ids) === String(view.answers) ? {} : { experiment: { ...experiment, view: { ...view, answers: ids } } };
}

/** The recorded conversation, where nobody has begun one meanwhile. */
function chatOnShow({ experiment, origins, chat }: LabState): Partial<LabState> {
  if (chat.status !== 'idle' || turnsOf(experiment).length > 0) return {};
  const turns = longestChat(experiment.answers.filter(({ id }) => origins[id] === 'recorded'));
  return {
    experiment: withChat(
      experiment,
      turns.map(({ id }) => id),
    ),
  };
}

/** The prompt of the same situation in another set, where the words are those of a prompt of the set before. */
function inItsPrompts(experiment: Experiment, before: ScenarioSet, now: ScenarioSet): Experiment {
  const { prompt } = experiment.view.steering;
  const old = before.prompts.find(({ text }) => text === prompt);
  if (!old || now.prompts.some(({ text }) => text === prompt)) return experiment;
  const same = now.prompts.find(({ id }) => id === old.id) ?? now.prompts[0];
  return same ? withSteering(experiment, { prompt: same.text }) : experiment;
}

/** Whether a part is beside what is there; the first run came by itself. */
const isHere = (part: Part, { parts, experiment, origins }: LabState): boolean =>
  parts[fileOf(part)] === 'there' ||
  (fileOf(part) === fileOf(FIRST_PART) &&
    allRuns(experiment).some(
      ({ id, set, spec }) => origins[id] === 'recorded' && shippedOf(set.set) === FIRST_SET && spec.method === 'mean-difference',
    ));
