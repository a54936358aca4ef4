/** Scores of one residual along one or several directions, as they are streamed and kept. Pure. */
import { index, type LayerIndex } from '../../src/lab/indices';
import { project } from '../../src/lab/score';

/**
 * [direction × layer]: the residual of each block, `at(layer)` [width], along `directions` [direction, layer, width]. Float32, because a
 * run file packs those.
 */
export const scoresOf = (
  at: (layer: LayerIndex) => Float32Array,
  directions: Float32Array,
  { layers, width }: { readonly layers: number; readonly width: number },
): Float32Array =>
  Float32Array.from({ length: directions.length / width }, (_, i) =>
    project(at(index<LayerIndex>(i % layers)), directions.subarray(i * width, (i + 1) * width)),
  );
