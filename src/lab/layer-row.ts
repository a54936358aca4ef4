import type { LayerIndex, RowIndex } from './indices';

/** The view of one layer and row in [layer, row, width]: the layout of the graph's `steer` input and of `hook_resid_post`. */
export function layerRow(
  data: Float32Array,
  { rows, width }: { rows: number; width: number },
  layer: LayerIndex,
  row: RowIndex,
): Float32Array {
  const start = (layer * rows + row) * width;
  return data.subarray(start, start + width);
}
