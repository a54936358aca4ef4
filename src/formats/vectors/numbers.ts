/** Numbers as files have them, little-endian, and as the lab computes with them: float32. */

/** Element types that are read, with their bytes. */
export const BYTES = { f16: 2, bf16: 2, f32: 4, f64: 8 } as const;
export type Element = keyof typeof BYTES;

/** The numbers of these bytes, which may begin anywhere. A float64 beyond float32 becomes infinite, and is refused by who takes it. */
export function floats(bytes: Uint8Array, element: Element): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Float32Array(Math.floor(bytes.byteLength / BYTES[element]));
  const read = READERS[element];
  for (let i = 0; i < out.length; i++) out[i] = read(view, i * BYTES[element]);
  return out;
}

const bits = new DataView(new ArrayBuffer(4));

const READERS: Readonly<Record<Element, (view: DataView, at: number) => number>> = {
  f16: (view, at) => halves()[view.getUint16(at, true)]!,
  // The upper half of a float32.
  bf16: (view, at) => (bits.setUint32(0, view.getUint16(at, true) << 16), bits.getFloat32(0)),
  f32: (view, at) => view.getFloat32(at, true),
  f64: (view, at) => view.getFloat64(at, true),
};

/** [word] what it stands for: a table, because activations have hundreds of millions of them. Made with the first. */
let table: Float32Array | null = null;
const halves = (): Float32Array => (table ??= Float32Array.from({ length: 65_536 }, (_, word) => half(word)));

/** IEEE 754 binary16. */
function half(word: number): number {
  const sign = word & 0x8000 ? -1 : 1;
  const exponent = (word >> 10) & 0x1f;
  const fraction = word & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** Float32, little-endian, whatever this machine is. */
export function bytesOf(data: Float32Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(data.length * 4);
  const view = new DataView(out.buffer);
  data.forEach((value, i) => view.setFloat32(i * 4, value, true));
  return out;
}

/** Several runs of bytes, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** An array out of a file. */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** In C order: the last index runs fastest. */
  readonly data: Float32Array;
}
