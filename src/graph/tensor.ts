/**
 * TensorProto: where a weight's bytes lie. Weights inside the .onnx file become references into that very file
 * (location, offset, length), so that the edited graph is small and the weights are stored once.
 */
import { GraphError } from './error';
import { budgetOfFile, integer, integers, put, putInteger, readFields, repeated, size, string, write } from './wire';

/** ONNX element types the lab has to name. */
export const FLOAT32 = 1;
export const UINT8 = 2;
export const INT32 = 6;
export const INT64 = 7;
export const FLOAT16 = 10;
export const BFLOAT16 = 16;

/** Bits per element by ONNX TensorProto.DataType; types without a fixed size (string) are absent. */
const BITS: Readonly<Record<number, number>> = {
  1: 32,
  2: 8,
  3: 8,
  4: 16,
  5: 16,
  6: 32,
  7: 64,
  9: 8,
  10: 16,
  11: 64,
  12: 32,
  13: 64,
  14: 64,
  15: 128,
  16: 16,
  17: 8,
  18: 8,
  19: 8,
  20: 8,
  21: 4,
  22: 4,
  23: 4,
  24: 8,
};

/** Where the bytes are: another file, the .onnx file itself (absolute offset), or small typed fields inside the message. */
export type Storage =
  | { readonly kind: 'external'; readonly location: string; readonly offset: number; readonly length: number }
  | { readonly kind: 'raw'; readonly offset: number; readonly length: number; readonly data: Uint8Array }
  | { readonly kind: 'typed' };

export interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly storage: Storage;
  /** The message as it will be written. */
  readonly bytes: Uint8Array;
}

/** Number of elements. Throws graph-bad-size past 2^53. */
export function count(dims: readonly number[], name: string): number {
  const n = dims.reduce((product, d) => product * d, 1);
  if (!Number.isSafeInteger(n)) throw new GraphError('graph-bad-size', `${name} has shape [${dims.join(', ')}]`);
  return n;
}

/** Bytes a tensor must have by its shape and type, or null for a type without a fixed size. */
function expectedBytes(dims: readonly number[], dataType: number, name: string): number | null {
  const bits = BITS[dataType];
  return bits === undefined ? null : Math.ceil((count(dims, name) * bits) / 8);
}

/** The location as a plain file name: some exporters write "./name", on Windows ".\\name", for the folder of the .onnx file itself. */
export const plainLocation = (location: string): string => location.replace(/^(\.[/\\]+)+/, '');

/** An external file must lie beside the .onnx file. Throws graph-unsafe-location. */
export function checkLocation(location: string): string {
  if (location === '' || /[/\\\0:]|\.\./.test(location))
    throw new GraphError('graph-unsafe-location', `weights at ${JSON.stringify(location)}: only plain file names are allowed`);
  return location;
}

/** Reads a TensorProto that starts at absolute offset `at`. Checks that shape, type, length and location agree. */
export function readTensor(bytes: Uint8Array, at: number, budget = budgetOfFile()): Tensor {
  const fields = readFields(bytes, at, budget);
  const name = string(fields, 8);
  const dims = integers(fields, 1).map((d) => size(d, `a dimension of ${name}`));
  const dataType = Number(integer(fields, 2));
  const expected = expectedBytes(dims, dataType, name);
  const raw = repeated(fields, 9).at(-1);
  let storage: Storage = { kind: 'typed' };
  if (integer(fields, 14) === 1n) {
    const entry = new Map(
      repeated(fields, 13)
        .map((f) => readFields(f.data, f.at, budget))
        .map((kv) => [string(kv, 1), string(kv, 2)]),
    );
    const offset = decimal(entry.get('offset') ?? '0', `offset of ${name}`);
    const stated = entry.get('length');
    const length = stated === undefined ? expected : decimal(stated, `length of ${name}`);
    if (length === null) throw new GraphError('graph-bad-size', `external tensor ${name} has no length`);
    size(BigInt(offset) + BigInt(length), `the end of ${name}`);
    const written = entry.get('location') ?? '';
    const location = checkLocation(plainLocation(written));
    storage = { kind: 'external', location, offset, length };
    // The runtime looks a file up by the name in the graph, and strips no more than one "./" of it.
    if (location !== written) bytes = externalTensor(name, dataType, dims, location, offset, length).bytes;
  } else if (raw) {
    storage = { kind: 'raw', offset: raw.at, length: raw.data.length, data: raw.data };
  }
  if (storage.kind !== 'typed' && expected !== null && storage.length !== expected)
    throw new GraphError(
      'graph-bad-size',
      `${name} [${dims.join(', ')}] of type ${dataType} needs ${expected} bytes, has ${storage.length}`,
    );
  return { name, dims, dataType, storage, bytes };
}

function decimal(value: string, what: string): number {
  if (!/^\d{1,16}$/.test(value)) throw new GraphError('graph-bad-size', `${what} is ${JSON.stringify(value.slice(0, 40))}`);
  return size(BigInt(value), what);
}

/** A tensor whose bytes are `length` bytes of `location` from `offset` on. */
export function externalTensor(
  name: string,
  dataType: number,
  dims: readonly number[],
  location: string,
  offset: number,
  length: number,
): Tensor {
  const bytes = write((w) => {
    for (const d of dims) putInteger(w, 1, d);
    putInteger(w, 2, dataType);
    put(w, 8, name);
    for (const [key, value] of [
      ['location', location],
      ['offset', `${offset}`],
      ['length', `${length}`],
    ] as const)
      put(
        w,
        13,
        write((entry) => (put(entry, 1, key), put(entry, 2, value))),
      );
    putInteger(w, 14, 1);
  });
  return { name, dims, dataType, storage: { kind: 'external', location, offset, length }, bytes };
}

/** The same tensor under another name. */
export function renameTensor(tensor: Tensor, name: string): Tensor {
  const bytes = write((w) => {
    for (const field of readFields(tensor.bytes)) if (field.no !== 8) w.raw(field.whole);
    put(w, 8, name);
  });
  return { ...tensor, name, bytes };
}

/** A weight inside the .onnx file `file`, as a reference into that file. Small and typed tensors stay as they are. */
export function externalise(tensor: Tensor, file: string): Tensor {
  const { name, dims, dataType, storage } = tensor;
  if (storage.kind !== 'raw' || storage.length < 1024 || BITS[dataType] === undefined) return tensor;
  return externalTensor(name, dataType, dims, file, storage.offset, storage.length);
}

/** Bytes a weight takes, wherever they lie. */
export function storedBytes({ name, dims, dataType, storage }: Tensor): number {
  return storage.kind === 'typed' ? (expectedBytes(dims, dataType, name) ?? 0) : storage.length;
}

/** A small int64 constant; `dims` [] for a scalar, [n] for a list. */
export function int64Tensor(name: string, values: readonly number[], dims: readonly number[]): Tensor {
  return constantTensor(name, INT64, new Uint8Array(BigInt64Array.from(values, BigInt).buffer), dims);
}

/** A small float32 constant, dims as of `int64Tensor`. */
export function float32Tensor(name: string, values: readonly number[], dims: readonly number[]): Tensor {
  return constantTensor(name, FLOAT32, new Uint8Array(Float32Array.from(values).buffer), dims);
}

function constantTensor(name: string, dataType: number, data: Uint8Array, dims: readonly number[]): Tensor {
  const bytes = write((w) => {
    for (const d of dims) putInteger(w, 1, d);
    putInteger(w, 2, dataType);
    put(w, 8, name);
    put(w, 9, data);
  });
  return { name, dims, dataType, storage: { kind: 'raw', offset: 0, length: data.length, data }, bytes };
}
