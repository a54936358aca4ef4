/**
 * Which tokens a direction speaks for: the direction through the model's own final norm and head, as if it were the whole residual stream
 * (logit lens, nostalgebraist 2020). No weight is looked for: the graph itself is asked, with the stream after the last block replaced.
 *
 * One token is read once to learn the stream h after the last block; then, for each unit vector d of width H, two rows get `steer` there
 * so that h' = ±c·d. The final norm of ±c·d is ±√H·(gain ⊙ d) + bias, whatever c is, and the head is linear, so
 *
 *     (logits(+) − logits(−)) / (2·√H) = head · (gain ⊙ d)
 *
 * Biases of norm and head, and what rounding leaves of h, cancel in the difference. A norm that takes the mean out (LayerNorm) does so
 * here, too: d is then its deviations from their mean, at length 1 again. Where a model caps its logits (Gemma 2), so are these: their
 * order stays.
 */
import { LabError } from '../../src/error';
import { index, indices, type LayerIndex, type RowIndex, type TokenIndex } from '../../src/lab/indices';
import { layerRow } from '../../src/lab/layer-row';
import { project } from '../../src/lab/score';
import type { Lens, LensRequest, LensToken } from '../../src/protocol';
import { expectFits } from '../device/limits';
import { meanPool } from '../pass/forward';
import { Lanes } from '../pass/lanes';
import { breathe } from '../yield';
import type { LoadedModel } from './loaded';
import { t } from '../../src/language/t';

/** How long ±c·d is beside the stream that it replaces: long enough for its rounding and for the norm's epsilon not to count. */
const BESIDE = 1000;
/** In 16 bits numbers end at 65,504. */
const IN_16_BITS = 1e4;

/**
 * The tokens whose logits each direction raises most, and lowers most. Throws `shape-mismatch` for directions of another width,
 * `bad-directions` for one that has no length, and `logits-not-finite`.
 */
export async function lens(model: LoadedModel, { directions, width, top }: LensRequest, signal: AbortSignal): Promise<Lens> {
  const { graph } = model;
  if (width !== graph.width || directions.length % width !== 0)
    throw new LabError(
      'shape-mismatch',
      t`Directions of width ${width} do not fit a model of width ${graph.width}.`,
      t`Directions belong to the model they were found in.`,
    );
  expectFits(model, { rows: 2, prompt: 1, answer: 0 });
  const rows: Lens['rows'] = [];
  const stream = await streamOf(model);
  for (let from = 0; from < directions.length; from += width) {
    await breathe();
    signal.throwIfAborted();
    const logits = await logitsOf(model, unitOf(directions.subarray(from, from + width)), stream);
    rows.push(ends(logits, top, textOf(model)));
  }
  return { rows };
}

/** The stream h that a token of no steering leaves after the last block, [width]. All directions of a call share this pass. */
export async function streamOf(model: LoadedModel): Promise<Float32Array> {
  const { residual } = await read(model, 1, null);
  return residual.slice((model.graph.layers - 1) * model.graph.width);
}

/** head · (gain ⊙ unit), [vocabulary]. `h`: what `streamOf` gives for this model. */
export async function logitsOf(model: LoadedModel, unit: Float32Array, h: Float32Array): Promise<Float64Array> {
  const { layers, width, stream } = model.graph;
  const last = index<LayerIndex>(layers - 1);
  const length = stream === 'float16' ? IN_16_BITS : BESIDE * Math.max(1, Math.sqrt(project(h, h)));
  const shape = { rows: 2, width };
  const steer = new Float32Array(layers * 2 * width);
  for (const [row, sign] of [1, -1].entries())
    layerRow(steer, shape, last, index<RowIndex>(row)).set(unit.map((x, i) => sign * length * x - h[i]!));
  const { logits } = await read(model, 2, steer);
  const vocab = logits.length / 2;
  const found = Float64Array.from({ length: vocab }, (_, token) => (logits[token]! - logits[vocab + token]!) / (2 * Math.sqrt(width)));
  if (!found.every(Number.isFinite))
    throw new LabError('logits-not-finite', t`The logits of the direction are no numbers.`, t`Try another dtype or device.`);
  return found;
}

/** One pass over the same single token in each row. */
async function read(model: LoadedModel, rows: number, steer: Float32Array | null) {
  const [token = 0] = model.encode('The');
  const lanes = new Lanes(model, rows);
  try {
    const ids = Array.from({ length: rows }, () => [token]);
    return await lanes.forward({ ids, steer, pool: meanPool(rows, 1), pools: 1, positions: [index<TokenIndex>(0)] }, false);
  } finally {
    lanes.dispose();
  }
}

function unitOf(direction: Float32Array): Float32Array {
  const length = Math.sqrt(project(direction, direction));
  if (!(length > 0 && Number.isFinite(length)))
    throw new LabError(
      'bad-directions',
      t`A direction of length ${length} points to no token.`,
      t`At a block where the two kinds of text read the same there is no direction: choose another.`,
    );
  return direction.map((x) => x / length);
}

/** The `top` highest, highest first, and lowest, lowest first; of equal ones the lower id comes first. */
function ends(logits: Float64Array, top: number, text: (id: number) => string): Lens['rows'][number] {
  const order = indices<TokenIndex>(logits.length).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const token = (id: number): LensToken => ({ id, token: text(id), logit: logits[id]! });
  return {
    positive: order.slice(0, top).map(token),
    negative: order
      .slice(Math.max(0, order.length - top))
      .toReversed()
      .map(token),
  };
}

/** The text of a token as it stands after another: some tokenizers drop the space of a text's first word. */
export function textOf(model: Pick<LoadedModel, 'encode' | 'decode'>): (id: number) => string {
  const [before] = model.encode('a').slice(-1);
  const lead = before === undefined ? '' : model.decode([before]);
  return (id) => {
    const both = before === undefined ? '' : model.decode([before, id]);
    return lead !== '' && both.startsWith(lead) ? both.slice(lead.length) : model.decode([id]);
  };
}
