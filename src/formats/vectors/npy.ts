/**
 * NumPy's .npy, formats 1.0 to 3.0: one array. C and Fortran order, float16, float32 and float64, little-endian; anything else is refused
 * by its name. Its header is a Python literal, of which only the three fields that numpy writes are looked for: nothing is run.
 */
import { BYTES, bytesOf, floats, joined, type Element, type NamedArray } from './numbers';
import { brief, unreadable, type Refuse } from './refused';
import { t } from '../../language/t';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** numpy itself warns beyond 10,000 characters. */
const MOST_HEADER = 65_536;
const MOST_AXES = 8;

const ELEMENTS: Readonly<Record<string, Element>> = { '<f2': 'f16', '<f4': 'f32', '<f8': 'f64' };

export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/** What a file says of its array, before its numbers. */
export interface NpyHeader {
  /** As numpy names it: '<f4'; null for a table of several fields. */
  readonly type: string | null;
  readonly shape: readonly number[];
  /** The first index runs fastest. */
  readonly fortran: boolean;
  /** The byte at which the numbers begin. */
  readonly start: number;
}

/** The bytes that a header takes at most, with all that stands before it. */
export const NPY_HEAD = 12 + MOST_HEADER;

/** The array of the file. Throws `vectors-unreadable`. */
export function readNpy(bytes: Uint8Array, file: string): Omit<NamedArray, 'name'> {
  const header = npyHeader(bytes, file);
  const element = floatType(header, file);
  const { shape, fortran, start } = header;
  const body = bytes.subarray(start);
  const count = shape.reduce((product, n) => product * n, 1);
  const bytesWanted = count * BYTES[element];
  if (body.length !== bytesWanted)
    throw unreadable(file, t`its header promises ${shape.join(' × ') || '1'} numbers, ${bytesWanted} bytes, and ${body.length} follow.`);
  const data = floats(body, element);
  return { shape, data: fortran ? cOrder(data, shape) : data };
}

/** The header in the first bytes of a file: all of it, or `NPY_HEAD` of them. Throws what `refuse` makes. */
export function npyHeader(bytes: Uint8Array, file: string, refuse: Refuse = unreadable): NpyHeader {
  const [major = 0] = bytes.subarray(6);
  if (!isNpy(bytes) || bytes.length < 12) throw refuse(file, t`it is no .npy file.`);
  if (major < 1 || major > 3) throw refuse(file, t`it is of .npy format ${major}; 1 to 3 are known.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = major === 1 ? 10 : 12;
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MOST_HEADER || from + length > bytes.length)
    throw refuse(file, t`its header would have ${length} bytes, and the file has ${bytes.length}.`);
  const header = new TextDecoder('latin1').decode(bytes.subarray(from, from + length));
  const said = /'descr'\s*:\s*(?:'([^']*)'|"([^"]*)"|(\[))/.exec(header);
  if (!said) throw refuse(file, t`its header names no type (descr).`);
  const shape = shapeOf(header, file, refuse);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  if (!order) throw refuse(file, t`its header says no order (fortran_order).`);
  return { type: said[3] ? null : (said[1] ?? said[2] ?? ''), shape, fortran: order === 'True', start: from + length };
}

/** The float type that the header names; any other is refused by its name, with what to do. Throws what `refuse` makes. */
export function floatType({ type }: Pick<NpyHeader, 'type'>, file: string, refuse: Refuse = unreadable): Element {
  if (type === null) throw refuse(file, t`it is a table of several fields (a structured type), where numbers are expected.`);
  const element = Object.hasOwn(ELEMENTS, type) ? ELEMENTS[type] : undefined;
  if (element) return element;
  if (type.startsWith('>'))
    throw refuse(file, t`its numbers are big-endian (${brief(type)}).`, t`In Python: np.save(name, a.astype('<f4')).`);
  if (type.includes('O'))
    throw refuse(
      file,
      t`it holds Python objects (type ${brief(type)}), which only running code could open.`,
      t`In Python: np.save(name, np.asarray(a, dtype='<f4')).`,
    );
  throw refuse(
    file,
    t`its numbers are of type ${brief(type)}; float16, float32 and float64 are read.`,
    t`In Python: np.save(name, a.astype('<f4')).`,
  );
}

function shapeOf(header: string, file: string, refuse: Refuse): number[] {
  const said = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(header)?.[1];
  if (said === undefined) throw refuse(file, t`its header says no shape.`);
  const shape = said
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  if (shape.length > MOST_AXES || !shape.every(Number.isSafeInteger)) throw refuse(file, t`its shape is (${brief(said)}).`);
  return shape;
}

/** Numbers whose first index runs fastest, in the order in which the last one does. */
function cOrder(data: Float32Array, shape: readonly number[]): Float32Array {
  const out = new Float32Array(data.length);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, n) => product * n, 1));
  const at = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < shape[axis]!) break;
      from -= steps[axis]! * shape[axis]!;
      at[axis] = 0;
    }
  }
  return out;
}

/** An array as a file of format 1.0: float32, C order, header padded to 64 bytes as numpy does. */
export function writeNpy({ shape, data }: Omit<NamedArray, 'name'>): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tuple}), }`;
  const length = Math.ceil((10 + fields.length + 1) / 64) * 64 - 10;
  const header = new TextEncoder().encode(`${fields.padEnd(length - 1)}\n`);
  return joined([Uint8Array.from([...MAGIC, 1, 0, length & 0xff, length >> 8]), header, bytesOf(data)]);
}
