/**
 * The experiment: one immutable value of which everything on the page is a function.
 * It is what is saved, exported, opened again and read by scripts. Plain data, no effects.
 */
import type { ScenarioSet } from '../formats/scenario-set';
import type { Directions } from '../lab/direction';
import type { Report } from '../lab/report/report';
import type { LayerMetrics } from '../lab/report/rows';
import type { Unit } from '../lab/units';
import type { Coherence, Device, Dtype, ModelInfo, Pooling } from '../protocol';

/** Which model made the numbers, on what. */
export interface ModelStamp {
  id: string;
  repo: string;
  revision: string;
  dtype: Dtype;
  architecture: string;
  layers: number;
  width: number;
  device: Device;
  deviceName: string;
  widened: boolean;
  graphHash: string;
  selfTestPassed: boolean;
}

/** What of a loaded model an experiment remembers. */
export function stampOf(info: ModelInfo): ModelStamp {
  const { id, repo, revision, dtype, architecture, layers, width, device, deviceName, widened, graphHash, selfTest } = info;
  return {
    id,
    repo,
    revision,
    dtype,
    architecture,
    layers,
    width,
    device,
    deviceName,
    widened,
    graphHash,
    selfTestPassed: selfTest.passed,
  };
}

export interface CaptureSettings {
  pooling: Pooling;
  template: boolean;
  maxTokens: number;
}

/**
 * The texts of a set as one model read them: those of the pairs, positive before negative, then the scored ones.
 * Their residuals lie in storage, by the tokens of each text.
 */
export interface Reading {
  /** ISO 8601, when it was begun. */
  at: string;
  model: ModelStamp;
  scenarios: { id: string; name: string; hash: string; set: ScenarioSet };
  how: Pick<CaptureSettings, 'template' | 'maxTokens'>;
  /** The most tokens the model reads of a text; null where its files do not say. */
  context: number | null;
  /** Texts whose tail was not read. */
  truncated: boolean[];
}

/** Projections on the direction of each layer; NaN where a text has not been captured (yet). */
export interface Scores {
  /** [layer][pair], in the order of the scenario set's pairs. */
  positive: number[][];
  negative: number[][];
  /** [layer][scored text]. */
  scored: number[][];
}

/** What a run computed. Grows pair by pair while it runs; `complete` when every text was read. */
export interface RunResult {
  directions: Directions;
  /** All that the scores tell; made anew when a file is opened. Intervals are NaN while running. */
  report: Report;
  /** The report's rows as version 1 has them; empty until one test pair is there. */
  metrics: LayerMetrics[];
  scores: Scores;
  complete: boolean;
  /** Texts read by the model in this run, texts found in this browser's storage, and texts of the set. */
  computed: number;
  fromStorage: number;
  of: number;
  seconds: number;
  /** [text], in the order of a reading: its end was not read. Absent in files of before. */
  truncated?: readonly boolean[];
  /** How the texts were read: the settings of the page may have changed since. */
  capture: CaptureSettings;
}

export interface SteeringSettings {
  prompt: string;
  template: boolean;
  /** First and last steered block, inclusive. */
  band: [number, number];
  unit: Unit;
  alpha: number;
  seed: number;
  temperature: number;
  topP: number;
  repetitionPenalty: number;
  maxNewTokens: number;
}

/** One completion at one strength; `scores[token][layer]`, the push included. */
export interface SteeredText {
  alpha: number;
  text: string;
  tokens: number[];
  scores: number[][];
  /** [layer]: its mean score when it is read again without a push; absent while it is written, and in files of before. */
  unsteeredScores?: number[];
  coherence: Coherence | null;
  /** The answer ended at `maxNewTokens`, not by itself. Absent where it did not, and in files older than the field. */
  cut?: boolean;
  /** Why the answer broke off; absent where it did not. */
  failure?: string;
}

/** All that `completions` depend on beside their own α: they outlive a change of settings and a new run. */
export interface SteeredUnder {
  /** ISO 8601, when they were written. */
  at: string;
  model: string;
  /** Name of the set whose directions were added, and how its texts were read. */
  scenarios: string;
  capture: CaptureSettings;
  settings: SteeringSettings;
}

/** An experiment as a file or a script gives it: what can be made anew from its texts and scores is not taken from it (`remeasure`). */
export type Recorded = Omit<Experiment, 'run'> & { run: Omit<RunResult, 'report'> | null };

export interface Experiment {
  format: 'eia-lab/experiment';
  version: 1;
  /** ISO 8601, when the run finished or was stopped; null for an experiment that has not run. */
  recordedAt: string | null;
  model: ModelStamp | null;
  /** The set of `run`, texts and all: with it a file can be read anywhere. */
  scenarios: { id: string; name: string; hash: string; set: ScenarioSet } | null;
  /** How texts will be read by the next run. */
  capture: CaptureSettings;
  run: RunResult | null;
  /** The layer the page shows. */
  layer: number;
  steering: SteeringSettings;
  completions: SteeredText[];
  /** null while there are no completions. */
  steered: SteeredUnder | null;
  seed: number;
}
