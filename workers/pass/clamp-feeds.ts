/** What the second form of a graph takes beside the first (src/graph/clamp.ts). */
import { NO_BOUND } from '../../src/graph/clamp';
import type { GraphInfo } from '../../src/graph/info';
import type { Clamps } from '../../src/lab/clamps';
import { ort } from '../device/runtime';

/** Without clamps: one direction of zeros, which edits nothing. */
export function clampFeeds({ layers, width }: GraphInfo, rows: number, clamps: Clamps | null): Record<string, ort.Tensor> {
  const count = clamps?.count ?? 1;
  const lanes = layers * rows * count;
  const bound = (values: Float32Array | undefined, none: number): ort.Tensor =>
    new ort.Tensor(
      'float32',
      // A shader may take for granted that nothing is infinite.
      values?.map((value) => Math.max(-NO_BOUND, Math.min(NO_BOUND, value))) ?? new Float32Array(lanes).fill(none),
      [layers, rows, count],
    );
  return {
    edit_directions: new ort.Tensor('float32', clamps?.directions ?? new Float32Array(lanes * width), [layers, rows, count, width]),
    edit_low: bound(clamps?.low, -NO_BOUND),
    edit_high: bound(clamps?.high, NO_BOUND),
  };
}
