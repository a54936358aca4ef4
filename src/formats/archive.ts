/**
 * One file that holds a folder: told by its first bytes, whatever it is called, and opened where a browser can. Its files come out as
 * Blobs.
 */
import { BlobReader, BlobWriter, configure, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import { bytes as inWords, count } from '../count';
import { LabError } from '../error';
import { readTar, type TarEntry } from './tar';
import { t } from '../language/t';

// The browser's own DecompressionStream does the work off this thread.
configure({ useWebWorkers: false, useCompressionStream: true });

/** First bytes of what only other programs open. */
const FOREIGN: readonly [name: string, magic: readonly number[]][] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
];
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b];

/** What a .zip may unpack to, all files together. */
interface Most {
  readonly bytes: number;
  readonly files: number;
}
/** Models are as large as they are, and what is unpacked of them lies on the disk. */
const UNBOUNDED: Most = { bytes: Infinity, files: Infinity };

/**
 * The files of a .tar, .tar.gz or .zip; null for a file that is no archive. Compressed files are unpacked into Blobs, which browsers keep
 * on the disk where they are large. Throws `archive-damaged`; `archive-unsupported` for other kinds, by name, and for a .zip with a
 * password, and for one that unpacks to more than `most`, of which no more than that is unpacked, and nothing where it says so
 * itself.
 */
export async function openArchive(name: string, archive: Blob, most: Most = UNBOUNDED): Promise<TarEntry[] | null> {
  const head = new Uint8Array(await archive.slice(0, 512).arrayBuffer());
  const begins = (magic: readonly number[]) => magic.every((byte, i) => head[i] === byte);
  const [kind] = FOREIGN.find(([, magic]) => begins(magic)) ?? [];
  if (kind)
    throw new LabError(
      'archive-unsupported',
      t`${name} is packed with ${kind}, which a browser does not open.`,
      t`Unpack it and choose the folder, or pack it as .tar, .tar.gz or .zip.`,
    );
  if (begins(ZIP)) return readZip(name, archive, most);
  if (begins(GZIP)) return readTar(await gunzip(name, archive));
  return /\.tar$/i.test(name) || new TextDecoder().decode(head.subarray(257, 262)) === 'ustar' ? readTar(archive) : null;
}

async function gunzip(name: string, archive: Blob): Promise<Blob> {
  try {
    return await new Response(archive.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
  } catch (error) {
    throw damaged(name, error);
  }
}

async function readZip(name: string, archive: Blob, most: Most): Promise<TarEntry[]> {
  try {
    const entries = await new ZipReader(new BlobReader(archive)).getEntries();
    const files: TarEntry[] = [];
    const inside = entries.filter((one): one is FileEntry => !one.directory);
    if (inside.length > most.files) throw tooMuch(name, count(inside.length, 'file'), count(most.files, 'file'));
    // Its own word comes first: what says that it is too large is not unpacked at all.
    const promised = inside.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    if (promised > most.bytes) throw tooMuch(name, inWords(promised), inWords(most.bytes));
    let left = most.bytes;
    for (const entry of inside) {
      if (entry.encrypted)
        throw new LabError(
          'archive-unsupported',
          t`${name} wants a password (for ${entry.filename}).`,
          t`Unpack it and choose the folder.`,
        );
      // Old Windows programs write backslashes.
      const blob = await unpack(entry, left, () => tooMuch(name, t`more`, inWords(most.bytes)));
      left -= blob.size;
      files.push({ path: entry.filename.replaceAll('\\', '/'), blob });
    }
    return files;
  } catch (error) {
    if (error instanceof Error && /compression method not supported/i.test(error.message))
      throw new LabError(
        'archive-unsupported',
        t`${name} is packed by a method that a browser does not open (bzip2, LZMA, Deflate64 or the like).`,
        t`Unpack it and choose the folder.`,
      );
    throw error instanceof LabError ? error : damaged(name, error);
  }
}

/** A file of an archive. With a bound it is counted while it is unpacked: what an archive says of its own size need not be true. */
async function unpack(entry: FileEntry, left: number, tooLarge: () => LabError): Promise<Blob> {
  if (left === Infinity) return entry.getData(new BlobWriter(), { checkSignature: true });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const counted = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(part) {
      left -= part.length;
      if (left < 0) throw tooLarge();
      parts.push(part);
    },
  });
  await entry.getData(counted, { checkSignature: true });
  return new Blob(parts);
}

const tooMuch = (name: string, found: string, most: string): LabError =>
  new LabError(
    'archive-damaged',
    t`${name} unpacks to ${found}, and at most ${most} are taken of it.`,
    t`Unpack it, and look at what is in it.`,
  );

const damaged = (name: string, error: unknown): LabError =>
  new LabError(
    'archive-damaged',
    t`${name} could not be unpacked: ${(error as Error).message || t`it is damaged`}.`,
    t`Copy it again, or pack it again from where it came. If there is little room on this disk, unpack it and choose the folder.`,
  );
