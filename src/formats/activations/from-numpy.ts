/** NumPy's .npy, by its header; .npz, a .zip of them, by its directory: nothing is unpacked before it is asked for. */
import { BlobReader, configure, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import { readBounded } from '../bounded';
import { LabError } from '../../error';
import { floatType, isNpy, NPY_HEAD, npyHeader } from '../vectors/npy';
import { MOST_ARRAYS } from '../vectors/refused';
import { MOST_MANIFEST, unreadable } from './refused';
import { bytesPer, countOf, type Tensor, type Whole } from './tensor';
import { t } from '../../language/t';

configure({ useWebWorkers: false, useCompressionStream: true });

const WHOLES: Readonly<Record<string, Whole>> = {
  ...{ '|b1': 'u8', '|i1': 'i8', '|u1': 'u8', '<i2': 'i16', '<u2': 'u16', '<i4': 'i32', '<u4': 'u32', '<i8': 'i64', '<u8': 'u64' },
};

/** An archive may unpack to so many times its size, as one of vectors may (../vectors/npz.ts). */
const MOST_TIMES = 200;
const SPARE = 1e6;

const damaged = (): string => t`The file is damaged: copy it again.`;
/** What is in a file without its folder and ending: "mean". */
const stem = (path: string): string => path.replace(/^.*[/\\]/, '').replace(/\.[a-z0-9]+$/i, '');

/** The array of a .npy file. Throws `activations-unreadable`. */
export async function npyIn(file: string, blob: Blob): Promise<Tensor> {
  const head = new Uint8Array(await blob.slice(0, NPY_HEAD).arrayBuffer());
  return npyTensor({ name: stem(file), file, head, size: blob.size, from: (start) => blob.slice(start).stream() });
}

/** Its arrays, and the manifest in it (`manifest.json`); null without. Throws `activations-unreadable`. */
export async function npzIn(file: string, blob: Blob): Promise<{ tensors: Tensor[]; manifest: string | null }> {
  const entries = await entriesOf(file, blob);
  const arrays = entries.filter(({ filename }) => /\.npy$/i.test(filename));
  const written = entries.find(({ filename }) => /(^|[/\\])manifest\.json$/i.test(filename));
  if (arrays.length === 0) throw unreadable(file, t`there is no .npy file in it.`, t`An .npz file is what np.savez writes.`);
  if (entries.length > MOST_ARRAYS) throw unreadable(file, t`it has ${entries.length} files in it; at most ${MOST_ARRAYS} are read.`);
  const most = SPARE + MOST_TIMES * blob.size;
  const promised = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (!(promised <= most))
    throw unreadable(
      file,
      t`it says it unpacks to ${promised} bytes, ${MOST_TIMES} times its own size and more.`,
      t`Save it again with np.savez: numbers of a model do not pack so well.`,
    );
  const tensors: Tensor[] = [];
  for (const entry of arrays) {
    const at = `${file}, ${entry.filename}`;
    const head = await beginning(entry, NPY_HEAD, at);
    tensors.push(
      npyTensor({ name: stem(entry.filename), file: at, head, size: entry.uncompressedSize, from: (start) => unpacked(entry, start, at) }),
    );
  }
  const bytes = written && (await readBounded(unpacked(written, 0, file), MOST_MANIFEST));
  if (bytes === null) throw unreadable(`${file}, ${written!.filename}`, t`it has more than ${MOST_MANIFEST} bytes.`);
  return { tensors, manifest: bytes ? new TextDecoder().decode(bytes) : null };
}

interface Npy {
  readonly name: string;
  readonly file: string;
  readonly head: Uint8Array;
  /** Bytes of the file, all told. */
  readonly size: number;
  /** Its bytes from one on. */
  readonly from: (start: number) => ReadableStream<Uint8Array>;
}

function npyTensor({ name, file, head, size, from }: Npy): Tensor {
  if (!isNpy(head)) throw unreadable(file, t`it is no .npy file.`);
  const header = npyHeader(head, file, unreadable);
  const { type, shape, fortran, start } = header;
  const whole = type !== null && Object.hasOwn(WHOLES, type) ? WHOLES[type]! : null;
  const float = type !== null && /^<f[248]$/.test(type) ? floatType(header, file, unreadable) : null;
  const element = float ?? whole;
  const wanted = element && countOf({ shape }) * bytesPer(element);
  if (wanted !== null && start + wanted !== size)
    throw unreadable(
      file,
      t`its header promises ${shape.join(' × ') || '1'} numbers, ${wanted} bytes, and ${size - start} follow.`,
      damaged(),
    );
  return {
    ...{ name, file, shape, fortran, element, type: type ?? '' },
    asFloats: () => floatType(header, file, unreadable),
    stream: () => from(start),
  };
}

async function entriesOf(file: string, blob: Blob): Promise<FileEntry[]> {
  try {
    const all = await new ZipReader(new BlobReader(blob)).getEntries();
    return all.filter((one): one is FileEntry => !one.directory);
  } catch (error) {
    throw unreadable(file, t`it could not be opened: ${(error as Error).message || t`it is damaged`}.`, damaged());
  }
}

/** The bytes of an entry from one on. An entry that is longer than its directory says ends with an error. */
function unpacked(entry: FileEntry, start: number, file: string): ReadableStream<Uint8Array> {
  let at = 0;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, out) {
      const before = at;
      at += part.length;
      if (at > entry.uncompressedSize)
        throw unreadable(file, t`it unpacks to more than the ${entry.uncompressedSize} bytes that it says.`, damaged());
      const rest = part.subarray(Math.max(0, start - before));
      if (rest.length > 0) out.enqueue(rest);
    },
  });
  // Where the reader has had enough, writing ends with its reason; any other is told to the reader.
  entry.getData(writable, { checkSignature: true, preventClose: true }).then(
    () => writable.close().catch(() => undefined),
    (error: unknown) =>
      writable
        .abort(error instanceof LabError ? error : unreadable(file, t`it could not be unpacked: ${(error as Error).message}.`, damaged()))
        .catch(() => undefined),
  );
  return readable;
}

/** The first bytes of an entry, up to so many. */
async function beginning(entry: FileEntry, most: number, file: string): Promise<Uint8Array> {
  const reader = unpacked(entry, 0, file).getReader();
  const bytes = new Uint8Array(Math.min(most, entry.uncompressedSize));
  let at = 0;
  for (let part = await reader.read(); !part.done && at < bytes.length; part = await reader.read()) {
    const some = part.value.subarray(0, bytes.length - at);
    bytes.set(some, at);
    at += some.length;
    if (at === bytes.length) break;
  }
  await reader.cancel().catch(() => undefined);
  return bytes.subarray(0, at);
}
