/** Bounds of projections for the rows of a batch. Pure. */

/** Bounds of projections, for each row of a batch. */
export interface Clamps {
  /** Directions a block and row. */
  readonly count: number;
  /** [layer, row, direction, width]: unit and orthogonal to each other; zeros where there is none. */
  readonly directions: Float32Array;
  /** [layer, row, direction]. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** One batch of rows that have each their own, or none; null where none has any. A row with fewer directions than another has zeros. */
export function rowsOfClamps(rows: readonly (Clamps | null)[], { layers, width }: { layers: number; width: number }): Clamps | null {
  const count = Math.max(0, ...rows.map((own) => own?.count ?? 0));
  if (count === 0) return null;
  const lanes = layers * rows.length * count;
  const directions = new Float32Array(lanes * width);
  const low = new Float32Array(lanes).fill(-Infinity);
  const high = new Float32Array(lanes).fill(Infinity);
  rows.forEach((own, row) => {
    if (!own) return;
    for (let layer = 0; layer < layers; layer++) {
      const [from, to] = [layer * own.count, (layer * rows.length + row) * count];
      directions.set(own.directions.subarray(from * width, (from + own.count) * width), to * width);
      low.set(own.low.subarray(from, from + own.count), to);
      high.set(own.high.subarray(from, from + own.count), to);
    }
  });
  return { count, directions, low, high };
}

/** One row of a batch of `rows`. */
export function clampsOfRow(clamps: Clamps, row: number, rows: number, layers: number): Clamps {
  const pick = (values: Float32Array): Float32Array => {
    const size = values.length / (layers * rows);
    const own = new Float32Array(layers * size);
    for (let layer = 0; layer < layers; layer++)
      own.set(values.subarray((layer * rows + row) * size, (layer * rows + row + 1) * size), layer * size);
    return own;
  };
  return { count: clamps.count, directions: pick(clamps.directions), low: pick(clamps.low), high: pick(clamps.high) };
}
