/** An array inside a file, known by its header, whose numbers are read from the file a piece at a time. */
import { BYTES, type Element } from '../vectors/numbers';
import { brief } from '../vectors/refused';
import { unreadable } from './refused';
import { t } from '../../language/t';

/** Whole numbers, little-endian, with their bytes. */
const WHOLE = { i8: 1, u8: 1, i16: 2, u16: 2, i32: 4, u32: 4, i64: 8, u64: 8 } as const;
export type Whole = keyof typeof WHOLE;

export interface Tensor {
  readonly name: string;
  /** The file, and the entry in it, as messages name them. */
  readonly file: string;
  readonly shape: readonly number[];
  /** The first index runs fastest. */
  readonly fortran: boolean;
  /** What its numbers are; null where they are neither: `type` is then all that is known. */
  readonly element: Element | Whole | null;
  /** As the file calls it: "F32", "<f4". */
  readonly type: string;
  /** Why numbers of this type are refused, as an error; for arrays that are meant to be floats. */
  readonly asFloats: () => Element;
  /** Its bytes, in pieces of any length, and no more of them. */
  readonly stream: () => ReadableStream<Uint8Array>;
}

export const isWhole = (element: Tensor['element']): element is Whole => element !== null && Object.hasOwn(WHOLE, element);
export const countOf = ({ shape }: Pick<Tensor, 'shape'>): number => shape.reduce((product, n) => product * n, 1);
export const bytesPer = (element: Element | Whole): number => (isWhole(element) ? WHOLE[element] : BYTES[element]);

/** "mean (3 × 4 × 8)" */
export const shapeText = ({ name, shape }: Pick<Tensor, 'name' | 'shape'>): string => `${brief(name)} (${shape.join(' × ') || '1'})`;

/**
 * The bytes of a tensor in pieces of whole numbers. Throws `activations-unreadable` where there are more or fewer than its shape promises,
 * and what reading the file throws.
 */
export async function* pieces(tensor: Tensor, element: Element | Whole): AsyncGenerator<Uint8Array> {
  const each = bytesPer(element);
  const wanted = countOf(tensor) * each;
  const reader = tensor.stream().getReader();
  let rest = new Uint8Array(0);
  let came = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      came += part.value.length;
      if (came > wanted) throw wrongLength(tensor, wanted, t`more`);
      const bytes = rest.length === 0 ? part.value : joinedTo(rest, part.value);
      const whole = bytes.length - (bytes.length % each);
      if (whole > 0) yield bytes.subarray(0, whole);
      rest = bytes.slice(whole);
    }
  } finally {
    // Where the reading ended early, the rest of the file is not asked for.
    await reader.cancel().catch(() => undefined);
  }
  if (came < wanted) throw wrongLength(tensor, wanted, String(came));
}

const wrongLength = (tensor: Tensor, wanted: number, came: string) =>
  unreadable(tensor.file, t`${shapeText(tensor)} promises ${wanted} bytes, and ${came} follow.`, t`The file is damaged: copy it again.`);

function joinedTo(rest: Uint8Array, more: Uint8Array): Uint8Array {
  const both = new Uint8Array(rest.length + more.length);
  both.set(rest);
  both.set(more, rest.length);
  return both;
}

/** All numbers of a tensor of whole numbers, in C order. Throws `activations-unreadable`, for one beyond 2^53, too. */
export async function readWholes(tensor: Tensor): Promise<number[]> {
  const { element, shape, fortran } = tensor;
  if (!isWhole(element))
    throw unreadable(tensor.file, t`${shapeText(tensor)} is of type ${brief(tensor.type)}, where whole numbers are expected.`);
  const each = WHOLE[element];
  const all: number[] = [];
  for await (const bytes of pieces(tensor, element)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; at += each) all.push(READ[element](view, at));
  }
  const [rows = 0, columns = 1] = shape;
  return fortran && shape.length === 2 ? all.map((_, i) => all[(i % columns) * rows + Math.floor(i / columns)]!) : all;
}

const READ: Readonly<Record<Whole, (view: DataView, at: number) => number>> = {
  i8: (view, at) => view.getInt8(at),
  u8: (view, at) => view.getUint8(at),
  i16: (view, at) => view.getInt16(at, true),
  u16: (view, at) => view.getUint16(at, true),
  i32: (view, at) => view.getInt32(at, true),
  u32: (view, at) => view.getUint32(at, true),
  i64: (view, at) => Number(view.getBigInt64(at, true)),
  u64: (view, at) => Number(view.getBigUint64(at, true)),
};
