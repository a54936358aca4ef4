/** Directions as an experiment keeps them: where they come from, and what gives a score and a dose their scale. */
import * as v from 'valibot';
import type { Directions } from '../lab/direction';
import { POOLINGS, type KeptPooling } from './capture';
import { contentId } from './content-id';
import { finite, is, list, oneOf, positive, record, text, whole } from '../formats/schemas';
import { id } from './fields';
import { t } from '../language/t';

const origin = v.union([
  /** Found by an analysis of this experiment. */
  record({ analysis: id, pooling: v.optional(oneOf(...POOLINGS)) }),
  /** Brought from elsewhere: names of files, the hash of what is in them, and what they say of themselves. */
  record({
    file: text,
    sha256: text,
    model: v.exactOptional(text),
    licence: v.exactOptional(text),
    source: v.exactOptional(text),
  }),
  /** Not kept by version 1, which knew only how it was called: there is no `data`. */
  record({ lost: text, pooling: oneOf(...POOLINGS) }),
]);

const scale = record({ separation: list(finite), midpoint: list(finite), norm: list(finite) });

export const directionsRecord = record({
  id,
  /** For people: the set that they separate. */
  name: text,
  origin,
  layers: whole,
  width: positive,
  /** Unit vectors, data[layer*width + i]; zeros for a block that is not given. */
  data: is<Float32Array>(t`float32 numbers, packed`, (value) => value instanceof Float32Array),
  /** [layer] each, see `Directions` of src/lab; null where nobody said. */
  scale: v.nullable(scale),
  /** [layer] how long the vectors were in the file that they came from; 0 for a block that is not given. */
  lengths: v.exactOptional(list(finite)),
});
export type DirectionsRecord = v.InferOutput<typeof directionsRecord>;

const taken = new WeakMap<DirectionsRecord, Directions>();

/**
 * The same as src/lab takes them; null where version 1 lost them, or they have no scale. One object a record: whoever asked the model
 * something of these directions keeps its answer while all else around them changes.
 */
export function labDirections(record: DirectionsRecord): Directions | null {
  const { layers, width, data, scale } = record;
  if (!(layers > 0 && scale)) return null;
  const before = taken.get(record);
  if (before) return before;
  const directions = { layers, width, data, ...scale };
  taken.set(record, directions);
  return directions;
}

/** Directions that an analysis found as a record, named by their numbers. `name`: the set that they separate. */
export function recordDirections(found: Directions, name: string, origin: { analysis: string; pooling: KeptPooling }): DirectionsRecord {
  const { layers, width, data, separation, midpoint, norm } = found;
  const scale = { separation, midpoint, norm };
  return { id: directionsId({ name, scale, data }), name, origin, layers, width, data, scale };
}

/** The id that name, scale, numbers and lengths give to directions. */
export const directionsId = ({ name, scale, data, lengths }: Pick<DirectionsRecord, 'name' | 'scale' | 'data' | 'lengths'>): string => {
  const ordered = scale && { separation: scale.separation, midpoint: scale.midpoint, norm: scale.norm };
  return contentId('directions', name, JSON.stringify(ordered), data, ...(lengths ? [JSON.stringify(lengths)] : []));
};

/** Whether they came from a file. */
export const isFromFile = ({ origin }: DirectionsRecord): boolean => 'file' in origin;

/** Blocks that have a direction, from the lowest. */
export const blocksOf = ({ layers, width, data }: Pick<DirectionsRecord, 'layers' | 'width' | 'data'>): number[] =>
  Array.from({ length: layers }, (_, layer) => layer).filter((layer) =>
    data.subarray(layer * width, (layer + 1) * width).some((value) => value !== 0),
  );
