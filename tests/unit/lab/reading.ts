/** The reference numbers of readers, folds and their controls, made by tests/fixtures/lab/readers.py. */
import reading from '../../fixtures/lab/readers.json';
import { index, indices, type LayerIndex, type TextIndex } from '../../../src/lab/indices';
import type { Residuals } from '../../../src/lab/residuals';
import { gaussian, random } from '../../../src/lab/random';
import { pairs } from './golden';

export { reading };

/** 40 texts, 3 layers, width 24: pair k is text 2k against 2k + 1. */
export const residuals: Residuals = { ...reading.capture, data: Float32Array.from(reading.capture.data) };
export const layers = indices<LayerIndex>(residuals.layers);
export const everyPair = pairs(Array.from({ length: residuals.count / 2 }, (_, k) => k));
export const trained = everyPair.slice(0, reading.capture.train);
export const tested = everyPair.slice(reading.capture.train);
export const grouped = everyPair.map((pair, k) => ({
  ...pair,
  group: reading.capture.groups[k]!,
  split: k < reading.capture.train ? ('train' as const) : ('test' as const),
}));
export const texts = (numbers: readonly number[]): TextIndex[] => numbers.map((n) => index<TextIndex>(n));

/**
 * Texts of `count` pairs at one layer: unit Gaussian noise, a part of it shared by the two texts of a pair, and the classes `signal` apart
 * along the first feature.
 */
export function made(count: number, width: number, signal: number, seed: number, layerCount = 1): Residuals {
  const normal = gaussian(random(seed));
  const data = new Float32Array(2 * count * layerCount * width);
  for (let pair = 0; pair < count; pair++)
    for (let layer = 0; layer < layerCount; layer++)
      for (let i = 0; i < width; i++) {
        const shared = normal();
        for (const side of [0, 1]) {
          const shift = i === 0 ? signal * (0.5 - side) : 0;
          data[((2 * pair + side) * layerCount + layer) * width + i] = shift + shared * Math.SQRT1_2 + normal() * Math.SQRT1_2;
        }
      }
  return { count: 2 * count, layers: layerCount, width, data };
}
