/**
 * GGUF control vectors, as repeng and llama.cpp write them: architecture "controlvector", a 1-D tensor `direction.k` for each block k,
 * counted from 0. llama.cpp has no block 0 of them. `controlvector.layer_count` is an int32 or a uint32, and means the blocks of the model
 * to some programs and the number of vectors to others, so that nothing is concluded from it.
 */
import { BYTES, bytesOf, floats, joined, type Element } from './numbers';
import { brief, MOST_ARRAYS, MOST_LAYERS, unreadable } from './refused';
import { t } from '../../language/t';

const MAGIC = [0x47, 0x47, 0x55, 0x46];
const ARCHITECTURE = 'controlvector';
const ALIGNMENT = 32;
const MOST_FIELDS = 10_000;
/** ggml_type → how its numbers are read. */
const TENSORS: Readonly<Record<number, Element>> = { 0: 'f32', 1: 'f16', 28: 'f64', 30: 'bf16' };
/** gguf_type of a field, in bytes; a string (8) and an array (9) say their own length. */
const FIELD_BYTES: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const UINT32 = 4;
const INT32 = 5;
const STRING = 8;
const ARRAY = 9;

export interface ControlVector {
  /** The architecture of the model that it is for, where the file says it. */
  readonly model: string | null;
  /** By block, raw lengths. */
  readonly rows: ReadonlyMap<number, Float32Array>;
}

