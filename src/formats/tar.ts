/**
 * A model folder as one file: the ustar format (POSIX.1-1988), which every system unpacks, is written; what GNU and later POSIX add for
 * long names and large files is read. The files themselves stay Blobs, so that an archive of many gigabytes passes through no memory.
 */
import { LabError } from '../error';
import { t } from '../language/t';

const BLOCK = 512;
/** 11 octal digits. */
const LARGEST = 8 ** 11 - 1;

export interface TarEntry {
  path: string;
  blob: Blob;
}

/**
 * Throws `archive-unsupported` for names that ustar cannot hold (100 bytes, and up to 155 more of folders before them) or files over 8
 * GB.
 */
export function writeTar(entries: readonly TarEntry[]): Blob {
  const parts: BlobPart[] = [];
  for (const { path, blob } of entries) {
    const name = split(path);
    if (!name || blob.size > LARGEST) {
      throw new LabError(
        'archive-unsupported',
        t`${path} (${blob.size} bytes) does not fit into a .tar file.`,
        t`Export the model as a folder instead.`,
      );
    }
    parts.push(header(name, blob.size), blob, new Uint8Array((BLOCK - (blob.size % BLOCK)) % BLOCK));
  }
  parts.push(new Uint8Array(2 * BLOCK));
  return new Blob(parts, { type: 'application/x-tar' });
}

/** A path as the two fields of a header: [folders, rest], cut at a slash where it is too long for one. null where no cut fits. */
function split(path: string): readonly [prefix: string, name: string] | null {
  const bytes = (part: string) => new TextEncoder().encode(part).length;
  if (bytes(path) <= 100) return ['', path];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (bytes(name) <= 100) return bytes(prefix) <= 155 ? [prefix, name] : null;
  }
  return null;
}

function header([prefix, name]: readonly [string, string], bytes: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK);
  const put = (text: string, at: number) => block.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put(name, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(bytes, 11), 124);
  put(octal(0, 11), 136);
  put('        ', 148); // The checksum is taken with its own field as spaces.
  put('0', 156);
  put('ustar\u000000', 257);
  put(prefix, 345);
  put(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  );
  return block;
}

/** What a note before a file says of it, in the place of its header: GNU's long names, POSIX.1-2001 (pax) records. */
interface Said {
  path?: string;
  link?: string;
  bytes?: number;
}

/**
 * The plain files of an archive, links between them followed; folders and notes of other programs are passed over.
 * Throws `archive-damaged`, and `archive-unsupported` for files stored with holes.
 */
export async function readTar(archive: Blob): Promise<TarEntry[]> {
  const entries: TarEntry[] = [];
  const links: { path: string; to: string }[] = [];
  let said: Said = {};
  for (let at = 0; ;) {
    // Every archive ends with empty blocks: one that does not has lost its end, and files with it.
    if (at + BLOCK > archive.size) throw damaged(t`it ends at byte ${archive.size}, in the middle`);
    const block = new Uint8Array(await archive.slice(at, at + BLOCK).arrayBuffer());
    if (block.every((byte) => byte === 0)) break;
    const field = (from: number, length: number) => text(block.subarray(from, from + length)).trim();
    const sum = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    const kind = field(156, 1);
    const note = 'LKxg'.includes(kind) && kind !== '';
    const bytes = (note ? undefined : said.bytes) ?? number(block.subarray(124, 136));
    if (parseInt(field(148, 8), 8) !== sum || !(bytes >= 0)) throw damaged(t`no file header at byte ${at}`);
    at += BLOCK;
    // GNU's magic goes on with a blank: its headers have other fields there.
    const prefix = text(block.subarray(257, 263)) === 'ustar' ? field(345, 155) : '';
    const path = said.path ?? (prefix ? `${prefix}/` : '') + field(0, 100);
    if (at + bytes > archive.size) throw damaged(t`${path} should have ${bytes} bytes, the archive ends after ${archive.size - at}`);
    const blob = archive.slice(at, at + bytes);
    at += Math.ceil(bytes / BLOCK) * BLOCK;
    if (kind === 'L') said.path = text(await bytesOf(blob));
    else if (kind === 'K') said.link = text(await bytesOf(blob));
    else if (kind === 'x') said = { ...said, ...pax(await bytesOf(blob)) };
    if (note) continue;
    if (kind === 'S') throw holes(path);
    if (kind === '0' || kind === '' || kind === '7') entries.push({ path: plain(path), blob });
    // A hard link names a file of the archive, a symbolic one a place seen from its own folder.
    if (kind === '1' || kind === '2')
      links.push({
        path: plain(path),
        to: plain((kind === '2' ? path.slice(0, path.lastIndexOf('/') + 1) : '') + (said.link ?? field(157, 100))),
      });
    said = {};
  }
  return [...entries, ...followed(links, new Map(entries.map(({ path, blob }) => [path, blob])))];
}

/** The Hub's own folders keep each file once and name it by links. A link to what is not in the archive is passed over. */
function followed(links: readonly { path: string; to: string }[], files: ReadonlyMap<string, Blob>): TarEntry[] {
  return links.flatMap(({ path, to }) => {
    const blob = files.get(to);
    return blob ? [{ path, blob }] : [];
  });
}

/** "./a/../b" → "b". Steps out of the archive stay, so that nothing is found there. */
function plain(path: string): string {
  const pieces: string[] = [];
  for (const piece of path.split('/')) {
    if (piece === '..' && pieces.length > 0 && pieces.at(-1) !== '..') pieces.pop();
    else if (piece !== '.' && piece !== '') pieces.push(piece);
  }
  return pieces.join('/');
}

/** Octal digits, or for large files GNU's base 256, marked by the first bit. NaN for neither. */
function number(field: Uint8Array): number {
  if ((field[0]! & 0x80) === 0) return parseInt(text(field).trim(), 8);
  return field.reduce((value, byte, i) => value * 256 + (i === 0 ? byte & 0x7f : byte), 0);
}

/** Records of the form "length key=value\n"; the length counts the whole record in bytes. */
function pax(bytes: Uint8Array): Said {
  const said: Said = {};
  for (let at = 0; at < bytes.length;) {
    const length = parseInt(text(bytes.subarray(at, at + 20)), 10);
    if (!(length > 0) || at + length > bytes.length) throw damaged(t`a note of ${bytes.length} bytes before a file does not add up`);
    const [, key = '', value = ''] = /^\d+ ([^=]+)=(.*)\n$/s.exec(new TextDecoder().decode(bytes.subarray(at, at + length))) ?? [];
    if (key === 'path') said.path = value;
    else if (key === 'linkpath') said.link = value;
    else if (key === 'size') said.bytes = Number(value);
    else if (key.startsWith('GNU.sparse.')) throw holes(said.path ?? t`A file of it`);
    at += length;
  }
  return said;
}

/** Up to the first zero byte. */
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/\0.*$/s, '');
const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
const holes = (path: string): LabError =>
  new LabError(
    'archive-unsupported',
    t`${path} is stored with holes (a sparse file), which the lab does not read.`,
    t`Pack the folder again without --sparse.`,
  );
const damaged = (what: string): LabError =>
  new LabError('archive-damaged', t`This is no whole .tar file: ${what}.`, t`Copy it again, or export it again from where it came.`);
