/** JSON that carries float32 numbers: an array of them is one base64 text, bit for bit, and NaN is null. */

/** One line of JSON. Float32Array becomes `{ f32: base64 }`; Float64Array a list; lists of lists of float32 numbers `{ f32, shape }`. */
export const packJson = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => pack(part));

/** The value in the JSON, with arrays unpacked. Throws what JSON.parse throws, and RangeError or an `atob` error on damaged base64. */
export const unpackJson = (json: string): unknown =>
  JSON.parse(json, (_, part: unknown) => (isPacked(part) ? unpack(part) : part)) as unknown;

interface Packed {
  readonly f32: string;
  /** [rows, columns] of a list of lists; absent for a Float32Array. */
  readonly shape?: readonly [number, number];
}

function pack(part: unknown): unknown {
  if (part instanceof Float64Array) return Array.from(part);
  if (part instanceof Float32Array) return { f32: toBase64(part) };
  const rows = asRows(part);
  return rows ? { f32: toBase64(Float32Array.from(rows.flat())), shape: [rows.length, rows[0]!.length] } : part;
}

/** A table is worth packing from so many numbers on. */
const LARGE = 64;

/** Rows of equal length whose numbers lose nothing in float32, NaN among them; null otherwise. */
function asRows(part: unknown): readonly (readonly number[])[] | null {
  if (!Array.isArray(part) || !Array.isArray(part[0])) return null;
  const { length } = part[0];
  if (part.length * length < LARGE) return null;
  const fits = (value: unknown): boolean => typeof value === 'number' && (Number.isNaN(value) || Math.fround(value) === value);
  return part.every((row) => Array.isArray(row) && row.length === length && row.every(fits)) ? (part as number[][]) : null;
}

const isPacked = (part: unknown): part is Packed =>
  typeof part === 'object' && part !== null && typeof (part as { f32?: unknown }).f32 === 'string';

function unpack({ f32, shape }: Packed): Float32Array | number[][] {
  const bytes = Uint8Array.from(atob(f32), (c) => c.charCodeAt(0));
  const numbers = new Float32Array(bytes.buffer);
  if (!shape) return numbers;
  const [rows, columns] = shape;
  if (rows * columns !== numbers.length) throw new RangeError(`${numbers.length} numbers are no table of ${rows} × ${columns}`);
  return Array.from({ length: rows }, (_, row) => Array.from(numbers.subarray(row * columns, (row + 1) * columns)));
}

function toBase64({ buffer, byteOffset, byteLength }: Float32Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
