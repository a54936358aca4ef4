/** What happens at positions of rows, beside what is read there. */
import { rowsOfClamps } from '../../src/lab/clamps';
import { index, indices, type LayerIndex, type RowIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import type { Pass } from './forward';

/** What happens at positions of one row: `steer` [layer, width]. */
export type Positions = Pick<Pass, 'steer' | 'clamps'>;

/** The rows of one pass, each with its own. One row alone stays the object that it is. */
export function positionsOf(rows: readonly Positions[], { layers, width }: { layers: number; width: number }): Positions {
  if (rows.length === 1) return rows[0]!;
  const steer = new Float32Array(layers * rows.length * width);
  const shape = { rows: rows.length, width };
  for (const [row, own] of rows.entries())
    for (const layer of own.steer ? indices<LayerIndex>(layers) : [])
      layerRow(steer, shape, layer, index<RowIndex>(row)).set(own.steer!.subarray(layer * width, (layer + 1) * width));
  const clamps = rowsOfClamps(
    rows.map((own) => own.clamps ?? null),
    { layers, width },
  );
  return { steer, clamps };
}

/** The same happens to each row. */
export const happensAlike = (a: readonly Positions[], b: readonly Positions[]): boolean => a === b || a.every((own, row) => own === b[row]);
