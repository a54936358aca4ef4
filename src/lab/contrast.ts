/**
 * What a direction is found between and judged on: contrastive pairs or, where texts have no partners, lone texts of two classes. A
 * function that needs partners takes a list of pairs, so that lone texts do not compile there; all others take either.
 */

/** The class of a text. */
export type Label = 'positive' | 'negative';
export const LABELS: readonly Label[] = ['positive', 'negative'];

/** One thing of each class: two texts of a pair, or the lists of both classes. */
export interface Sides<T> {
  readonly positive: T;
  readonly negative: T;
}

/** A text without a partner. */
export interface LoneText<T> {
  readonly text: T;
  readonly label: Label;
}

/** Texts that do not pair up. */
export interface Unpaired<T, More = unknown> {
  readonly texts: readonly (LoneText<T> & More)[];
}

/** Pairs, or lone texts. `T`: what stands for a text, its place or its words; `More`: what else is known of each pair or lone text. */
export type Contrast<T, More = unknown> = readonly (Sides<T> & More)[] | Unpaired<T, More>;

/** The same where the texts themselves are of no account: only what else is known, and of lone texts the class. */
export type Labelled<More> = readonly More[] | { readonly texts: readonly (More & { readonly label: Label })[] };

/** What a pair or a lone text of a set is known by. */
export interface OfSet {
  readonly id: string;
  readonly scenario: string;
  readonly split: 'train' | 'test';
  /** What the pair or the text answers, where it does. */
  readonly prompt?: string | undefined;
}

/** Of a scenario set the pairs, or the lone texts: it never has both (src/formats/scenario-set.ts). */
export const contrastOf = ({
  pairs,
  texts,
}: {
  readonly pairs: readonly (Sides<string> & OfSet)[];
  readonly texts?: readonly (LoneText<string> & OfSet)[] | undefined;
}): Contrast<string, OfSet> => (texts && texts.length > 0 ? { texts } : pairs);

/** A pair, or a lone text. */
export type Item<T, More = unknown> = (Sides<T> | LoneText<T>) & More;

/** Whether every text has a partner. */
export const isPaired = <T, More>(contrast: Contrast<T, More>): contrast is readonly (Sides<T> & More)[] => !('texts' in contrast);

/** What may stand before a text: the prompt that it answers. */
export interface MayAnswer {
  readonly prompt?: string | undefined;
}

/** What is dealt to folds, and counted, as one: each pair, or each lone text. */
export const itemsOf = <More>(contrast: Contrast<unknown, More>): readonly More[] => ('texts' in contrast ? contrast.texts : contrast);

/** Whether some of these texts answer prompts: they are read as answers then. */
export const answersPrompts = (contrast: Contrast<unknown, MayAnswer>): boolean =>
  itemsOf(contrast).some(({ prompt }) => prompt !== undefined);

/** The texts of a pair, or the lone one. */
export const partsOf = <T>(item: Item<T>): T[] => ('text' in item ? [item.text] : [item.positive, item.negative]);

/** Those pairs or lone texts for which `keep` holds, `place` in `itemsOf`. */
export function someOf<T, More>(contrast: Contrast<T, More>, keep: (item: Item<T, More>, place: number) => boolean): Contrast<T, More> {
  return isPaired(contrast) ? contrast.filter(keep) : { texts: contrast.texts.filter(keep) };
}

/** The same with something else in the place of each text. */
export function mapTexts<T, U, More>(contrast: Contrast<T, More>, map: (text: T) => U): Contrast<U, Omit<More, keyof Sides<T>>> {
  return isPaired(contrast)
    ? contrast.map((pair) => ({ ...pair, positive: map(pair.positive), negative: map(pair.negative) }))
    : { texts: contrast.texts.map((one) => ({ ...one, text: map(one.text) })) };
}

/** The texts of each class, in their order: of pairs, place i of both lists is pair i. */
export function sidesOf<T>(contrast: Contrast<T>): Sides<T[]> {
  if (isPaired(contrast)) return { positive: contrast.map(({ positive }) => positive), negative: contrast.map(({ negative }) => negative) };
  const of = (wanted: Label): T[] => contrast.texts.flatMap(({ text, label }) => (label === wanted ? [text] : []));
  return { positive: of('positive'), negative: of('negative') };
}

/** The places, in the lists of `sidesOf`, of those pairs or lone texts for which `keep` holds. */
export const placesOf = <More>(contrast: Contrast<unknown, More>, keep: (item: More) => boolean): Sides<number[]> =>
  labelledPlaces<More>(contrast, keep);

/** The same where the texts themselves are of no account. */
export function labelledPlaces<More>(contrast: Labelled<More>, keep: (item: More) => boolean): Sides<number[]> {
  if (!('texts' in contrast)) {
    const places = contrast.flatMap((pair, i) => (keep(pair) ? [i] : []));
    return { positive: places, negative: places };
  }
  const of = (wanted: Label): number[] =>
    contrast.texts.filter(({ label }) => label === wanted).flatMap((one, i) => (keep(one) ? [i] : []));
  return { positive: of('positive'), negative: of('negative') };
}

/** All texts: those of pair i one after the other, or the lone ones. */
export const allTextsOf = <T>(contrast: Contrast<T>): T[] =>
  isPaired(contrast) ? contrast.flatMap(({ positive, negative }) => [positive, negative]) : contrast.texts.map(({ text }) => text);

/** Both classes have a text. */
export const hasBoth = ({ positive, negative }: Sides<{ readonly length: number }>): boolean => positive.length > 0 && negative.length > 0;
