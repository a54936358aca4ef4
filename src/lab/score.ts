import { checkDirections, type Directions } from './direction';
import { index, indices, type LayerIndex, type TextIndex } from './indices';
import { InvalidInput } from './invalid';
import { checkResiduals, residualAt, type Residuals } from './residuals';

/** Residual · direction, summed in float64: how far a text lies along the direction, in the units of the residual stream. */
export function project(residual: ArrayLike<number>, direction: ArrayLike<number>): number {
  if (residual.length !== direction.length)
    throw new InvalidInput(`cannot project a residual of width ${residual.length} on a direction of width ${direction.length}`);
  let sum = 0;
  for (let i = 0; i < residual.length; i++) sum += residual[i]! * direction[i]!;
  return sum;
}

/** The score of every text at every block, as [layer][text]. Throws, with both numbers, where layers or width differ. */
export function scores(captured: Residuals, d: Pick<Directions, 'layers' | 'width' | 'data'>): Float64Array[] {
  checkResiduals(captured);
  checkDirections(d);
  if (captured.layers !== d.layers || captured.width !== d.width)
    throw new InvalidInput(
      `directions of ${d.layers} layers × ${d.width} do not fit residuals of ${captured.layers} layers × ${captured.width}`,
      'Directions belong to the model they were found in.',
    );
  return indices<LayerIndex>(d.layers).map((layer) => scoresAt(captured, d.data.subarray(layer * d.width, (layer + 1) * d.width), layer));
}

/** The score of every text at one block, [text], along `direction` [width]. */
export function scoresAt(captured: Residuals, direction: Float32Array, layer: LayerIndex): Float64Array {
  return Float64Array.from({ length: captured.count }, (_, text) =>
    project(residualAt(captured, index<TextIndex>(text), layer), direction),
  );
}
