/**
 * safetensors: eight bytes of length, a JSON header of so many, then the numbers. The header is bounded and every tensor must lie inside
 * the file, as long as its shape says.
 */
import * as v from 'valibot';
import { decode } from '../codec';
import { list, record, text, whole } from '../schemas';
import { BYTES, bytesOf, floats, joined, type Element, type NamedArray } from './numbers';
import { brief, MOST_ARRAYS, unreadable, type Refuse } from './refused';
import { t } from '../../language/t';
import { grouped } from '../../count';

/** The format's own bound is 100 MB; names of a few thousand arrays take a thousandth of it. */
const MOST_HEADER = 4e6;
export const SAFETENSORS_FLOATS: Readonly<Record<string, Element>> = { F16: 'f16', BF16: 'bf16', F32: 'f32', F64: 'f64' };

export interface Safetensors {
  /** Those of floating numbers. */
  readonly arrays: readonly NamedArray[];
  /** Names of all others, with their types. */
  readonly others: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
}

const entry = record({ dtype: text, shape: list(whole), data_offsets: v.tuple([whole, whole]) });

/** Whether the file begins as one: a header of a length that it has room for, which is an object. */
export function isSafetensors(bytes: Uint8Array): boolean {
  const length = headerLength(bytes);
  return length !== null && length >= 2 && 8 + length <= bytes.length && bytes[8] === 0x7b;
}

/** Whether the file begins as one, but with a header longer than itself. No text does: its first eight bytes are a larger number. */
export const liesOfItsHeader = (bytes: Uint8Array): boolean => {
  const length = headerLength(bytes);
  return length !== null && 8 + length > bytes.length && bytes[8] === 0x7b;
};

/** Bytes of the header, from the first eight of the file; null where that would need more than 53 bits, or there are no eight. */
export function headerLength(bytes: Uint8Array): number | null {
  if (bytes.length < 8) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  return length <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(length) : null;
}

/** A tensor as the header has it: `from` … `to` in bytes after the header. */
export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** What the header says, its places checked against `body`, the bytes that follow it. Throws what `refuse` makes. */
export function readHeader(
  header: Uint8Array,
  body: number,
  file: string,
  refuse: Refuse = unreadable,
): { readonly entries: readonly SafetensorsEntry[]; readonly metadata: ReadonlyMap<string, string> } {
  const { __metadata__: said, ...written } = headerOf(header, file, refuse);
  const names = Object.keys(written);
  if (names.length > MOST_ARRAYS) throw refuse(file, t`it has ${names.length} tensors; at most ${MOST_ARRAYS} are read.`);
  const told = { code: refuse(file, '').code, hint: t`The file is damaged: copy it again.`, file };
  const entries = names.map((name): SafetensorsEntry => {
    const { dtype, shape, data_offsets: offsets } = decode(entry, written[name], { ...told, at: brief(name) });
    const [from, to] = offsets;
    if (from > to || to > body)
      throw refuse(file, t`${brief(name)}: bytes ${from} to ${to} of ${body} are not those of its shape ${shape.join(' × ')}.`);
    return { name, dtype, shape, from, to };
  });
  return { entries, metadata: metadataOf(said) };
}

/** Its arrays and what it says of itself. Throws `vectors-unreadable`. */
export function readSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const length = headerLength(bytes);
  if (length === null || length > MOST_HEADER || 8 + length > bytes.length)
    throw unreadable(
      file,
      t`its safetensors header would have ${length === null ? t`more than 2^53` : grouped(length)} bytes; the file has ${grouped(bytes.length)}, and at most ${grouped(MOST_HEADER)} are read.`,
      t`It may be cut off: copy it again. Otherwise save the vectors alone in a file of their own.`,
    );
  const body = bytes.subarray(8 + length);
  const { entries, metadata } = readHeader(bytes.subarray(8, 8 + length), body.length, file);
  const arrays: NamedArray[] = [];
  const others: string[] = [];
  let used = 0;
  for (const { name, dtype, shape, from, to } of entries) {
    const element = Object.hasOwn(SAFETENSORS_FLOATS, dtype) ? SAFETENSORS_FLOATS[dtype] : undefined;
    if (!element) {
      others.push(`${brief(name)} (${brief(dtype)})`);
      continue;
    }
    const wanted = shape.reduce((product, n) => product * n, 1) * BYTES[element];
    if (to - from !== wanted)
      throw unreadable(
        file,
        t`${brief(name)}: bytes ${from} to ${to} of ${body.length} are not the ${wanted} of its shape ${shape.join(' × ')}.`,
      );
    // Tensors do not overlap, so that together they are no larger than the file.
    if ((used += wanted) > body.length) throw unreadable(file, t`its tensors lie on top of each other.`);
    arrays.push({ name, shape, data: floats(body.subarray(from, to), element) });
  }
  return { arrays, others, metadata };
}

/** The first letter of a header. */
const BRACE = '{'.charCodeAt(0);

function headerOf(bytes: Uint8Array, file: string, refuse: Refuse): Record<string, unknown> {
  if (bytes[0] !== BRACE)
    throw refuse(
      file,
      t`it does not begin as a safetensors file does, with a header of JSON: by its first bytes the header has ${grouped(bytes.length)} bytes.`,
      t`The file is of another kind, or its copy or download was never finished: copy it again.`,
    );
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refuse(file, t`its header is no JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(file, t`its header is no list of tensors.`);
  return value as Record<string, unknown>;
}

/** Texts by their names; what is no text is left out. */
const metadataOf = (said: unknown): ReadonlyMap<string, string> =>
  new Map(
    typeof said === 'object' && said !== null
      ? Object.entries(said).filter((one): one is [string, string] => typeof one[1] === 'string')
      : [],
  );

/** Arrays as float32, with texts that describe them. Numbers begin at a multiple of 8. */
export function writeSafetensors(arrays: readonly NamedArray[], metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const head = writeHeader(
    arrays.map(({ name, shape, data }) => ({ name, dtype: 'F32', shape, bytes: data.length * 4 })),
    metadata,
  );
  return joined([head, ...arrays.map(({ data }) => bytesOf(data))]);
}

/** All that stands before the numbers of these tensors, which follow in this order. */
export function writeHeader(
  tensors: readonly (Pick<SafetensorsEntry, 'name' | 'dtype' | 'shape'> & { readonly bytes: number })[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  let at = 0;
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const from = at;
    at += bytes;
    return [name, { dtype, shape, data_offsets: [from, at] }] as const;
  });
  const json = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) }));
  const padded = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  padded.set(json);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(padded.length), true);
  return joined([length, padded]);
}