export const isGguf = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/** Reads on from a place, and never past the end. */
class Reader {
  private readonly view: DataView;
  at = 4;
  constructor(
    private readonly bytes: Uint8Array,
    private readonly file: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  /** The place, after which so many bytes follow. */
  skip(length: number, what: string): number {
    if (length > this.bytes.length - this.at)
      throw unreadable(this.file, t`at byte ${this.at} ${what} would take ${length} bytes, and ${this.bytes.length - this.at} are left.`);
    const from = this.at;
    this.at += length;
    return from;
  }
  u32 = (what: string): number => this.view.getUint32(this.skip(4, what), true);
  i32 = (what: string): number => this.view.getInt32(this.skip(4, what), true);
  /** A count or a length: beyond 2^53 no file has so much, and the next `skip` says so. */
  u64 = (what: string): number => Number(this.view.getBigUint64(this.skip(8, what), true));
  string(what: string): string {
    const length = this.u64(what);
    const from = this.skip(length, what);
    return new TextDecoder().decode(this.bytes.subarray(from, from + length));
  }
}

type Fields = Map<string, string | number>;

/** Throws `vectors-unreadable`: also for a GGUF that is a model. */
export function readControlVector(bytes: Uint8Array, file: string): ControlVector {
  const reader = new Reader(bytes, file);
  const version = reader.u32(t`its version`);
  if (version < 2 || version > 3)
    throw unreadable(
      file,
      version > 0xffff ? t`it is a big-endian GGUF.` : t`it is GGUF version ${version}; 2 and 3 are known.`,
      t`Write it again with today’s gguf package of Python.`,
    );
  const tensors = reader.u64(t`the number of tensors`);
  const fields = fieldsOf(reader, reader.u64(t`the number of fields`), file);
  const architecture = fields.get('general.architecture');
  if (architecture !== ARCHITECTURE)
    throw unreadable(
      file,
      t`it is a GGUF of “${brief(String(architecture ?? ''))}”, no control vector.`,
      t`A model as GGUF does not run here: choose its ONNX export.`,
    );
  if (tensors > MOST_ARRAYS) throw unreadable(file, t`it has ${tensors} tensors; at most ${MOST_ARRAYS} are read.`);
  const infos = Array.from({ length: tensors }, () => infoOf(reader, file));
  const said = Number(fields.get('general.alignment') ?? ALIGNMENT);
  if (!(Number.isInteger(said) && said > 0 && said <= 65_536)) throw unreadable(file, t`its general.alignment is ${said}.`);
  const start = Math.ceil(reader.at / said) * said;
  const rows = new Map<number, Float32Array>();
  let used = 0;
  for (const { name, length, element, offset } of infos) {
    const block = blockOf(name, file);
    const size = length * BYTES[element];
    if (start + offset + size > bytes.length)
      throw unreadable(file, t`${brief(name)} would end at byte ${start + offset + size}, and the file has ${bytes.length}.`);
    if ((used += size) > bytes.length) throw unreadable(file, t`its tensors lie on top of each other.`);
    if (rows.has(block)) throw unreadable(file, t`it has ${brief(name)} twice.`);
    rows.set(block, floats(bytes.subarray(start + offset, start + offset + size), element));
  }
  const model = fields.get('controlvector.model_hint');
  return { model: typeof model === 'string' && model !== '' ? model : null, rows };
}

/** Texts, and numbers of 32 bits; other fields are passed over. */
function fieldsOf(reader: Reader, count: number, file: string): Fields {
  if (count > MOST_FIELDS) throw unreadable(file, t`it has ${count} fields; at most ${MOST_FIELDS} are read.`);
  const fields: Fields = new Map();
  for (let i = 0; i < count; i++) {
    const name = reader.string(t`the name of a field`);
    const type = reader.u32(t`the type of a field`);
    if (type === STRING) fields.set(name, reader.string(brief(name)));
    else if (type === UINT32) fields.set(name, reader.u32(brief(name)));
    else if (type === INT32) fields.set(name, reader.i32(brief(name)));
    else pass(reader, type, brief(name), file, 0);
  }
  return fields;
}

function pass(reader: Reader, type: number, name: string, file: string, depth: number): void {
  const size = Object.hasOwn(FIELD_BYTES, type) ? FIELD_BYTES[type]! : null;
  if (size !== null) return void reader.skip(size, name);
  if (type === STRING) return void reader.string(name);
  if (type !== ARRAY || depth > 0) throw unreadable(file, t`field ${name} is of an unknown type (${type}).`);
  const inner = reader.u32(name);
  const count = reader.u64(name);
  const each = Object.hasOwn(FIELD_BYTES, inner) ? FIELD_BYTES[inner]! : null;
  if (each !== null) return void reader.skip(count * each, name);
  // Each has at least its length: the end of the file comes before a count that lies does.
  for (let i = 0; i < count; i++) pass(reader, inner, name, file, depth + 1);
}

interface Info {
  readonly name: string;
  readonly length: number;
  readonly element: Element;
  readonly offset: number;
}

function infoOf(reader: Reader, file: string): Info {
  const name = reader.string(t`the name of a tensor`);
  const axes = reader.u32(brief(name));
  if (axes < 1 || axes > 4) throw unreadable(file, t`${brief(name)} has ${axes} axes.`);
  const shape = Array.from({ length: axes }, () => reader.u64(brief(name)));
  const type = reader.u32(brief(name));
  const offset = reader.u64(brief(name));
  const element = Object.hasOwn(TENSORS, type) ? TENSORS[type] : undefined;
  if (!element) throw unreadable(file, t`${brief(name)} is of ggml type ${type}, a packed one; float32 is expected.`);
  // [width], or [width, 1, 1].
  if (shape.slice(1).some((n) => n !== 1)) throw unreadable(file, t`${brief(name)} is ${shape.join(' × ')}, where one vector is expected.`);
  return { name, length: shape[0]!, element, offset };
}

function blockOf(name: string, file: string): number {
  const block = /^direction\.(\d{1,6})$/.exec(name)?.[1];
  if (block === undefined) throw unreadable(file, t`it has a tensor “${brief(name)}”; direction.1, direction.2, … are expected.`);
  if (Number(block) >= MOST_LAYERS) throw unreadable(file, t`it names block ${block}.`);
  return Number(block);
}

/** Vectors by block as such a file. Throws `vectors-unreadable` for block 0, which llama.cpp does not take. `model`: its architecture. */
export function writeControlVector({ model, rows }: ControlVector): Uint8Array<ArrayBuffer> {
  const blocks = [...rows.keys()].sort((a, b) => a - b);
  let at = 0;
  const infos = blocks.map((block) => {
    const { length } = rows.get(block)!;
    const info = joined([string(`direction.${block}`), u32(1), u64(length), u32(0), u64(at)]);
    at += Math.ceil((length * 4) / ALIGNMENT) * ALIGNMENT;
    return info;
  });
  const head = joined([
    Uint8Array.from(MAGIC),
    ...[u32(3), u64(blocks.length), u64(3)],
    ...[string('general.architecture'), u32(STRING), string(ARCHITECTURE)],
    ...[string('controlvector.model_hint'), u32(STRING), string(model ?? '')],
    ...[string('controlvector.layer_count'), u32(UINT32), u32(blocks.length)],
    ...infos,
  ]);
  const aligned = (bytes: Uint8Array): Uint8Array[] => [bytes, new Uint8Array((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)];
  return joined([...aligned(head), ...blocks.flatMap((block) => aligned(bytesOf(rows.get(block)!)))]);
}

const u32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};
const u64 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
};
const string = (value: string): Uint8Array => {
  const bytes = new TextEncoder().encode(value);
  return joined([u64(bytes.length), bytes]);
};
