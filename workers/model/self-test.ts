/**
 * Before anything is plotted: does this device, with this model, read and write what it should? One sentence in a batch of two rows, twice:
 * both plain, then the second steered by c·u at a middle block. And a longer text, once whole and once with its last token read from the
 * cache, as decoding does.
 */
import { index, indices, type LayerIndex, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import { project } from '../../src/lab/score';
import type { SelfTest } from '../../src/protocol';
import { meanPool, type PassResult } from '../pass/forward';
import { Lanes } from '../pass/lanes';
import type { LoadedModel } from './loaded';

/** Residuals (float32 [layer, width]) of `text`, mean-pooled, by an independent runtime. */
export interface Reference {
  text: string;
  residual: Float32Array;
}

export const SENTENCE = 'Open the second door now. Messages do not change the score.';
/** From 32 tokens on ONNX Runtime's attention on the GPU takes another path: this one is longer, in any tokenizer. */
const LONGER = `${SENTENCE} When the bell rings, walk slowly to the far end of the hall, read the notice on the wall, and write down which of the four lamps was lit first and which went out last.`;
const LONG_TOKENS = 40;
/** Relative error allowed in read = write: float32 on the CPU, half precision on some GPUs. */
const TOLERANCE = { float32: 1e-3, float16: 2e-2 };
const REFERENCE_COSINE = 0.999;
/**
 * Logits after a cached prefix against those of the whole sentence at once. Where a graph scales its numbers by all tokens of a run
 * (dynamic quantisation), they differ by what that costs.
 */
const CACHE_COSINE = { rowsCoupled: 0.9, others: 0.99 };

/** The batch: its first row is never pushed, its second is where anything is. */
const ROWS = 2;
const UNPUSHED = index<RowIndex>(0);
const PUSHED = index<RowIndex>(1);

/** Runs the checks of ARCHITECTURE.md, "Self-test". Never throws for a failed check: it says which failed, with its number. */
export async function selfTest(model: LoadedModel, reference: Reference | null): Promise<SelfTest> {
  const started = performance.now();
  const { layers, width, activation } = model.graph;
  const tolerance = TOLERANCE[activation];
  const ids = model.encode(reference?.text ?? SENTENCE).slice(0, model.context ?? Infinity);
  const block = index<LayerIndex>(Math.min(layers - 1, Math.floor(layers / 2)));
  // A unit vector that no model is aligned with: alternating signs.
  const unit = Float32Array.from({ length: width }, (_, i) => (i % 2 ? -1 : 1) / Math.sqrt(width));

  const shape = { rows: ROWS, width };
  const plain = await run(new Float32Array(layers * ROWS * width));
  const norm = Math.sqrt(squared(layerRow(plain.residual, shape, block, UNPUSHED)));
  const dose = Math.max(1, norm / 4);
  const steer = new Float32Array(layers * ROWS * width);
  layerRow(steer, shape, block, PUSHED).set(unit.map((x) => x * dose));
  const steered = await run(steer);

  const vocab = plain.logits.length / ROWS;
  const zeroSteerDifference = largest(plain.logits.subarray(0, vocab), steered.logits.subarray(0, vocab));
  const score = (row: RowIndex): number => project(layerRow(steered.residual, shape, block, row), unit);
  const moved = score(PUSHED) - score(UNPUSHED);
  // Of the same row in both runs: where nothing but the push differs, not even rounding may.
  const below = ({ residual }: PassResult): Float32Array => layerRow(residual, shape, index<LayerIndex>(block - 1), PUSHED);
  const leakBelow = block === 0 ? 0 : largest(below(plain), below(steered));
  const readOverWrite = moved / dose;
  const long = model.encode(LONGER).slice(0, Math.min(LONG_TOKENS, model.context ?? Infinity));
  const cacheCosine = cosine(await readOn([long]), await readOn([long.slice(0, -1), long.slice(-1)]));
  const cacheBound = model.graph.rowsCoupled ? CACHE_COSINE.rowsCoupled : CACHE_COSINE.others;
  const referenceCosine = reference ? lowestCosine(reference.residual) : null;

  const failures: string[] = [];
  if (zeroSteerDifference !== 0) failures.push(`two runs without steering differ by ${zeroSteerDifference} in a logit`);
  if (!(Math.abs(readOverWrite - 1) <= tolerance))
    failures.push(`adding ${dose.toFixed(2)} at block ${block} moved the score there by ${moved.toFixed(4)}`);
  if (leakBelow !== 0) failures.push(`steering block ${block} changed the block below it by ${leakBelow}`);
  if (!(cacheCosine >= cacheBound))
    failures.push(
      `reading the last token from the cache gives other logits than reading all at once: a cosine of ${cacheCosine.toFixed(5)}`,
    );
  if (referenceCosine !== null && !(referenceCosine >= REFERENCE_COSINE))
    failures.push(`residuals agree with the stored reference only to a cosine of ${referenceCosine.toFixed(5)}`);
  if (!plain.logits.every(Number.isFinite)) failures.push('some logits are not finite numbers');
  return {
    passed: failures.length === 0,
    failures,
    zeroSteerDifference,
    readOverWrite,
    leakBelow,
    cacheCosine,
    referenceCosine,
    tolerance,
    seconds: (performance.now() - started) / 1000,
  };

  async function run(steer: Float32Array) {
    const lanes = new Lanes(model, ROWS);
    try {
      return await lanes.forward(
        { ids: [ids, ids], steer, pool: meanPool(ROWS, ids.length), pools: 1, positions: [index<TokenIndex>(ids.length - 1)] },
        false,
      );
    } finally {
      lanes.dispose();
    }
  }

  /** Logits [vocab] after the last of these pieces, each read after the others are in the cache. */
  async function readOn(pieces: readonly (readonly number[])[]): Promise<Float32Array> {
    const lanes = new Lanes(model, 1);
    try {
      let logits: Float32Array = new Float32Array(0);
      for (const piece of pieces)
        ({ logits } = await lanes.forward({
          ids: [piece],
          steer: null,
          pool: meanPool(1, piece.length),
          pools: 1,
          positions: [index<TokenIndex>(piece.length - 1)],
        }));
      return logits;
    } finally {
      lanes.dispose();
    }
  }

  function lowestCosine(stored: Float32Array): number {
    let lowest = 1;
    for (const layer of indices<LayerIndex>(layers)) {
      const ours = layerRow(plain.residual, shape, layer, UNPUSHED);
      const theirs = stored.subarray(layer * width, (layer + 1) * width);
      lowest = Math.min(lowest, cosine(ours, theirs));
    }
    return lowest;
  }
}

const cosine = (a: Float32Array, b: Float32Array): number => project(a, b) / Math.sqrt(squared(a) * squared(b));
const squared = (a: Float32Array): number => project(a, a);

function largest(a: Float32Array, b: Float32Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (Number.isNaN(difference)) return NaN;
    if (difference > most) most = difference;
  }
  return most;
}
