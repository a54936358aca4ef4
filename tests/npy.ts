/** Reads the .npy files of the fixtures: format 1.0 to 3.0, float32 or float64, little-endian, C order. */
import { readFileSync } from 'node:fs';

export interface Npy {
  shape: number[];
  data: Float32Array | Float64Array;
}

/** The array in a file. Throws on any other type or order. */
export function readNpy(file: string | URL): Npy {
  const bytes = readFileSync(file);
  const wide = bytes[6]! > 1;
  const start = wide ? 12 : 10;
  const end = start + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.toString('latin1', start, end);
  const type = /'descr': '(<f[48])'/.exec(header)?.[1];
  const shape = /'shape': \(([^)]*)\)/.exec(header)?.[1];
  if (!type || shape === undefined || !header.includes("'fortran_order': False")) throw new Error(`cannot read ${String(file)}: ${header}`);
  const body = new Uint8Array(bytes.subarray(end)).buffer;
  return {
    shape: shape
      .split(',')
      .filter((part) => part.trim())
      .map(Number),
    data: type === '<f4' ? new Float32Array(body) : new Float64Array(body),
  };
}

/** The same, for a float32 file. */
export function readFloat32(file: string | URL): { shape: number[]; data: Float32Array } {
  const { shape, data } = readNpy(file);
  if (!(data instanceof Float32Array)) throw new Error(`${String(file)} is not float32`);
  return { shape, data };
}
