/** What the page shows right now: the experiment, and the state of the four things that can be under way. Changed only by actions. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { emptyExperiment, type Experiment } from '../experiment/experiment';
import type { KnownGame } from '../experiment/known-game';
import type { PaperFigures } from '../experiment/paper-anew';
import { shownRun, type SteeredText, type SteeredUnder } from '../experiment/shown';
import type { ShippedSet } from '../experiment/shipped';
import { hasPrompts, type ScenarioSet } from '../formats/scenario-set';
import { DEFAULT_HUB, type CatalogueEntry } from '../hub/catalogue';
import type { GeneratedRow, LabErrorData, LoadEvent, ModelInfo } from '../protocol';
import type { OlderSet, OwnMessage } from '../storage/session';
import type { LessonState } from './lesson-actions';
import type { Kept } from '../sw/keeping';
import type { ImportState } from './import-actions';
import type { DraftState } from './draft-actions';
import type { JudgeState } from './judge-actions';
import type { WritingState } from './writing-state';
import type { ActivationsState } from './activation-actions';
import type { VectorsState } from './vector-actions';
import type { OwnItems } from './own-items';
import type { OwnLesson } from './own-lessons';
import type { ClassFile } from './class-actions';
import type { RunAddress } from './query';
import type { KeptSet, LinkedSet } from './own-sets';

export type ModelState =
  | { readonly status: 'none' }
  | { readonly status: 'loading'; readonly id: string; readonly event: LoadEvent | null }
  | { readonly status: 'ready'; readonly info: ModelInfo }
  | {
      readonly status: 'failed';
      readonly id: string;
      readonly error: LabErrorData;
      /** The trouble lies with the graphics device: the processor may do. */
      readonly offerWasm: boolean;
    };

export type SetState =
  | { readonly status: 'loading' }
  | {
      readonly status: 'ready';
      readonly set: ScenarioSet;
      readonly hash: string;
      /** The shipped one that it is; null for one of a person's own, whatever id that has. */
      readonly shipped: ShippedSet | null;
    }
  | { readonly status: 'failed'; readonly error: LabErrorData };

/** Whether the set in use has answers to prompts. */
export const isPrompted = (set: SetState): boolean => set.status === 'ready' && hasPrompts(set.set);

/**
 * Whether answers may be pooled without a chat template: where the set in use has prompts, or that of the analysis on show, which a choice
 * of the pooling acts on at once.
 */
export const choosesAmongAnswers = ({ set, experiment }: Pick<LabState, 'set' | 'experiment'>): boolean =>
  isPrompted(set) || hasPrompts(shownRun(experiment)?.set.set ?? {});

export type RunState =
  | {
      readonly status: 'idle';
      /** What the last run has to say, e.g. that it computed nothing. */
      readonly note: string | null;
    }
  | {
      readonly status: 'running';
      readonly done: number;
      readonly of: number;
      readonly secondsLeft: number | null;
      readonly stopping: boolean;
    };

export type SteerState =
  | {
      readonly status: 'idle';
      readonly tokensPerSecond: number | null;
      /** Why the last answers are not there; null where they are. */
      readonly note: string | null;
    }
  | { readonly status: 'running'; readonly tokens: number; readonly tokensPerSecond: number | null; readonly stopping: boolean };

/** Playing games. `rate`: seconds that a step of the model's took lately; null before the first. */
export type PlayState =
  | { readonly status: 'idle'; readonly note: string | null; readonly rate: number | null }
  | {
      readonly status: 'running';
      readonly rate: number | null;
      /** Games. */
      readonly done: number;
      readonly of: number;
      /** Steps of all of them so far, and when the first began (`clock.elapsed`). */
      readonly steps: number;
      readonly began: number;
      /** Of the game that is played: tokens that were read, and that were asked for. */
      readonly computed: number;
      readonly asked: number;
      /** Its record; null before its first step. */
      readonly playing: string | null;
      readonly stopping: boolean;
    };

/** Asking choices. `rate`: seconds that one reading of a prompt with its options took lately; null before the first. */
export type ChooseState =
  | {
      readonly status: 'idle';
      /** What the last work has to say. */
      readonly note: string | null;
      readonly rate: number | null;
    }
  | {
      readonly status: 'running';
      /** Readings. */
      readonly done: number;
      readonly of: number;
      readonly rate: number | null;
      readonly stopping: boolean;
    };

/** Seconds that an answer of a sweep, written in its batch, and an answer read again under a push took lately; null before the first. */
export interface SweepRates {
  readonly answers: number | null;
  readonly readings: number | null;
}

/** Asking a sweep. */
export type SweepState =
  | {
      readonly status: 'idle';
      /** What the last work has to say. */
      readonly note: string | null;
      readonly rates: SweepRates;
    }
  | {
      readonly status: 'running';
      readonly done: Readonly<Record<keyof SweepRates, number>>;
      readonly of: Readonly<Record<keyof SweepRates, number>>;
      /** Of the batch that is being written, all rows together. */
      readonly tokens: number;
      readonly rates: SweepRates;
      readonly stopping: boolean;
    };

