/** What a person chooses: layer, reading, steering. Kept inside the model, and in the address. */
import { emptyExperiment, START_LAYERS, steeringDefaults } from '../experiment/defaults';
import type { CaptureSettings, Experiment, SteeringSettings } from '../experiment/experiment';
import { store } from './store';
import { encodeHash, OWN_SET } from '../experiment/link';

const { getState: get, setState: set } = store;

/** Chooses the layer that sections 3 to 5 show; out of range is clipped. */
export function selectLayer(layer: number): void {
  set(({ experiment }) => ({ experiment: { ...experiment, layer: clip(layer, 0, layersOf(experiment) - 1) } }));
}

/** How texts are read from the next run on. */
export function setCapture(patch: Partial<CaptureSettings>): void {
  set(({ experiment }) => ({ experiment: { ...experiment, capture: { ...experiment.capture, ...patch } } }));
}

/** Steering settings; a band out of range is clipped to the model. */
export function setSteering(patch: Partial<SteeringSettings>): void {
  set(({ experiment }) => ({ experiment: fit({ ...experiment, steering: { ...experiment.steering, ...patch } }, layersOf(experiment)) }));
}

/** Keeps band and layer inside a model of so many blocks; a band that does not fit at all becomes the default. */
export function fit(experiment: Experiment, layers: number): Experiment {
  const [first, last] = experiment.steering.band;
  const band: [number, number] =
    first < layers ? [clip(first, 0, layers - 1), clip(last, first, layers - 1)] : steeringDefaults(layers).band;
  return {
    ...experiment,
    layer: clip(experiment.layer, 0, Math.max(layers, layersOf(experiment)) - 1),
    steering: { ...experiment.steering, band },
  };
}

/** The link to what is shown now. `ownPrompt`: with the words of a prompt of one's own, which the address never holds by itself. */
export function shareLink({ ownPrompt = false } = {}): string {
  const { experiment, set: scenarios } = get();
  const inUse = scenarios.status === 'ready' ? scenarios : null;
  const prompts = inUse?.set.prompts ?? [];
  const empty = emptyExperiment();
  const defaults = { ...empty, steering: { ...empty.steering, prompt: prompts[0]?.text ?? '' } };
  return new URL(encodeHash(experiment, defaults, { set: inUse && (inUse.shipped ?? OWN_SET), prompts, ownPrompt }), location.href).href;
}

/**
 * Puts what is shown into the address, without a new entry in the history. Throws where the browser has had enough of that
 * (src/app/address.ts).
 */
export function writeHash(): void {
  history.replaceState(null, '', shareLink());
}

/** Blocks of the model that the page is about. */
export const layersOf = (experiment: Experiment): number => experiment.run?.directions.layers ?? experiment.model?.layers ?? START_LAYERS;
const clip = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.round(value)));
