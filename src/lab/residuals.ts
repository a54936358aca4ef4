import type { Captured } from '../protocol';
import type { LayerIndex, TextIndex } from './indices';
import { InvalidInput } from './invalid';

/** Pooled residual streams of `count` texts: what the maths needs of a `Captured`. data[(text*layers + layer)*width + i]. */
export type Residuals = Pick<Captured, 'layers' | 'width' | 'count' | 'data'>;

/**
 * The pooled `hook_resid_post` of one text after one block: a view of length `width`, not a copy.
 * Throws where the text or the layer does not exist.
 */
export function residualAt(captured: Residuals, text: TextIndex, layer: LayerIndex): Float32Array {
  const { layers, width, count, data } = captured;
  if (!(Number.isInteger(text) && text >= 0 && text < count)) throw new InvalidInput(`no text ${text} among ${count} captured texts`);
  if (!(Number.isInteger(layer) && layer >= 0 && layer < layers))
    throw new InvalidInput(`no block ${layer} in a model of ${layers} blocks`);
  const start = (text * layers + layer) * width;
  return data.subarray(start, start + width);
}

/** Throws unless `data` holds exactly count × layers × width numbers. */
export function checkResiduals({ layers, width, count, data }: Residuals): void {
  const expected = count * layers * width;
  if (data.length !== expected)
    throw new InvalidInput(`expected ${count} texts × ${layers} layers × ${width} = ${expected} numbers, got ${data.length}`);
}