/** Writing a turn of the conversation, then reading it. */
export type ChatState =
  | {
      readonly status: 'idle';
      /** What the last work has to say. */
      readonly note: string | null;
    }
  | {
      readonly status: 'writing';
      readonly said: string;
      readonly text: SteeredText;
      readonly under: SteeredUnder;
      /** Turns that stand before it. */
      readonly kept: number;
      readonly stopping: boolean;
    }
  | { readonly status: 'reading'; readonly stopping: boolean };

/** Gathering the evidence of the analysis that is shown. */
export type EvidenceState =
  | { readonly status: 'idle'; /** Why there is none, or less than all of it. */ readonly note: string | null }
  | {
      readonly status: 'running';
      readonly analysis: string;
      readonly what: 'controls' | 'texts';
      readonly done: number;
      readonly of: number;
    };

/**
 * The page's own files on this disk. `off`: not asked yet, or there is no such thing here; `newer`: a newer version is here and waits,
 * `elsewhere` because another tab has the lab open.
 */
export type OfflineState =
  { readonly status: 'off' } | Exclude<Kept, { status: 'newer' }> | { readonly status: 'newer'; readonly elsewhere?: boolean };

/** Where an analysis comes from: a recorded file, an opened one, what this browser kept, or this tab's model. Shown beside every plot. */
export type Provenance = 'none' | 'recorded' | 'opened' | 'kept' | 'live';

export interface LabState {
  readonly catalogue: readonly CatalogueEntry[];
  /** Where files of models come from that are not included; no slash at its end. */
  readonly hub: string;
  readonly experiment: Experiment;
  /** Where each analysis, matrix, answer and choice of the experiment comes from, by its id; those that were made here may be absent. */
  readonly origins: Readonly<Record<string, Provenance>>;
  /** Counts the experiments that took another's place: work that began under an earlier one writes nothing. */
  readonly epoch: number;
  /** Names the experiment for as long as it grows: what this browser keeps of another line is another experiment. */
  readonly line: string;
  /** Something of it was made or changed here, since it came from a file or with the page. */
  readonly own: boolean;
  /** Names what this browser last kept of it, or had kept when it was opened; null where that is nothing. */
  readonly mark: string | null;
  /** What the experiment is that this browser keeps beside this one; null where there is none. */
  readonly earlier: string | null;
  /** Counts what this tab gave the browser to keep besides models and runs: what is kept is read anew with it. */
  readonly keptCount: number;
  /** Parts of the recording that were asked for, by their files: what became of it. */
  readonly parts: Readonly<Record<string, 'coming' | 'there' | LabErrorData>>;
  /** What the experiment was opened from, a file or an address, as long as its epoch lasts; null where it came otherwise. */
  readonly openedFrom: { readonly epoch: number; readonly name: string } | null;
  /** A run file of another server that the link names: fetched once a person says so. */
  readonly linkedRun: { readonly address: RunAddress; readonly coming: boolean } | null;
  readonly model: ModelState;
  readonly set: SetState;
  /** The set of one's own that this browser keeps. */
  readonly keptSet: KeptSet;
  /** Those whose place it took, oldest first. */
  readonly olderSets: readonly OlderSet[];
  /** The set that the last link with texts brought, as it stands in the link; null where none did. */
  readonly linkedSet: LinkedSet | null;
  /** Lessons of one's own that were opened here, in the order in which they came. */
  readonly ownLessons: readonly OwnLesson[];
  /** The file of A/B items of one's own that was opened last, and whether its items are asked in the place of the set's; null without. */
  readonly ownItems: { readonly file: OwnItems; readonly inUse: boolean } | null;
  /** Games of one's own that were opened here, played or not. */
  readonly ownGames: readonly KnownGame[];
  /** How many links to a game were followed: the page leads to it. */
  readonly ledToGame: number;
  /** Files of texts that are being looked at, before any is taken; null where none are. */
  readonly importing: ImportState | null;
  /** The set that is being written; null before it is asked for. */
  readonly draft: DraftState | null;
  /** What a model wrote for it; null before it is asked for. */
  readonly writing: WritingState | null;
  /** Files of vectors that are being looked at, before any is taken; null where none are. */
  readonly vectors: VectorsState | null;
  /** Files of activations that are being looked at, before any is taken; null where none are. */
  readonly activations: ActivationsState | null;
  /** What a person typed into the prompt last, to come back to from a prompt of the set or of a link; '' where nothing. */
  readonly ownPrompt: string;
  /** What stands in the chat's fields and is not sent. */
  readonly ownMessage: OwnMessage;
  /** Who rates answers; '' before a name was given. */
  readonly rater: string;
  /** The line of the experiment whose strengths were shown to who rates; null where of none. */
  readonly revealed: string | null;
  /** When the answers were written whose strengths were shown in this browser, and those that somebody said to know (`momentsOf`). */
  readonly knownStrengths: { readonly shown: readonly string[]; readonly said: readonly string[] };
  readonly run: RunState;
  readonly steer: SteerState;
  readonly choose: ChooseState;
  readonly play: PlayState;
  readonly sweep: SweepState;
  readonly chat: ChatState;
  /** Tokens that the last turn written here took: those read, of those asked for. null before one, and once it is gone. */
  readonly turnRead: { readonly computed: number; readonly asked: number } | null;
  /** A server that rates answers. */
  readonly judge: JudgeState;
  readonly evidence: EvidenceState;
  /** Analyses whose evidence a person stopped: it goes on when asked, after a load or after a run. */
  readonly evidenceStopped: readonly string[];
  /** Analyses that a person ticked to compare them; null where nobody has. */
  readonly ticked: readonly string[] | null;
  /** Answers being written; they end in the experiment when done or stopped. */
  readonly streaming: {
    readonly under: SteeredUnder;
    readonly texts: readonly SteeredText[];
    /** Of the texts, those that are being written: so many from this one on. */
    readonly first: number;
    readonly rows: number;
  } | null;
  /** What else was likely at each place of answers that this tab has written and shows, by their ids. Not kept. */
  readonly likely: Readonly<Record<string, NonNullable<GeneratedRow['likely']>>>;
  readonly offline: OfflineState;
  /** Run files of a class that were opened beside each other, and how many are still to be read. */
  readonly classFiles: readonly ClassFile[];
  readonly classComing: number;
  /** Result files of the paper that were opened, in that order; of several called the same, the last. */
  readonly paper: readonly { readonly file: string; readonly results: PaperFigures }[];
  /** The lesson that is shown; null where none is. */
  readonly lesson: LessonState | null;
  /** The last error, until dismissed. Nothing is lost by it. */
  readonly error: LabErrorData | null;
}

