/**
 * Lossless light protobuf: a message is a list of fields, each a view into the file, so that what is not changed is written
 * back byte for byte and weights are never copied. Reading never allocates by a length the bytes do not back.
 */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { GraphError } from './error';

/** One field of a message. */
export interface Field {
  readonly no: number;
  readonly type: WireType;
  /** Varint, fixed32 or fixed64 as an unsigned integer; 0n for length-delimited fields. */
  readonly value: bigint;
  /** Payload of a length-delimited field (a view); empty for the others. */
  readonly data: Uint8Array;
  /** Tag and payload as they stand in the file (a view). */
  readonly whole: Uint8Array;
  /** Absolute offset of `data` in the file. */
  readonly at: number;
}

const EMPTY = new Uint8Array(0);
/** A decoder has a few thousand nodes of a dozen fields; a file with more than this is an attack on memory. */
const MOST_FIELDS = 1 << 20;
/** No shape and no list the lab reads has as many numbers. */
const MOST_NUMBERS = 1 << 12;

/** Fields that may still be read of one file: a two-byte field becomes an object a hundred times as large. */
export interface Budget {
  left: number;
}
export const budgetOfFile = (): Budget => ({ left: MOST_FIELDS });

/**
 * The fields of one message, in file order. `at` is the absolute offset of `bytes` in the file; messages of one file share a `budget`.
 * Throws GraphError graph-truncated when a field runs past the end, graph-foreign when a tag makes no sense, graph-bad-size past the
 * budget.
 */
export function readFields(bytes: Uint8Array, at = 0, budget = budgetOfFile()): Field[] {
  const reader = new BinaryReader(bytes);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    try {
      const [no, type] = reader.tag();
      let value = 0n;
      let data: Uint8Array = EMPTY;
      if (type === WireType.Varint) value = BigInt(reader.uint64());
      else if (type === WireType.Bit64) value = BigInt(reader.fixed64());
      else if (type === WireType.Bit32) value = BigInt(reader.fixed32());
      else if (type === WireType.LengthDelimited) data = reader.bytes();
      else throw new GraphError('graph-foreign', `protobuf group at byte ${at + start}: ONNX has none`);
      fields.push({ no, type, value, data, whole: bytes.subarray(start, reader.pos), at: at + reader.pos - data.length });
    } catch (error) {
      if (error instanceof GraphError) throw error;
      const code = error instanceof RangeError || reader.pos > reader.len ? 'graph-truncated' : 'graph-foreign';
      throw new GraphError(code, `the field at byte ${at + start} does not fit: ${(error as Error).message}`);
    }
    if (--budget.left < 0) throw new GraphError('graph-bad-size', `more than ${MOST_FIELDS} fields in one file (byte ${at + start})`);
  }
  return fields;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of a length-delimited field. */
export function text(field: Field): string {
  return utf8.decode(field.data);
}

/** All values of a repeated int64 field, packed or not; `no` in `fields`. Throws graph-bad-size for more than a shape can have. */
export function integers(fields: readonly Field[], no: number): bigint[] {
  const values: bigint[] = [];
  for (const field of fields) {
    if (field.no !== no) continue;
    if (field.type !== WireType.LengthDelimited) {
      values.push(BigInt.asIntN(64, field.value));
      continue;
    }
    const reader = new BinaryReader(field.data);
    try {
      while (reader.pos < reader.len && values.length <= MOST_NUMBERS) values.push(BigInt(reader.int64()));
    } catch {
      throw new GraphError('graph-truncated', `packed integers at byte ${field.at} end inside a number`);
    }
  }
  if (values.length > MOST_NUMBERS) throw new GraphError('graph-bad-size', `a list of more than ${MOST_NUMBERS} integers`);
  return values;
}

/** Last value of a singular integer field (protobuf: the last one wins), or `otherwise` where it is absent. */
export function integer(fields: readonly Field[], no: number, otherwise = 0n): bigint {
  const field = fields.findLast((f) => f.no === no && f.type !== WireType.LengthDelimited);
  return field ? BigInt.asIntN(64, field.value) : otherwise;
}

/** Last value of a singular string field, or ''. */
export function string(fields: readonly Field[], no: number): string {
  const field = fields.findLast((f) => f.no === no && f.type === WireType.LengthDelimited);
  return field ? text(field) : '';
}

/** Sub-messages or strings of a repeated field. */
export function repeated(fields: readonly Field[], no: number): Field[] {
  return fields.filter((f) => f.no === no && f.type === WireType.LengthDelimited);
}

/** A safe, non-negative size out of an int64. Throws graph-bad-size with `what`. */
export function size(value: bigint, what: string): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new GraphError('graph-bad-size', `${what} is ${value}`);
  return Number(value);
}

/** Builds one message. */
export function write(build: (writer: BinaryWriter) => void): Uint8Array {
  const writer = new BinaryWriter();
  build(writer);
  return writer.finish();
}

/** Writes a sub-message (or string as bytes) under field `no`. */
export function put(writer: BinaryWriter, no: number, message: Uint8Array | string): void {
  writer.tag(no, WireType.LengthDelimited);
  if (typeof message === 'string') writer.string(message);
  else writer.bytes(message);
}

/** Writes an int64 varint under field `no`. */
export function putInteger(writer: BinaryWriter, no: number, value: bigint | number): void {
  writer.tag(no, WireType.Varint).int64(value);
}

/** Writes a float32 under field `no`. */
export function putFloat(writer: BinaryWriter, no: number, value: number): void {
  writer.tag(no, WireType.Bit32).float(value);
}

/** Last value of a singular float32 field, or `otherwise` where it is absent. */
export function float(fields: readonly Field[], no: number, otherwise: number): number {
  const field = fields.findLast((f) => f.no === no && f.type === WireType.Bit32);
  return field ? (new Float32Array(Uint32Array.of(Number(field.value)).buffer)[0] as number) : otherwise;
}
