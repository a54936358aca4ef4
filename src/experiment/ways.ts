/** Ways in which prompts or items were asked: which are the same, and which of them the settings mean. Pure. */
import type { ChoiceWay } from './choice-plan';
import type { ModelStamp } from './stamp';
import type { SweepWay } from './sweep';

/** A way of choices, which sample nothing, or of a sweep. */
export type Way = ChoiceWay & Partial<Pick<SweepWay, 'sampling'>>;

/** A way in which something was asked, with all that is known of its model. */
export type AskedWay<W extends Way> = W & { readonly model: ModelStamp };

/** What settings say of a way; `model`: null where none is loaded. */
export type SetWay = Omit<SweepWay, 'directions' | 'model'> & { readonly model: SweepWay['model'] | null };

/** Equal for two ways whose answers belong in one figure. */
export const wayKey = ({ directions, band, unit, template, sampling, model: { graphHash, device } }: Way): string =>
  JSON.stringify([directions, band, unit, template, sampling && samplingKey(sampling), graphHash, device]);

const samplingKey = ({ temperature, topP, repetitionPenalty, maxNewTokens }: SweepWay['sampling']): string =>
  JSON.stringify([temperature, topP, repetitionPenalty, maxNewTokens]);

/**
 * Of these ways, the one that was asked last at the end, the one that the settings mean: by the whole way; where nothing was asked so, by
 * all but model and device; then by unit and band; then the last. undefined of none.
 */
export function nearestWay<W extends Way>(ways: readonly W[], set: SetWay): W | undefined {
  const isThere = ({ unit, band }: W): boolean => unit === set.unit && String(band) === String(set.band);
  const isSo = (way: W): boolean =>
    isThere(way) && way.template === set.template && (!way.sampling || samplingKey(way.sampling) === samplingKey(set.sampling));
  const isWhole = (way: W): boolean => isSo(way) && way.model.graphHash === set.model?.graphHash && way.model.device === set.model.device;
  return ways.findLast(isWhole) ?? ways.findLast(isSo) ?? ways.findLast(isThere) ?? ways.at(-1);
}
