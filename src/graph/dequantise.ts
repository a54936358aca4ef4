/**
 * Block-quantised weights of MatMulNBits to float32, transposed on the way from [N, K] to the [K, N] MatMul wants.
 * w[k, n] = (q[n, k] - zero[n, k / block]) * scale[n, k / block]; the first weight of a byte is in its low bits.
 * (onnxruntime docs/ContribOperators.md, com.microsoft.MatMulNBits)
 */
import { GraphError } from './error';
import { FLOAT16, FLOAT32, UINT8 } from './tensor';

export interface Quantised {
  /** Name of the weight, for errors. */
  readonly name: string;
  readonly n: number;
  readonly k: number;
  readonly bits: 4 | 8;
  /** Weights per scale, along k. */
  readonly block: number;
  /** [N, blocks, block * bits / 8] */
  readonly weights: Uint8Array;
  /** [N, blocks], FLOAT32 or FLOAT16. */
  readonly scales: Values;
  /** [N, blocks] floats, or [N, ceil(blocks * bits / 8)] packed bytes, or null for the middle of the range. */
  readonly zeros: Values | null;
}

export interface Values {
  readonly dataType: number;
  readonly data: Uint8Array;
}

/** Columns done together: a row of the tile is what is written to memory in one go. */
const TILE = 128;

/** Checks every size of `w` against the bytes present. Throws graph-bad-size. */
export function checkQuantised(w: Quantised): void {
  const blocks = Math.ceil(w.k / w.block);
  const width = { [FLOAT32]: 4, [FLOAT16]: 2 };
  const expect = (what: string, got: number, wanted: number | undefined) => {
    if (got !== wanted)
      throw new GraphError(
        'graph-bad-size',
        `${w.name}: expected ${wanted} bytes of ${what} for N=${w.n}, K=${w.k}, block ${w.block}, ${w.bits} bits, got ${got}`,
      );
  };
  const floats = (what: string, v: Values) => expect(what, v.data.length, (width[v.dataType as 1] ?? NaN) * w.n * blocks);
  expect('weights', w.weights.length, (w.n * blocks * w.block * w.bits) / 8);
  floats('scales', w.scales);
  if (w.zeros?.dataType === UINT8) expect('zero points', w.zeros.data.length, w.n * Math.ceil((blocks * w.bits) / 8));
  else if (w.zeros) floats('zero points', w.zeros);
}

/** Writes w as [K, N] into `out` (length K·N). Sizes must have passed `checkQuantised`. */
export function dequantise(w: Quantised, out: Float32Array): void {
  const { n: N, k: K, bits, block, weights } = w;
  const blocks = Math.ceil(K / block);
  const blob = (block * bits) / 8;
  const scales = floats(w.scales);
  const zeros = w.zeros ? (w.zeros.dataType === UINT8 ? unpack(w.zeros.data, N, blocks, bits) : floats(w.zeros)) : null;
  const middle = 1 << (bits - 1);
  // A tile is transposed inside the cache, then written row by row: columns one by one would miss the cache at every step.
  const tile = new Float32Array(block * TILE);
  for (let n0 = 0; n0 < N; n0 += TILE) {
    const columns = Math.min(TILE, N - n0);
    for (let b = 0; b < blocks; b++) {
      const k0 = b * block;
      const rows = Math.min(block, K - k0);
      for (let c = 0; c < columns; c++) {
        const at = (n0 + c) * blocks + b;
        const scale = scales[at] as number;
        const zero = zeros ? (zeros[at] as number) : middle;
        const from = at * blob;
        if (bits === 4) {
          for (let r = 0; r < rows; r += 2) {
            const q = weights[from + (r >> 1)] as number;
            tile[r * TILE + c] = ((q & 15) - zero) * scale;
            tile[(r + 1) * TILE + c] = ((q >> 4) - zero) * scale; // an odd tail falls in a row that is not copied
          }
        } else {
          for (let r = 0; r < rows; r++) tile[r * TILE + c] = ((weights[from + r] as number) - zero) * scale;
        }
      }
      for (let r = 0; r < rows; r++) out.set(tile.subarray(r * TILE, r * TILE + columns), (k0 + r) * N + n0);
    }
  }
}

/** Packed zero points to one number each: rows of `blocks`, each padded to a whole byte. */
function unpack(data: Uint8Array, n: number, blocks: number, bits: 4 | 8): Uint8Array {
  if (bits === 8) return data;
  const row = Math.ceil(blocks / 2);
  const out = new Uint8Array(n * blocks);
  for (let i = 0; i < n; i++)
    for (let b = 0; b < blocks; b++) out[i * blocks + b] = ((data[i * row + (b >> 1)] as number) >> (4 * (b & 1))) & 15;
  return out;
}

/** Little-endian float32 or float16 bytes, at any alignment, as float32. */
export function floats({ data, dataType }: Values): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const half = dataType === FLOAT16;
  const out = new Float32Array(data.length / (half ? 2 : 4));
  for (let i = 0; i < out.length; i++) out[i] = half ? halfToFloat(view.getUint16(2 * i, true)) : view.getFloat32(4 * i, true);
  return out;
}

/** IEEE 754 half precision to a number. */
export function halfToFloat(h: number): number {
  const sign = h & 0x8000 ? -1 : 1;
  const exponent = (h >> 10) & 31;
  const fraction = h & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
