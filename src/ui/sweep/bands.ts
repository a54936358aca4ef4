/** Where answers move with the push and stay language, as ranges on an axis of doses, and as a table. Pure. */
import type { SweepReport } from '../../lab/report/sweep';
import type { Reach } from '../../lab/report/sweep-success';
import type { SweepVerdict } from '../../lab/report/sweep-verdict';
import { tick } from '../parts/format';
import type { Cell, TwinColumn } from '../parts/Twin';
import { doseOf, type Axis, type Dosed } from '../dose/axis';
import { t } from '../../language/t';

type Bands = Pick<SweepVerdict, 'up' | 'down' | 'band' | 'situations'>;

export interface BandRow {
  readonly name: string;
  /** In α. */
  readonly reaches: readonly Reach[];
  /** The same on the axis, from low to high; those whose doses are not known are left out. */
  readonly ranges: readonly (readonly [low: number, high: number])[];
}

/** All prompts first, where they are enough for an interval, then each situation. */
const rowsOf = ({ up, down, band, situations }: Bands) => [
  ...([up, down].some((kind) => kind !== 'few' && kind !== 'none') ? [{ name: t`all prompts, by the interval`, ...band }] : []),
  ...situations,
];

/** As the table; a single situation is all prompts. */
export function bandRows(bands: Bands, { strengths }: Pick<SweepReport, 'strengths'>, axis: Axis, dosed: Dosed): BandRow[] {
  const rangeOf = ([from, to]: Reach): [number, number][] => {
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    const doses = strengths.flatMap(({ alpha, damage }) =>
      alpha >= low && alpha <= high ? [doseOf(alpha, damage?.mean, axis, dosed)] : [],
    );
    return doses.length > 0 && doses.every(Number.isFinite) ? [[Math.min(...doses), Math.max(...doses)]] : [];
  };
  const all = rowsOf(bands);
  return (bands.situations.length > 1 ? all : all.slice(0, 1)).map(({ name, up, down }) => {
    const reaches = [down, up].filter((one) => one !== null);
    return { name, reaches, ranges: reaches.flatMap(rangeOf) };
  });
}

const NOWHERE = 'nowhere';
export const BAND_COLUMNS: readonly TwinColumn[] = [
  { name: t`prompts` },
  { name: t`towards the concept, from α`, print: tick, nan: NOWHERE },
  { name: t`towards the concept, to α`, print: tick, nan: NOWHERE },
  { name: t`away from it, from α`, print: tick, nan: NOWHERE },
  { name: t`away from it, to α`, print: tick, nan: NOWHERE },
];
export const bandTable = (bands: Bands): Cell[][] =>
  rowsOf(bands).map(({ name, up, down }): Cell[] => [{ text: name }, ...(up ?? [NaN, NaN]), ...(down ?? [NaN, NaN])]);
