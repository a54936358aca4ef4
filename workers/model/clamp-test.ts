/**
 * Does this device, with this model, edit as it should? One sentence in a batch of two rows, of which the second is edited at a middle
 * block: set to c it is read back as c, ablated as 0, a cap and a floor are kept, the block below and the row beside do not move.
 */
import type { Clamps } from '../../src/lab/clamps';
import { index, indices, type LayerIndex, type RowIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import { project } from '../../src/lab/score';
import { Lanes } from '../pass/lanes';
import type { Between } from '../pass/pieces';
import type { LoadedModel } from './loaded';

const SENTENCE = 'Somebody asks for a little of your time; the clock is running.';
/** Of the largest projection, as for read = write (self-test.ts). */
const TOLERANCE = { float32: 1e-3, float16: 2e-2 };
const ROWS = 2;
const EDITED = index<RowIndex>(1);
const OTHER = index<RowIndex>(0);

/** What fails, a clause each with its number; none where all is well. `between` is awaited after each pass; it may throw to stop. */
export async function clampTest(model: LoadedModel, between: Between = () => Promise.resolve()): Promise<string[]> {
  const { layers, width, activation } = model.graph;
  const ids = model.encode(SENTENCE).slice(0, model.context ?? Infinity);
  const tokens = ids.length;
  const block = index<LayerIndex>(Math.floor(layers / 2));
  // A unit vector that no model is aligned with: alternating signs.
  const unit = Float32Array.from({ length: width }, (_, i) => (i % 2 ? -1 : 1) / Math.sqrt(width));
  const shape = { rows: ROWS, width: tokens * width };
  /** Every position pooled by itself. */
  const pool = Float32Array.from({ length: ROWS * tokens * tokens }, (_, i) => (Math.floor(i / tokens) % tokens === i % tokens ? 1 : 0));

  /** [position] projections of a row at the block, and the block below. */
  async function run(low: number, high: number): Promise<{ edited: number[]; other: number[]; below: Float32Array }> {
    const lanes = new Lanes(model, ROWS);
    try {
      const { residual } = await lanes.forward(
        { ids: [ids, ids], steer: null, clamps: clampsAt(low, high), pool, pools: tokens, positions: [] },
        false,
      );
      const scores = (row: RowIndex): number[] => {
        const all = layerRow(residual, shape, block, row);
        return indices(tokens).map((at) => project(all.subarray(at * width, (at + 1) * width), unit));
      };
      const below = block === 0 ? new Float32Array(0) : layerRow(residual, shape, index<LayerIndex>(block - 1), EDITED).slice();
      return { edited: scores(EDITED), other: scores(OTHER), below };
    } finally {
      lanes.dispose();
    }
  }

  function clampsAt(low: number, high: number): Clamps {
    const directions = new Float32Array(layers * ROWS * width);
    const lows = new Float32Array(layers * ROWS).fill(-Infinity);
    const highs = new Float32Array(layers * ROWS).fill(Infinity);
    directions.set(unit, (block * ROWS + EDITED) * width);
    lows[block * ROWS + EDITED] = low;
    highs[block * ROWS + EDITED] = high;
    return { count: 1, directions, low: lows, high: highs };
  }

  const plain = await run(-Infinity, Infinity);
  await between();
  const size = Math.max(1, ...plain.edited.map(Math.abs));
  const middle = plain.edited.toSorted((a, b) => a - b)[Math.floor(tokens / 2)]!;
  const failures: string[] = [];
  const checks: [string, number, number, (score: number) => number][] = [
    ['set to a projection', size / 2, size / 2, () => size / 2],
    ['ablated', 0, 0, () => 0],
    ['capped', -Infinity, middle, (score) => Math.min(score, middle)],
    ['kept above', middle, Infinity, (score) => Math.max(score, middle)],
  ];
  for (const [what, low, high, wanted] of checks) {
    const { edited, other, below } = await run(low, high);
    await between();
    const off = Math.max(...edited.map((score, at) => Math.abs(score - wanted(plain.edited[at]!))));
    if (!(off <= TOLERANCE[activation] * size)) failures.push(`${what} at block ${block}, it is read back ${off.toPrecision(2)} off`);
    if (below.some((value, i) => value !== plain.below[i])) failures.push(`${what} at block ${block}, the block below moves`);
    if (!other.every((score, at) => score === plain.other[at])) failures.push(`${what} in one row, the row beside it moves`);
  }
  return failures;
}
