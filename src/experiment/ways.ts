/** Ways in which prompts or items were asked: which are the same, and which of them the settings mean. Pure. */
import { editsKey } from './answer';
import type { ChoiceWay } from './choice-plan';
import type { ModelStamp } from './stamp';
import type { SweepWay } from './sweep';

/** A way of choices, which sample nothing, or of a sweep, which asks no items of a file. */
export type Way = Omit<ChoiceWay, 'file'> & Partial<Pick<ChoiceWay, 'file'> & Pick<SweepWay, 'sampling'>>;

/** A way in which something was asked, with all that is known of its model. */
export type AskedWay<W extends Way> = W & { readonly model: ModelStamp };

/** What settings say of a way; `model`: null where none is loaded. */
export type SetWay = Omit<SweepWay, 'directions' | 'model'> & Pick<ChoiceWay, 'file'> & { readonly model: SweepWay['model'] | null };

/** Equal for two ways whose answers belong in one figure. */
export const wayKey = ({ directions, band, unit, edits, template, sampling, model: { graphHash, device }, file = null }: Way): string =>
  JSON.stringify([directions, band, unit, template, sampling && samplingKey(sampling), graphHash, device, file, editsKey(edits)]);

/**
 * The ways of records, by their keys, the one that was asked last at the end. `of`: the way of a record with its `wayKey`; null for a
 * record that makes no way.
 */
export function waysOf<R, W extends Way>(
  records: readonly R[],
  of: (record: R) => readonly [key: string, way: AskedWay<W>] | null,
): Map<string, AskedWay<W>> {
  const ways = new Map<string, AskedWay<W>>();
  for (const record of records) {
    const made = of(record);
    if (!made) continue;
    const [key, way] = made;
    ways.delete(key);
    ways.set(key, way);
  }
  return ways;
}

/** Equal for two ways of choosing tokens; the seed is none of it. */
export const samplingKey = ({ temperature, topP, repetitionPenalty, maxNewTokens }: SweepWay['sampling']): string =>
  JSON.stringify([temperature, topP, repetitionPenalty, maxNewTokens]);

/**
 * Of these ways, the one that was asked last at the end, the one that the settings mean: of the items in use, if any are; by the whole way;
 * where nothing was asked so, by all but model and device; then by unit and band; then the last. undefined of none.
 */
export function nearestWay<W extends Way>(all: readonly W[], set: SetWay): W | undefined {
  const same = all.filter(({ file }) => file === undefined || file === set.file);
  const ways = same.length > 0 ? same : all;
  const isThere = ({ unit, band }: W): boolean => unit === set.unit && String(band) === String(set.band);
  const isSo = (way: W): boolean =>
    isThere(way) &&
    way.template === set.template &&
    editsKey(way.edits) === editsKey(set.edits) &&
    (!way.sampling || samplingKey(way.sampling) === samplingKey(set.sampling));
  const isWhole = (way: W): boolean => isSo(way) && way.model.graphHash === set.model?.graphHash && way.model.device === set.model.device;
  return ways.findLast(isWhole) ?? ways.findLast(isSo) ?? ways.findLast(isThere) ?? ways.at(-1);
}
