/** What an experiment is before anyone touches it. */
import { middleBand } from '../lab/units';
import type { Pooling } from '../protocol';
import type { CaptureSettings, Experiment, SteeringSettings } from './experiment';

export const POOLINGS: readonly Pooling[] = ['mean', 'mean-rest', 'last'];
export const isPooling = (value: unknown): value is Pooling => (POOLINGS as readonly unknown[]).includes(value);

/** The paper's way of reading: raw text, mean over all tokens, cut at 512. What window.lab does unless told otherwise. */
export const PUBLISHED_CAPTURE: CaptureSettings = { pooling: 'mean', template: false, maxTokens: 512 };

/** The page's way: without the first token, because with texts of sixty words its long residual drowns the rest in the middle blocks. */
export const CAPTURE: CaptureSettings = { ...PUBLISHED_CAPTURE, pooling: 'mean-rest' };

/** What the page's fields and links may set; the console is free. */
export const LIMITS = {
  alpha: { min: -1e5, max: 1e5, whole: false },
  seed: { min: 0, max: 2 ** 31 - 1, whole: true },
  temperature: { min: 0, max: 2, whole: false },
  topP: { min: 0.05, max: 1, whole: false },
  repetitionPenalty: { min: 1, max: 2, whole: false },
  maxNewTokens: { min: 1, max: 512, whole: true },
} as const;

/** A middle band and a dose in class separations: what visibly works on a small model and means the same on a large one. */
export const steeringDefaults = (layers: number): SteeringSettings => ({
  prompt: '',
  template: true,
  band: middleBand(layers),
  unit: 'separation',
  alpha: 3,
  seed: 1,
  temperature: 0,
  topP: 1,
  repetitionPenalty: 1.1,
  maxNewTokens: 64,
});

/** Blocks of the recorded run that a visitor meets: what a link leaves out is meant for a model of so many. */
export const START_LAYERS = 30;

export const emptyExperiment = (layers = START_LAYERS): Experiment => ({
  format: 'eia-lab/experiment',
  version: 1,
  recordedAt: null,
  model: null,
  scenarios: null,
  capture: CAPTURE,
  run: null,
  layer: Math.floor(layers / 2),
  steering: steeringDefaults(layers),
  completions: [],
  steered: null,
  seed: 1,
});
