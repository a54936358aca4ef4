/**
 * The numbers of chosen poolings, converted straight into the float32 that is analysed: one array a text. The file is read from its
 * beginning to its end in pieces, whichever order it is in, so that memory holds what is analysed and a piece of the file.
 */
import { createSHA256 } from 'hash-wasm';
import { bytes as inWords } from '../../count';
import { floats } from '../vectors/numbers';
import type { ActivationFile } from './open';
import { MOST_ANALYSED, unreadable } from './refused';
import { pieces, type Tensor } from './tensor';
import { t } from '../../language/t';

/** One text: [pooling, layer, width], in the order of the poolings that were asked for. */
export interface ReadRow {
  readonly data: Float32Array<ArrayBuffer>;
  /** SHA-256 (hex) of its numbers. */
  readonly sha256: string;
}

/** Bytes of float32 that so many texts come to. */
export const bytesOfRows = ({ layers, width }: Pick<ActivationFile, 'layers' | 'width'>, rows: number, poolings: number): number =>
  rows * poolings * layers * width * Float32Array.BYTES_PER_ELEMENT;

/** Throws `activations-unreadable` where what is asked for is more than can be analysed here. */
export function expectRoom(file: ActivationFile, rows: number, poolings: number): void {
  const bytes = bytesOfRows(file, rows, poolings);
  if (bytes > MOST_ANALYSED)
    throw unreadable(
      file.file,
      t`${rows} texts × ${poolings} × ${file.layers} × ${file.width} are ${inWords(bytes)} as they are analysed; at most ${inWords(MOST_ANALYSED)} are.`,
      t`Take fewer poolings, or save fewer texts.`,
    );
}

/**
 * [row of the file] its numbers; undefined where `wanted` is 0. `step` is told the share that is read, 0 to 1. Throws
 * `activations-unreadable`, for a number that is NaN or infinite by its place; and the signal's reason.
 */
export async function readRows(
  file: ActivationFile,
  names: readonly string[],
  wanted: Uint8Array,
  { step = () => undefined, signal }: { step?: (share: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<(ReadRow | undefined)[]> {
  const tensors = names.map((name) => file.poolings.find((one) => one.name === name)!);
  expectRoom(
    file,
    wanted.reduce((sum, one) => sum + one, 0),
    names.length,
  );
  const { layers, width } = file;
  const size = layers * width;
  const rows = Array.from(wanted, (one) => (one ? new Float32Array(names.length * size) : undefined));
  for (const [p, tensor] of tensors.entries())
    await fill(tensor, rows, p * size, (share) => {
      signal?.throwIfAborted();
      step((p + share) / tensors.length);
    });
  const hash = await createSHA256();
  return rows.map((data) => data && { data, sha256: hash.init().update(new Uint8Array(data.buffer)).digest('hex') });
}

/** Numbers of one tensor [text, layer, width] into the arrays of its texts, from `offset` on. */
async function fill(
  tensor: Tensor,
  rows: readonly (Float32Array | undefined)[],
  offset: number,
  step: (share: number) => void,
): Promise<void> {
  const element = tensor.asFloats();
  const [count, layers, width] = tensor.shape as [number, number, number];
  const size = layers * width;
  const total = count * size;
  let k = 0;
  const expectFinite = (row: number, at: number, value: number): void => {
    if (Number.isFinite(value)) return;
    throw unreadable(
      tensor.file,
      t`${tensor.name}[${row}, ${Math.floor(at / width)}, ${at % width}] is ${value}, which is no place in a residual stream.`,
      t`float16 overflows at 65504: save float32 or bfloat16. Or leave that text out.`,
    );
  };
  for await (const bytes of pieces(tensor, element)) {
    const values = floats(bytes, element);
    if (tensor.fortran) {
      for (let i = 0; i < values.length; i++, k++) {
        const to = rows[k % count];
        if (!to) continue;
        const rest = Math.floor(k / count);
        const at = (rest % layers) * width + Math.floor(rest / layers);
        expectFinite(k % count, at, values[i]!);
        to[offset + at] = values[i]!;
      }
    } else {
      for (let i = 0; i < values.length;) {
        const [row, at] = [Math.floor(k / size), k % size];
        const run = Math.min(size - at, values.length - i);
        const to = rows[row];
        if (to) {
          for (let j = 0; j < run; j++) expectFinite(row, at + j, values[i + j]!);
          to.set(values.subarray(i, i + run), offset + at);
        }
        i += run;
        k += run;
      }
    }
    step(k / total);
  }
}
