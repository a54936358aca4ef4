/** How far a push should go, as far as its damage was measured. */
import { damageOf } from '../lab/damage';
import type { Directions } from '../lab/direction';
import { convert, suggestedDose, type DoseEnd, type SuggestedDose } from '../lab/report/dose';
import type { Unit } from '../lab/units';
import { editsKey } from './answer';
import { byId, type Experiment } from './experiment';
import { damagedCell, type SweepRow, type SweepWay } from './sweep';
import { samplingKey } from './ways';

/** Along which directions, over which blocks, beside which edits, and how the answers were written at whose tokens damage is measured. */
export interface PushedAlong extends Omit<SweepWay, 'unit' | 'model'> {
  readonly graphHash: string;
}

/** What can differ between two ways of pushing along one direction of one model. */
export const SETTINGS = ['band', 'edits', 'template', 'sampling'] as const;
export type Setting = (typeof SETTINGS)[number];

interface Measured {
  readonly row: SweepRow;
  readonly way: SweepWay;
  readonly kl: readonly number[];
  /** Settings that are others than the wanted ones. */
  readonly others: readonly Setting[];
}

/** What was measured of pushes along these directions of this model, the controls left out, whatever the settings. */
function measuredOf({ answers, damages }: Pick<Experiment, 'answers' | 'damages'>, along: PushedAlong): Measured[] {
  return damages.flatMap((damage) => {
    const cell = damagedCell(damage, byId(answers, damage.answer));
    if (!cell || cell.row.control || cell.way.directions !== along.directions || damage.model.graphHash !== along.graphHash) return [];
    const { row, way } = cell;
    return [{ row, way, kl: damage.kl, others: SETTINGS.filter((setting) => !SAME[setting](way, along)) }];
  });
}

type Settings = Pick<SweepWay, Setting>;
const SAME: Readonly<Record<Setting, (a: Settings, b: Settings) => boolean>> = {
  band: (a, b) => String(a.band) === String(b.band),
  edits: (a, b) => editsKey(a.edits) === editsKey(b.edits),
  template: (a, b) => a.template === b.template,
  sampling: (a, b) => samplingKey(a.sampling) === samplingKey(b.sampling),
};

/**
 * Up to where pushes of each sign keep to the limit of damage, in `unit` (src/lab/report/dose.ts has the rule): by what was measured with
 * all of these settings, in the unit that was measured last, the dose told in the one that is wanted. null where nothing was, and beside
 * edits whose own damage, without a push, was not measured.
 */
export function suggestedIn(
  experiment: Pick<Experiment, 'answers' | 'damages'>,
  along: PushedAlong,
  unit: Unit,
  lengths: Directions | null,
): SuggestedDose | null {
  const own = measuredOf(experiment, along).filter(({ others }) => others.length === 0);
  const measuredIn = own.findLast(({ row }) => row.amount !== 0)?.way.unit;
  if (!measuredIn) return null;
  const byAlpha = new Map<number, number[]>();
  for (const { row, way, kl } of own)
    if (row.amount === 0 || way.unit === measuredIn) byAlpha.set(row.amount, [...(byAlpha.get(row.amount) ?? []), ...kl]);
  if (along.edits.length > 0 && !byAlpha.has(0)) return null;
  const dose = suggestedDose([...byAlpha].map(([alpha, kl]) => ({ alpha, p95: damageOf(kl)?.p95 ?? NaN })));
  if (!dose || convert(1, measuredIn, unit, lengths, along.band) === null) return null;
  const told = (end: DoseEnd | null): DoseEnd | null => end && { ...end, size: convert(end.size, measuredIn, unit, lengths, along.band)! };
  return { ...dose, up: told(dose.up), down: told(dose.down) };
}

/**
 * Where damage was measured along these directions of this model with other settings alone: in what the nearest of them differ, the latest
 * of those that differ in as few. Empty where some were measured with all of these settings, and where none were measured at all.
 */
export function measuredOtherwise(experiment: Pick<Experiment, 'answers' | 'damages'>, along: PushedAlong): readonly Setting[] {
  const all = measuredOf(experiment, along).filter(({ row }) => row.amount !== 0);
  const fewest = Math.min(...all.map(({ others }) => others.length));
  return all.findLast(({ others }) => others.length === fewest)?.others ?? [];
}