export type LabStore = StoreApi<LabState>;

/** An update that changes nothing is none: whoever listens would compute all that it shows once more. */
export function createLabStore(): LabStore {
  const store = createStore<LabState>(initial);
  const { setState } = store;
  store.setState = (update: Partial<LabState> | ((now: LabState) => Partial<LabState>)) =>
    setState((now) => {
      const next = typeof update === 'function' ? update(now) : update;
      return Object.entries(next).every(([key, value]) => Object.is(now[key as keyof LabState], value)) ? now : next;
    });
  return store;
}

const initial = (): LabState => ({
  catalogue: [],
  hub: DEFAULT_HUB,
  experiment: emptyExperiment(),
  origins: {},
  epoch: 0,
  line: '',
  own: false,
  mark: null,
  earlier: null,
  keptCount: 0,
  parts: {},
  openedFrom: null,
  linkedRun: null,
  model: { status: 'none' },
  set: { status: 'loading' },
  keptSet: null,
  olderSets: [],
  linkedSet: null,
  ownLessons: [],
  ownItems: null,
  ownGames: [],
  ledToGame: 0,
  importing: null,
  draft: null,
  writing: null,
  vectors: null,
  activations: null,
  ownPrompt: '',
  ownMessage: { text: '', system: '' },
  rater: '',
  revealed: null,
  knownStrengths: { shown: [], said: [] },
  run: { status: 'idle', note: null },
  steer: { status: 'idle', tokensPerSecond: null, note: null },
  choose: { status: 'idle', note: null, rate: null },
  play: { status: 'idle', note: null, rate: null },
  sweep: { status: 'idle', note: null, rates: { answers: null, readings: null } },
  chat: { status: 'idle', note: null },
  turnRead: null,
  judge: { status: 'idle', note: null },
  evidence: { status: 'idle', note: null },
  evidenceStopped: [],
  ticked: null,
  streaming: null,
  likely: {},
  offline: { status: 'off' },
  classFiles: [],
  classComing: 0,
  paper: [],
  lesson: null,
  error: null,
});

/** The name of the file or the address that the experiment on the page was opened from; null where it came otherwise. */
export const openedFrom = ({ openedFrom: from, epoch }: Pick<LabState, 'openedFrom' | 'epoch'>): string | null =>
  from?.epoch === epoch ? from.name : null;

/** Where the analysis that is shown comes from. */
export const provenanceOf = ({ experiment, origins }: Pick<LabState, 'experiment' | 'origins'>): Provenance =>
  experiment.view.analysis === null ? 'none' : (origins[experiment.view.analysis] ?? 'none');

/** Where answers or choices of these ids come from, each place once. */
export const originsAmong = (origins: LabState['origins'], ids: readonly string[]): Provenance[] => [
  ...new Set(ids.map((id) => origins[id] ?? 'live')),
];
