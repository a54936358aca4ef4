import { alongAt, classesOf, directionAt, type LayerDirection, type Training } from '../direction';
import { gramAt, vectorOf, type BlockGram } from '../gram';
import type { LayerIndex } from '../indices';
import type { Residuals } from '../residuals';
import { fit, orNull } from './fit';
import type { Method } from './method';

/**
 * The direction of one block by a method, with its numbers: separation is the difference of the class means' scores along the unit vector,
 * midpoint lies halfway between them, norm is the mean norm of the training residuals. For the mean difference it is `directionAt`.
 * `gram`: the block's products, where they are there already. Throws on no pairs, on texts or a layer that do not exist, on residuals that
 * are not finite and, for `pca`, on texts that do not pair up; `NoDirection` where the block has none (see the method).
 */
export function readerAt(method: Method, captured: Residuals, training: Training, layer: LayerIndex, gram?: BlockGram): LayerDirection {
  if (method === 'mean-difference') return directionAt(captured, training, layer);
  const { positive, negative } = classesOf(training);
  const products = gram ?? gramAt(captured, layer, [...positive, ...negative]);
  return alongAt(captured, training, layer, vectorOf(captured, products, fit(method, products, training)));
}

/** `readerAt`, and null at a block that has no direction: the run goes on with the others. */
export const tryReaderAt = (...given: Parameters<typeof readerAt>): LayerDirection | null => orNull(() => readerAt(...given));
