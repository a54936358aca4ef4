/**
 * Block and band of a view inside a model of so many blocks. What a person chose stays in the view and is brought inside where it is read,
 * so that a smaller model between two larger ones changes nothing.
 */
import { shownRun } from './shown';
import type { Experiment } from './experiment';
import { START_LAYERS, steeringDefaults, type SteeringSettings } from './view';

type Band = SteeringSettings['band'];

/** Blocks that the page is about: those of the run that is shown, before the first those of the loaded `model`. */
export const layersOf = (experiment: Experiment, model: number | null = null): number =>
  shownRun(experiment)?.directions.layers ?? model ?? START_LAYERS;

/** The nearest block there is. */
export const layerWithin = (layer: number, layers: number): number => clip(layer, 0, layers - 1);

const fitted = new WeakMap<Band, { layers: number; band: Band }>();

/** The part of the band that there is; the default band where there is none of it. The same object for the same band. */
export function bandWithin(band: Band, layers: number): Band {
  const before = fitted.get(band);
  if (before?.layers === layers) return before.band;
  const [first, last] = band;
  const clipped: Band = first < layers ? [clip(first, 0, layers - 1), clip(last, first, layers - 1)] : steeringDefaults(layers).band;
  const inside = clipped[0] === first && clipped[1] === last ? band : clipped;
  fitted.set(band, { layers, band: inside });
  return inside;
}

const clip = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.round(value)));
