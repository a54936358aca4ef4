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

/** The same for each row of a batch. */
export function everyRow({ count, directions, low, high }: Clamps, rows: number, layers: number): Clamps {
  const repeat = (values: Float32Array): Float32Array => {
    const size = values.length / layers;
    const all = new Float32Array(values.length * rows);
    for (let lane = 0; lane < layers * rows; lane++)
      all.set(values.subarray(Math.floor(lane / rows) * size).subarray(0, size), lane * size);
    return all;
  };
  return { count, directions: repeat(directions), low: repeat(low), high: repeat(high) };
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
