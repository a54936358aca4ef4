/** What a person chooses: layer, reading, steering. Each function gives the next experiment; a choice is brought inside the model. */
import { bandWithin, layersOf, layerWithin } from './blocks';
import { poolable, type CaptureSettings } from './capture';
import type { Experiment } from './experiment';
import type { SteeringSettings, View } from './view';

/** Another block of the `layers` there are; out of range is clipped. */
export const withLayer = (experiment: Experiment, layer: number, layers = layersOf(experiment)): Experiment =>
  at(experiment, { layer: layerWithin(layer, layers) });

/** How texts are read from the next run on. Without a chat template there is no pooling of the answer in it. */
export function withCapture(experiment: Experiment, patch: Partial<CaptureSettings>): Experiment {
  const capture = { ...experiment.view.capture, ...patch };
  return at(experiment, { capture: { ...capture, pooling: poolable(capture.pooling, capture) } });
}

/** Steering settings; a band that is chosen now is brought inside the `layers` there are, one that was chosen before stays as it was. */
export function withSteering(experiment: Experiment, patch: Partial<SteeringSettings>, layers = layersOf(experiment)): Experiment {
  const band = patch.band && { band: bandWithin(patch.band, layers) };
  return at(experiment, { steering: { ...experiment.view.steering, ...patch, ...band } });
}

const at = (experiment: Experiment, patch: Partial<View>): Experiment => ({ ...experiment, view: { ...experiment.view, ...patch } });
