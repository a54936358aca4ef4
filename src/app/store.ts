/** What the page shows right now: the experiment, and the state of the four things that can be under way. Changed only by actions.ts. */
import { createStore } from 'zustand/vanilla';
import type { ScenarioSet } from '../formats/scenario-set';
import type { LabErrorData, LoadEvent, ModelInfo } from '../protocol';
import type { WholeReading } from '../storage/readings';
import { DEFAULT_HUB, type CatalogueEntry } from '../hub/catalogue';
import { emptyExperiment } from '../experiment/defaults';
import type { Experiment, SteeredText, SteeredUnder } from '../experiment/experiment';
import type { ShippedSet } from '../experiment/shipped';

export type ModelState =
  | { status: 'none' }
  | { status: 'loading'; id: string; event: LoadEvent | null }
  | { status: 'ready'; info: ModelInfo }
  | {
      status: 'failed';
      id: string;
      error: LabErrorData;
      /** The trouble lies with the graphics device: the processor may do. */ offerWasm: boolean;
    };

export type SetState =
  | { status: 'loading' }
  | {
      status: 'ready';
      set: ScenarioSet;
      hash: string;
      /** The shipped one that it is; null for one of a person's own, whatever id that has. */ shipped: ShippedSet | null;
    }
  | { status: 'failed'; error: LabErrorData };

export type RunState =
  | { status: 'idle'; /** What the last run has to say, e.g. that it computed nothing. */ note: string | null }
  | { status: 'running'; done: number; of: number; secondsLeft: number | null; stopping: boolean };

export type SteerState =
  | { status: 'idle'; tokensPerSecond: number | null }
  | { status: 'running'; tokens: number; tokensPerSecond: number | null; stopping: boolean };

/**
 * Where experiment.run comes from: a recorded file, an opened one, what this browser kept, or this tab's model. Shown beside every plot.
 */
export type Provenance = 'none' | 'recorded' | 'opened' | 'kept' | 'live';

export interface LabState {
  catalogue: CatalogueEntry[];
  /** Where files of models come from that are not included; no slash at its end. */
  hub: string;
  experiment: Experiment;
  provenance: Provenance;
  /** Counts the experiments that took another's place: work that began under an earlier one writes nothing. */
  epoch: number;
  /** The texts behind experiment.run, where this browser has them: another pooling is then computed without a model. */
  reading: WholeReading | null;
  model: ModelState;
  set: SetState;
  run: RunState;
  steer: SteerState;
  /** Completions being streamed; moved to experiment.completions when done or stopped. */
  streaming: { under: SteeredUnder; texts: SteeredText[] } | null;
  /** The last error, until dismissed. Nothing is lost by it. */
  error: LabErrorData | null;
}

export const store = createStore<LabState>(() => ({
  catalogue: [],
  hub: DEFAULT_HUB,
  experiment: emptyExperiment(),
  provenance: 'none',
  epoch: 0,
  reading: null,
  model: { status: 'none' },
  set: { status: 'loading' },
  run: { status: 'idle', note: null },
  steer: { status: 'idle', tokensPerSecond: null },
  streaming: null,
  error: null,
}));
