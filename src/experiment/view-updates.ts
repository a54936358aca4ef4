/** What a person chooses: layer, reading, steering. Each function gives the next experiment, kept inside its model. */
import { shownRun } from './shown';
import type { CaptureSettings } from './capture';
import type { Experiment } from './experiment';
import { START_LAYERS, steeringDefaults, type SteeringSettings, type View } from './view';

/** Another block; out of range is clipped. */
export const withLayer = (experiment: Experiment, layer: number): Experiment =>
  at(experiment, { layer: clip(layer, 0, layersOf(experiment) - 1) });

/** How texts are read from the next run on. */
export const withCapture = (experiment: Experiment, patch: Partial<CaptureSettings>): Experiment =>
  at(experiment, { capture: { ...experiment.view.capture, ...patch } });

/** Steering settings; a band out of range is clipped to the model. */
export const withSteering = (experiment: Experiment, patch: Partial<SteeringSettings>): Experiment =>
  fit(at(experiment, { steering: { ...experiment.view.steering, ...patch } }));

/** Keeps band and layer inside a model of so many blocks; a band that does not fit at all becomes the default. */
export function fit(experiment: Experiment, layers = layersOf(experiment)): Experiment {
  const { layer, steering } = experiment.view;
  const [first, last] = steering.band;
  const band: [number, number] =
    first < layers ? [clip(first, 0, layers - 1), clip(last, first, layers - 1)] : [...steeringDefaults(layers).band];
  return at(experiment, { layer: clip(layer, 0, Math.max(layers, layersOf(experiment)) - 1), steering: { ...steering, band } });
}

/** Blocks of the model that the page is about. */
export const layersOf = (experiment: Experiment): number => shownRun(experiment)?.directions.layers ?? START_LAYERS;

const at = (experiment: Experiment, patch: Partial<View>): Experiment => ({ ...experiment, view: { ...experiment.view, ...patch } });
const clip = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.round(value)));
