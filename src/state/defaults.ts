/** What an experiment is before anyone touches it. */
import { middleBand } from '../lab/units';
import type { CaptureSettings, Experiment, SteeringSettings } from './experiment';

/** The paper's way of reading: raw text, mean over all tokens, cut at 512. */
export const CAPTURE: CaptureSettings = { pooling: 'mean', template: false, maxTokens: 512 };

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

export const emptyExperiment = (layers: number): Experiment => ({
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
  seed: 1,
});
