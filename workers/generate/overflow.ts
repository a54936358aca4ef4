/**
 * A push that is another model's, and numbers that leave their type, said by row: before anything runs where the push alone is too far, and
 * for a row whose logits turn out to be unusable.
 */
import { LabError, errorData } from '../../src/error';
import type { Clamps } from '../../src/lab/clamps';
import { indices, type RowIndex } from '../../src/lab/indices';
import { FURTHEST, overflow } from '../../src/lab/overflow';
import type { LabErrorData, SteerRequest } from '../../src/protocol';
import type { LoadedModel } from '../model/loaded';
import type { unusable } from './sample';
import { t } from '../../src/language/t';

type Rows = Pick<SteerRequest, 'rows' | 'steer' | 'alphas'>;

/**
 * Throws `shape-mismatch` where a push, [layer, row, width], or directions to read along, [direction, layer, width], are another model's,
 * and what `expectNoOverflow` throws.
 */
export function expectPush(model: LoadedModel, request: Rows & Pick<SteerRequest, 'read' | 'readCount'>): void {
  const { layers, width } = model.graph;
  const expect = (what: string, got: number, wanted: number): void => {
    if (got !== wanted)
      throw new LabError(
        'shape-mismatch',
        t`${what} has ${got} numbers, this model needs ${wanted} (${layers} layers × ${width}).`,
        t`The direction belongs to another model: find it again with this one.`,
      );
  };
  expect('steer', request.steer.length, layers * request.rows * width);
  if (request.read) expect('directions', request.read.length, (request.readCount ?? 1) * layers * width);
  expectNoOverflow(model, request);
}

/**
 * Throws `shape-mismatch` where bounds, or the directions that they are of, are another model's, and `push-too-far` where they take the
 * stream beyond what its type can hold.
 */
export function expectClamps({ graph: { layers, width, stream } }: LoadedModel, clamps: Clamps, rows: number): void {
  const { count, directions, low, high } = clamps;
  const lanes = layers * rows * count;
  if (directions.length !== lanes * width || low.length !== lanes || high.length !== lanes)
    throw new LabError(
      'shape-mismatch',
      t`edits have ${directions.length} numbers, this model needs ${lanes * width} (${layers} layers × ${rows} rows × ${count} directions × ${width}).`,
      t`The directions belong to another model: find them again with this one.`,
    );
  for (let lane = 0; lane < lanes; lane++) {
    const unit = directions.subarray(lane * width, (lane + 1) * width);
    // How far from 0 the bounds take the projection, whatever it was.
    const to = Math.max(0, low[lane]!, -high[lane]!);
    const reaches = stream === 'float16' ? to * unit.reduce((most, x) => Math.max(most, Math.abs(x)), 0) : to * Math.hypot(...unit);
    if (reaches <= FURTHEST[stream]) continue;
    const row = Math.floor(lane / count) % rows;
    const at = `An edit of row ${row + 1} of ${rows} at block ${Math.floor(lane / count / rows)}`;
    throw new LabError(
      'push-too-far',
      Number.isNaN(reaches)
        ? t`${at} is along a direction that has no numbers there.`
        : t`${at} would take the projection to ${to.toPrecision(2)}; ${
            stream === 'float16'
              ? t`this file keeps the stream in 16-bit floats, which end at 65504`
              : t`the norms that read it overflow above 1.8e19`
          }.`,
      t`Choose a far smaller amount for that edit, or other directions.`,
    );
  }
}

/** Throws `push-too-far` for the first row whose push alone overflows the residual stream or the norms that read it. */
function expectNoOverflow({ graph: { layers, width, stream } }: LoadedModel, request: Rows): void {
  const { rows, steer, alphas } = request;
  for (const row of indices<RowIndex>(rows)) {
    const found = overflow(steer, row, { layers, rows, width, stream });
    if (!found) continue;
    const alpha = alphas?.[row];
    if (Number.isNaN(found.reaches))
      throw new LabError(
        'push-too-far',
        t`${rowName(request, row)} pushes along a direction that has no numbers at block ${found.layer}.`,
        t`Leave that block out of the band, or find the directions again.`,
      );
    const reaches = Number.isFinite(found.reaches) ? found.reaches.toPrecision(2) : 'infinity';
    const at = `${rowName(request, row)} would push the residual stream at block ${found.layer} to`;
    throw new LabError(
      'push-too-far',
      stream === 'float16'
        ? t`${at} ${reaches}; this file keeps it in 16-bit floats, which end at 65504.`
        : t`${at} a length of ${reaches}; the norms that read it overflow above 1.8e19, and every token would get the same logit.`,
      t`${alpha && Number.isFinite(found.excess) ? t`With these directions α can be at most ${floor(Math.abs(alpha) / found.excess)} in size.` : t`Choose a far smaller strength.`}${stream === 'float16' ? t` A file that computes in 32-bit floats (q4, fp32) takes more.` : ''} Language breaks down long before.`,
    );
  }
}

type Problem = NonNullable<ReturnType<typeof unusable>>;

/** Why a row breaks off: what its logits are, and what to do. */
export function brokenRow(
  { graph }: LoadedModel,
  request: Rows,
  row: RowIndex,
  problem: Problem,
  { tokens, plain }: { tokens: readonly number[]; plain: boolean },
): LabErrorData {
  const at = tokens.length === 0 ? 'before its first token' : `after ${tokens.length} token${tokens.length === 1 ? '' : 's'}`;
  const message = `${rowName(request, row)} broke off ${at}: ${WHAT[problem]}, so none could be chosen.`;
  return errorData(new LabError(CODE[problem], message, hintOf(graph, plain)));
}

/** Why a row gives an option no log-probability. */
export const unusableRow = ({ graph }: LoadedModel, request: Rows, row: RowIndex, problem: Problem, plain: boolean): LabError =>
  new LabError(CODE[problem], t`${rowName(request, row)} gives the options no log-probability: ${WHAT[problem]}.`, hintOf(graph, plain));

const CODE = { flat: 'logits-flat', 'not-finite': 'logits-not-finite' } as const;
const WHAT = { flat: 'every token got the same logit', 'not-finite': 'the logits were not finite numbers' } as const;

function hintOf({ stream, activation }: LoadedModel['graph'], plain: boolean): string {
  const narrow = stream === 'float16' || activation === 'float16';
  return `${plain ? 'Nothing was pushed: the model itself overflows here. Shorten the prompt, or try another device.' : 'The push overflows the model’s numbers: choose a smaller strength.'}${narrow ? ' A file that computes in 32-bit floats (q4, fp32) has more room.' : ''}`;
}

const rowName = ({ rows, alphas }: Rows, row: RowIndex): string =>
  alphas?.[row] === undefined ? `Row ${row + 1} of ${rows}` : `α = ${short(alphas[row])} (row ${row + 1} of ${rows})`;
const short = (alpha: number): string => (Math.abs(alpha) < 1e6 ? String(alpha) : alpha.toExponential());

/** Two digits, never rounded up. */
const floor = (value: number): string => {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return (Math.floor(value / step) * step).toPrecision(2);
};
