/** How a file of vectors is refused, and how large one may be. */
import { brief as shortened, bytes as inWords, count } from '../../count';
import { LabError } from '../../error';
import { t } from '../../language/t';

/** Bytes of a file of vectors: many times those of the largest model (126 blocks × 16,384 in float64 are 17 MB). */
export const MOST_BYTES = 256e6;
/** Blocks of a model. */
export const MOST_LAYERS = 1024;
/** Numbers of a block. */
export const MOST_WIDTH = 262_144;
/** Arrays of a file. */
export const MOST_ARRAYS = 4096;

const MADE_ANEW = t`Save it again from the program that made it, as float32, little-endian.`;

export const unreadable = (file: string, what: string, hint = MADE_ANEW): LabError =>
  new LabError('vectors-unreadable', `${file}: ${what}`, hint);

/** How a reader that vectors and activations share refuses a file: `what` follows its name, `hint` says what to do. */
export type Refuse = typeof unreadable;

/** Throws `vectors-unreadable` for a file that is larger than any file of vectors, before it is read. */
export function expectSmall(bytes: number, file: string): void {
  if (bytes > MOST_BYTES)
    throw unreadable(
      file,
      t`it has ${inWords(bytes)}, more than any file of vectors (at most ${inWords(MOST_BYTES)}).`,
      t`One vector for each block is a few megabytes. Take the vectors out of it with Python, and save them alone.`,
    );
}

/** Throws `vectors-unreadable`, naming the place, where one of the numbers is NaN or infinite. */
export function expectFinite(file: string, name: string, data: Float32Array): void {
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0)
    throw unreadable(
      file,
      t`${name}: number ${at + 1} of ${count(data.length, 'number')} is ${data[at]!}, which is no place in a residual stream.`,
    );
}

/** A name out of a file, short enough for a sentence. */
export const brief = (name: string): string => shortened(name, 80);
