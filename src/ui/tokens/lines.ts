/** What is drawn of an answer along each of the directions that it was read along, at one block. Pure. */
import type { DirectionsRecord } from '../../experiment/directions';
import { byId } from '../../experiment/experiment';
import type { SteeredText } from '../../experiment/shown';
import type { TintScale } from './pieces';
import { t } from '../../language/t';

/** What directions are called that are here no more. */
export const TAKEN_OUT = t`directions that were taken out`;

/** An answer along one direction at the block that is shown. */
export interface ReadLine {
  /** Of the directions; null where those are not known. */
  readonly directions: string | null;
  readonly name: string;
  /** null where the directions carry none. */
  readonly scale: TintScale | null;
  /** [token], read again without a push; empty where it was not. */
  readonly reread: readonly number[];
  /** [token], as it was written, the push included. */
  readonly written: readonly number[];
}

/** The directions that pushed it (`along`) first, then those that it was read along beside them. `names`: by the id of directions. */
export function readLines(
  { scores, rereadScores, also }: Pick<SteeredText, 'scores' | 'rereadScores' | 'also'>,
  along: string | null,
  layer: number,
  records: readonly DirectionsRecord[],
  names: ReadonlyMap<string, string>,
): readonly ReadLine[] {
  const at = (rows: readonly (readonly number[])[]): number[] => rows.map((token) => token[layer] ?? NaN);
  return [{ directions: along, scores, rereadScores }, ...also].map((one): ReadLine => {
    const scale = byId(records, one.directions)?.scale;
    return {
      directions: one.directions,
      name: names.get(one.directions ?? '') ?? TAKEN_OUT,
      scale: scale ? { midpoint: scale.midpoint[layer] ?? NaN, separation: scale.separation[layer] ?? NaN } : null,
      reread: at(one.rereadScores),
      written: at(one.scores),
    };
  });
}

/** Scores as separations from the midpoint of their direction; NaN without a scale. */
const inSeparations = (values: readonly number[], scale: TintScale | null): number[] =>
  values.map((value) => (scale ? (value - scale.midpoint) / scale.separation : NaN));

/** What the text says along a direction: read again, or as it is written while that is all there is. */
export const saidOf = ({ reread, written }: Pick<ReadLine, 'reread' | 'written'>): readonly number[] =>
  reread.length > 0 ? reread : written;

export interface Drift {
  /** A line each; several are all in separations, a single one in scores. Without a scale a direction has none among several. */
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** [token] the picked one as it was written; empty where that is its line. */
  readonly written: readonly number[];
}

export function driftOf(lines: readonly ReadLine[], picked: ReadLine): Drift {
  const scaled = (values: readonly number[], { scale }: ReadLine) => (lines.length > 1 ? inSeparations(values, scale) : values);
  return {
    lines: lines.map((line) => ({ name: line.name, values: scaled(saidOf(line), line) })),
    written: picked.reread.length > 0 ? scaled(picked.written, picked) : [],
  };
}
