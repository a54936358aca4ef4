/** Arrays of a file as directions: [width] is one block's, [blocks, width] all of a model's; numbers in names say which block. */
import { MOST_LAYERS, MOST_WIDTH, unreadable } from './refused';
import type { NamedArray } from './numbers';
import { t } from '../../language/t';

/** A direction out of a file. */
export interface Placed {
  readonly name: string;
  readonly width: number;
  /** Rows of a table of all blocks; null where the file names single blocks, and does not say how many the model has. */
  readonly layers: number | null;
  /** By block, raw lengths. Its one key is null where nobody said which block it is of. */
  readonly rows: ReadonlyMap<number | null, Float32Array>;
}

/**
 * The directions in these arrays. Vectors whose names differ in their number alone are one direction; any other array is one by itself.
 * Throws `vectors-unreadable` for an array that is none. `file`: a single vector without a number takes it from there.
 */
export function fromArrays(arrays: readonly NamedArray[], file: string): Placed[] {
  const found: Placed[] = [];
  const numbered = new Map<string, NamedArray[]>();
  for (const array of arrays) {
    const { name, shape, data } = array;
    const axes = shape.length;
    const width = shape.at(-1) ?? 0;
    if ((axes !== 1 && axes !== 2) || width < 1 || width > MOST_WIDTH || data.length === 0 || (axes === 2 && shape[0]! > MOST_LAYERS)) {
      // One array that is no vector is the file's fault; among others it may be anything.
      if (arrays.length > 1) continue;
      throw unreadable(
        file,
        t`its array is ${shape.length === 0 ? t`a single number` : shape.join(' × ')}.`,
        t`A vector is an array [width], or [blocks, width] for all blocks, of which no model has more than ${MOST_LAYERS}.`,
      );
    }
    const rows = axes === 1 ? 1 : shape[0]!;
    if (axes === 2 && rows > 1) {
      found.push({ name, width, layers: rows, rows: tableRows(data, rows, width) });
    } else if (numberIn(name) === null) {
      found.push({ name, width, layers: null, rows: new Map([[arrays.length === 1 ? numberIn(file) : null, data]]) });
    } else {
      const key = `${name.replace(NUMBER, '#')} ${width}`;
      numbered.set(key, [...(numbered.get(key) ?? []), array]);
    }
  }
  for (const group of numbered.values()) {
    const width = group[0]!.data.length;
    const rows = new Map(group.map(({ name, data }) => [numberIn(name), data]));
    found.push({ name: group[0]!.name.replace(NUMBER, '').replace(/[._-]+$/, '') || group[0]!.name, width, layers: null, rows });
  }
  return found;
}

const tableRows = (data: Float32Array, rows: number, width: number): ReadonlyMap<number, Float32Array> =>
  new Map(Array.from({ length: rows }, (_, row) => [row, data.subarray(row * width, (row + 1) * width)]));

/** The number behind “layer”, “block”, “l”, or the last number of the name, when it can be a block's. */
const NUMBER = /(?<=layers?[._-]?|blocks?[._-]?|\bl|\bh[._-]?|direction[._-])\d{1,4}(?!\d)/i;

/** The block that a name says; null where it says none. "empathy_direction_layer_12.npy" says 12. */
export function numberIn(name: string): number | null {
  const said = NUMBER.exec(name.replace(/^.*[/\\]/, ''))?.[0];
  return said !== undefined && Number(said) < MOST_LAYERS ? Number(said) : null;
}

/** A name that ends with the number of a block, without it: "direction_layer_" of "direction_layer_12"; any other as it is. */
export const withoutNumber = (name: string): string => (numberIn(name) === null ? name : name.replace(LAST_NUMBER, ''));
const LAST_NUMBER = new RegExp(`${NUMBER.source}$`, 'i');
