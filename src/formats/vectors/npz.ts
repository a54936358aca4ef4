/** NumPy's .npz: a .zip of .npy files, one an array. What it unpacks to is bounded before a byte of it is unpacked. */
import { LabError } from '../../error';
import { openArchive } from '../archive';
import type { NamedArray } from './numbers';
import { readNpy } from './npy';
import { MOST_ARRAYS, MOST_BYTES, unreadable } from './refused';
import { t } from '../../language/t';

/** An archive may unpack to so many times its size: arrays that are mostly zeros pack well, bombs better. */
const MOST_TIMES = 200;

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Its arrays. Throws `vectors-unreadable`. */
export async function readNpz(file: string, blob: Blob): Promise<NamedArray[]> {
  const most = { bytes: Math.min(MOST_BYTES, 1e6 + MOST_TIMES * blob.size), files: MOST_ARRAYS };
  const entries = (await openArchive(file, blob, most).catch(asVectors)) ?? [];
  const arrays = entries.filter(({ path }) => path.endsWith('.npy'));
  if (arrays.length === 0) throw unreadable(file, t`there is no .npy file in it.`, t`An .npz file is what np.savez writes.`);
  return Promise.all(
    arrays.map(async ({ path, blob: entry }) => ({
      name: path.slice(0, -4),
      ...readNpy(new Uint8Array(await entry.arrayBuffer()), `${file}, ${path}`),
    })),
  );
}

/** What is wrong with the archive is wrong with a file of vectors: the archives that are opened elsewhere are models. */
function asVectors(error: unknown): never {
  if (!(error instanceof LabError)) throw error;
  throw new LabError('vectors-unreadable', error.message, t`Copy it again, or save the vectors alone, with np.savez.`);
}
