/**
 * A model folder as one file: the ustar format (POSIX.1-1988), which every system unpacks. Headers are made and read here;
 * the files themselves stay Blobs, so that an archive of many gigabytes passes through no memory.
 */
import { LabError } from '../error';

const BLOCK = 512;
/** 11 octal digits. */
const LARGEST = 8 ** 11 - 1;

export interface TarEntry {
  path: string;
  blob: Blob;
}

/** Throws `archive-unsupported` for names over 100 bytes or files over 8 GB. */
export function writeTar(entries: readonly TarEntry[]): Blob {
  const parts: BlobPart[] = [];
  for (const { path, blob } of entries) {
    if (new TextEncoder().encode(path).length > 100 || blob.size > LARGEST) {
      throw new LabError('archive-unsupported', `${path} (${blob.size} bytes) does not fit into a .tar file.`, 'Export the model as a folder instead.');
    }
    parts.push(header(path, blob.size), blob, new Uint8Array((BLOCK - (blob.size % BLOCK)) % BLOCK));
  }
  parts.push(new Uint8Array(2 * BLOCK));
  return new Blob(parts, { type: 'application/x-tar' });
}

function header(path: string, bytes: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK);
  const put = (text: string, at: number) => block.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put(path, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(bytes, 11), 124);
  put(octal(0, 11), 136);
  put('        ', 148); // The checksum is taken with its own field as spaces.
  put('0', 156);
  put('ustar\u000000', 257);
  put(`${octal(block.reduce((sum, byte) => sum + byte, 0), 6)}\0 `, 148);
  return block;
}

/** The plain files of an archive; folders, links and notes of other programs are passed over. Throws `archive-damaged`. */
export async function readTar(archive: Blob): Promise<TarEntry[]> {
  const entries: TarEntry[] = [];
  for (let at = 0; at + BLOCK <= archive.size; ) {
    const block = new Uint8Array(await archive.slice(at, at + BLOCK).arrayBuffer());
    if (block.every((byte) => byte === 0)) return entries;
    const field = (from: number, length: number) => new TextDecoder().decode(block.subarray(from, from + length)).replace(/\0.*$/s, '').trim();
    const sum = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    const bytes = parseInt(field(124, 12), 8);
    if (parseInt(field(148, 8), 8) !== sum || !(bytes >= 0)) throw damaged(`no file header at byte ${at}`);
    at += BLOCK;
    if (at + bytes > archive.size) throw damaged(`${field(0, 100)} should have ${bytes} bytes, the archive ends after ${archive.size - at}`);
    const kind = field(156, 1);
    const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
    if (kind === '0' || kind === '') entries.push({ path: (prefix ? `${prefix}/` : '') + field(0, 100), blob: archive.slice(at, at + bytes) });
    at += Math.ceil(bytes / BLOCK) * BLOCK;
  }
  return entries;
}

const damaged = (what: string): LabError => new LabError('archive-damaged', `This is no whole .tar file: ${what}.`, 'Copy it again, or export it again from where it came.');
