/** JSON that carries float32 numbers: an array of them is one base64 text, bit for bit, and NaN is null. */

/** One line of JSON. Float32Array becomes `{ f32: base64 }`; Float64Array a list; lists of lists of float32 numbers `{ f32, shape }`. */
export const packJson = (value: unknown): string => JSON.stringify(pack(value, []));

/** The value in the JSON, with arrays unpacked. Throws what JSON.parse throws, and RangeError or an `atob` error on damaged base64. */
export const unpackJson = (json: string): unknown =>
  JSON.parse(json, (_, part: unknown) => (isPacked(part) ? unpack(part) : part)) as unknown;

interface Packed {
  readonly f32: string;
  /** [rows, columns] of a list of lists; absent for a Float32Array. */
  readonly shape?: readonly [number, number];
}

/**
 * The value as JSON has it, its tables packed. In one pass, not by a replacer: JSON.stringify would ask that about every single number.
 * `above`: what it lies in. Throws TypeError for what lies in itself.
 */
function pack(part: unknown, above: readonly object[]): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (part instanceof Float64Array) return Array.from(part);
  if (part instanceof Float32Array) return { f32: toBase64(part) };
  if (above.includes(part)) throw new TypeError('it runs in a circle (circular structure)');
  const within = [...above, part];
  if (!Array.isArray(part)) return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, pack(value, within)]));
  if (part.every((item) => typeof item !== 'object')) return part;
  return asTable(part) ?? part.map((item) => pack(item, within));
}

/** A table is worth packing from so many numbers on. */
const LARGE = 64;

/** Rows of equal length whose numbers lose nothing in float32, NaN among them; null otherwise. */
function asTable(part: readonly unknown[]): Packed | null {
  const [first] = part;
  if (!Array.isArray(first)) return null;
  const shape = [part.length, first.length] as const;
  if (shape[0] * shape[1] < LARGE) return null;
  const numbers = new Float32Array(shape[0] * shape[1]);
  let at = 0;
  for (const row of part) {
    if (!Array.isArray(row) || row.length !== shape[1]) return null;
    for (const value of row as unknown[]) {
      if (typeof value !== 'number') return null;
      numbers[at] = value;
      if (numbers[at] !== value && !Number.isNaN(value)) return null;
      at++;
    }
  }
  return { f32: toBase64(numbers), shape };
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
  const bytes: Uint8Array & { toBase64?: () => string } = new Uint8Array(buffer, byteOffset, byteLength);
  // Of this year's browsers, and much faster.
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
