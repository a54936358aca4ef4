/** What scripts hand to window.lab, and what they get. README.md, "Console", has examples. */
import type { Pair } from './arguments';
import type { Directions } from '../lab/direction';
import type { Sides } from '../lab/repeats';
import type { Steerable, Unit } from '../lab/units';
import type { Coherence, Pooling, TokenEvent } from '../protocol';

export interface CaptureOptions {
  /** Default 'mean', as published. */
  pooling?: Pooling;
  /** Wrap each text in the model's chat template. Default false. */
  template?: boolean;
  /** Default 512. */
  maxTokens?: number;
  onProgress?: (progress: { done: number; of: number }) => void;
  signal?: AbortSignal;
}

export interface EvaluateOptions extends CaptureOptions {
  /** Adds chance and agreement to each row, see `lab.evaluate`. Default false: they take seconds. */
  controls?: boolean;
  /** The pairs that the directions were found on, for the controls that need them. */
  train?: Pair[];
}

export interface GenerateOptions {
  directions?: Steerable;
  /** One block, or first and last of a band that shares the dose. Default: the middle third. */
  layer?: number | [number, number];
  /** One row each, all in one batch. Default [0]. */
  alphas?: number[];
  /** Default 'raw'. */
  unit?: Unit;
  seed?: number;
  /** Default 0: greedy. */
  temperature?: number;
  topP?: number;
  /** Default 1: off. */
  repetitionPenalty?: number;
  /** Default 64. */
  maxNewTokens?: number;
  template?: boolean;
  onToken?: (event: TokenEvent) => void;
  signal?: AbortSignal;
}

export interface LensOptions {
  /** The block whose direction is meant. */
  layer: number;
  /** Tokens at each end. Default 10. */
  top?: number;
  signal?: AbortSignal;
}

export interface Completion {
  alpha: number;
  text: string;
  tokens: number[];
  /** [token][layer], projections of the residual each token was chosen from; empty without directions. */
  scores: number[][];
  /** [layer], mean score of the finished answer read again without a push; empty without directions. */
  unsteeredScores: number[];
  /** By itself; false where the answer was cut at maxNewTokens or broke off. */
  ended: boolean;
  coherence: Coherence;
}

/** What should be known about the texts before the figures are believed; also said in the browser's console. */
export interface Warned {
  warnings: string[];
}

/** What `lab.directions` finds. `trainedOn`: hashes of the tokens of its pairs, by which `lab.evaluate` knows them again. */
export interface FoundDirections extends Directions, Warned {
  trainedOn: Sides[];
}
