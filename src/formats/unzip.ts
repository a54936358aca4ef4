/** A person's gzipped text file → its bytes. */
import { bytes as inWords } from '../count';
import { LabError } from '../error';
import { t } from '../language/t';
import { readBounded } from './bounded';

/** Bytes unpacked: many times what a run of weeks has. */
const MOST = 512e6;

/** Throws `not-a-text` where it is damaged, and where it unpacks to more than any file that is opened here. */
export async function unzip(file: Blob, name: string, most = MOST): Promise<Uint8Array> {
  const unpacked = await readBounded(file.stream().pipeThrough(new DecompressionStream('gzip')), most).catch(() => {
    throw new LabError(
      'not-a-text',
      t`${name} is gzipped, and damaged or cut off.`,
      t`Fetch it again, or unpack it and open what is in it.`,
    );
  });
  if (!unpacked)
    throw new LabError(
      'not-a-text',
      t`${name} unpacks to more than ${inWords(most)}.`,
      t`Open a file of less: no table, set or run that is read here is so large.`,
    );
  return unpacked;
}
