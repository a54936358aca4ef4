/** Directions from labels that mean nothing: swapped within training pairs or dealt over lone texts, the method fitted again. */
import { partsOf, someOf, type Contrast } from '../../src/lab/contrast';
import { meanAt, withoutMeanAt } from '../../src/lab/carrier';
import { indices, type LayerIndex, type TextIndex } from '../../src/lab/indices';
import { orNull } from '../../src/lab/readers/fit';
import type { Method } from '../../src/lab/readers/method';
import { readerAt } from '../../src/lab/readers/reader';
import type { Residuals } from '../../src/lab/residuals';
import { swapped } from '../../src/lab/stand-in';

/**
 * Unit vectors, [layer, width], from the training texts that are there, of pairs both; zeros at a block that has no direction. `mean`: of
 * neutral texts, taken out as it was out of the real ones. The same seed swaps and deals the same. Throws on no training texts, and what
 * `readerAt` throws.
 */
export function shuffledUnits(
  { residuals, have }: { readonly residuals: Residuals; readonly have: Uint8Array },
  contrast: Contrast<TextIndex, { readonly split: 'train' | 'test' }>,
  { method, seed, mean }: { readonly method: Method; readonly seed: number; readonly mean?: Float64Array | undefined },
): Float32Array {
  const train = someOf(contrast, (item) => item.split === 'train' && partsOf(item).every((text) => have[text]));
  const labelled = swapped(train, seed);
  const { layers, width } = residuals;
  const units = new Float32Array(layers * width);
  for (const layer of indices<LayerIndex>(layers)) {
    const found = orNull(() => {
      const { unit } = readerAt(method, residuals, labelled, layer);
      return mean ? withoutMeanAt(unit, meanAt(mean, residuals, layer), layer) : unit;
    });
    if (found) units.set(found, layer * width);
  }
  return units;
}
