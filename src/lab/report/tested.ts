/** How many texts a figure was judged on, counted as chance draws them: in pairs, or by class where they have no partners. Pure. */
import type { ClassScores } from '../class-scores';
import { labelledPlaces, type Labelled, type Sides } from '../contrast';
import { t } from '../../language/t';

/** Pairs of which both texts were read, or lone texts of each class. One of the two is known: whoever speaks of pairs has to ask. */
export type Tested = { readonly pairs: number; readonly texts?: undefined } | { readonly pairs?: undefined; readonly texts: Sides<number> };

/** Of how many texts there are scores. */
export const testedOf = ({ paired, positive, negative }: ClassScores): Tested =>
  paired ? { pairs: positive.length } : { texts: { positive: positive.length, negative: negative.length } };

/** How many there are of those that are kept. */
export const countedIn = <More>(contrast: Labelled<More>, keep: (item: More) => boolean): Tested =>
  testedOf({ paired: !('texts' in contrast), ...labelledPlaces(contrast, keep) });

/** What decides whether an interval can be trusted: pairs, or texts of the smaller class. */
export const fewestOf = ({ pairs, texts }: Tested): number => pairs ?? Math.min(texts.positive, texts.negative);

/** What is drawn anew by chance, in the plural. */
export const nounOf = ({ pairs }: Pick<Tested, 'pairs'>): string => (pairs === undefined ? t`texts` : t`pairs`);

/** "one test pair", "12 test pairs", "12 + 9 test texts". */
export const testedText = ({ pairs, texts }: Tested): string =>
  texts ? t`${texts.positive} + ${texts.negative} test texts` : pairs === 1 ? t`one test pair` : t`${pairs} test pairs`;

/** "10", or "10 of each class": what it takes. */
export const takes = (fewest: number, { pairs }: Pick<Tested, 'pairs'>): string =>
  pairs === undefined ? t`${fewest} of each class` : String(fewest);

/** "one pair", "12 pairs", "12 + 9 texts". */
export const countText = ({ pairs, texts }: Tested): string =>
  texts ? t`${texts.positive} + ${texts.negative} texts` : pairs === 1 ? t`one pair` : t`${pairs} pairs`;
