/**
 * An .onnx file without the weights in it. Exports often keep gigabytes of them inside the graph's own file; here it is walked by ranges,
 * each large weight left where it lies and named by a reference into the file, and only the rest (a megabyte or so) is read.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { GraphError } from './error';
import { GRAPH, notOnnx } from './onnx';
import { externalise, readTensor } from './tensor';
import { budgetOfFile, put, write } from './wire';

/** Bytes that lie somewhere: a Blob, a file behind HTTP ranges, an array in a test. */
export interface RangedBytes {
  readonly size: number;
  /** Bytes from..to, without `to`; fewer only where they end. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** Read at once around a place that is looked at: most weights of a decoder are larger, its nodes are not. */
const WINDOW = 1 << 16;
/** Weights shorter than this stay in the graph. */
const SMALL = 1024;
/** A graph without its weights that is larger than this is none. */
const MOST = 2 ** 29;
const TENSOR_RAW = 9;
const MODEL_GRAPH = 7;

/** Pieces of the result: bytes, or a range of the file to be copied. */
type Piece = Uint8Array | readonly [from: number, to: number];

/**
 * The same model with weights of 1 kB or more as external references into `file`, the name under which the whole file will be mounted.
 * Throws GraphError graph-truncated, graph-foreign, graph-bad-size; what else is wrong `instrument` will find.
 */
export async function skeleton(source: RangedBytes, file: string): Promise<Uint8Array> {
  const walk = new Walk(source);
  try {
    return await model();
  } catch (error) {
    throw notOnnx(error, (await source.read(0, 1))[0]);
  }

  async function model(): Promise<Uint8Array> {
    const pieces: Piece[] = [];
    for await (const field of walk.fields(0, source.size)) {
      if (field.no !== MODEL_GRAPH || !field.message) pieces.push([field.start, field.end]);
      else pieces.push(await graph(field.data, field.end));
    }
    return walk.gather(pieces);
  }

  async function graph(from: number, to: number): Promise<Uint8Array> {
    const inside: Piece[] = [];
    for await (const field of walk.fields(from, to)) {
      const light =
        field.no === GRAPH.initializers && field.message && field.end - field.data >= SMALL ? await tensor(field.data, field.end) : null;
      inside.push(light ? write((w) => put(w, GRAPH.initializers, light)) : [field.start, field.end]);
    }
    const bytes = await walk.gather(inside);
    return write((w) => put(w, MODEL_GRAPH, bytes));
  }

  /** The tensor as a reference, or null where its bytes must stay: they are not raw, or of a type without a size. */
  async function tensor(from: number, to: number): Promise<Uint8Array | null> {
    const rest: Piece[] = [];
    let raw: { data: number; end: number } | null = null;
    for await (const field of walk.fields(from, to)) {
      if (field.no === TENSOR_RAW && field.message) raw = field;
      else rest.push([field.start, field.end]);
    }
    if (!raw || raw.end - raw.data < SMALL) return null;
    const { data: offset, end } = raw;
    const read = readTensor(await walk.gather(rest), from);
    if (read.storage.kind !== 'typed') return null;
    // What is not read stands in for itself by its length alone.
    const light = externalise({ ...read, storage: { kind: 'raw', offset, length: end - offset, data: new Uint8Array(0) } }, file);
    return light.storage.kind === 'external' ? light.bytes : null;
  }
}

interface Place {
  no: number;
  /** Length-delimited: `data`..`end` is its content. */
  message: boolean;
  start: number;
  data: number;
  end: number;
}

/** Looks into the source through a window that moves. */
class Walk {
  private window: Uint8Array = new Uint8Array(0);
  private at = 0;
  private readonly budget = budgetOfFile();

  constructor(private readonly source: RangedBytes) {}

  /** The fields of a message that lies at from..to. */
  async *fields(from: number, to: number): AsyncGenerator<Place> {
    for (let start = from; start < to;) {
      if (--this.budget.left < 0) throw new GraphError('graph-bad-size', `too many fields in one file (byte ${start})`);
      const reader = new BinaryReader(await this.look(start, Math.min(to, start + 24)));
      let field: Place;
      try {
        const [no, type] = reader.tag();
        if (type === WireType.LengthDelimited) {
          const length = Number(reader.uint64());
          field = { no, message: true, start, data: start + reader.pos, end: start + reader.pos + length };
        } else {
          if (type !== WireType.Varint && type !== WireType.Bit64 && type !== WireType.Bit32)
            throw new Error('a protobuf group, and ONNX has none');
          reader.skip(type, no);
          field = { no, message: false, start, data: start, end: start + reader.pos };
        }
      } catch (error) {
        throw new GraphError(
          to - start < 24 ? 'graph-truncated' : 'graph-foreign',
          `the field at byte ${start} does not fit: ${(error as Error).message}`,
        );
      }
      if (field.end > to)
        throw new GraphError('graph-truncated', `the field at byte ${start} ends at byte ${field.end}, ${field.end - to} too late`);
      yield field;
      start = field.end;
    }
  }

  /** One array of all pieces, ranges read. Neighbours are read together. */
  async gather(pieces: readonly Piece[]): Promise<Uint8Array> {
    const joined: (Uint8Array | [number, number])[] = [];
    for (const piece of pieces) {
      const last = joined.at(-1);
      if (piece instanceof Uint8Array) joined.push(piece);
      else if (Array.isArray(last) && last[1] === piece[0]) last[1] = piece[1];
      else joined.push([piece[0], piece[1]]);
    }
    const size = joined.reduce((sum, piece) => sum + (piece instanceof Uint8Array ? piece.length : piece[1] - piece[0]), 0);
    if (size > MOST)
      throw new GraphError(
        'graph-bad-size',
        `the graph without its weights takes ${size} bytes; nodes and shapes of a decoder take a few million`,
      );
    const whole = new Uint8Array(size);
    let at = 0;
    for (const piece of joined) {
      const bytes = piece instanceof Uint8Array ? piece : await this.look(piece[0], piece[1]);
      whole.set(bytes, at);
      at += bytes.length;
    }
    return whole;
  }

  private async look(from: number, to: number): Promise<Uint8Array> {
    if (from < this.at || to > this.at + this.window.length) {
      this.at = from;
      this.window = await this.source.read(from, Math.min(this.source.size, Math.max(to, from + WINDOW)));
    }
    return this.window.subarray(from - this.at, to - this.at);
  }
}
