/** What each row of a choice adds to the residual stream: along the directions themselves, or along what stands in for them. */
import { LabError } from '../error';
import type { Edit } from '../experiment/answer';
import type { ChoiceRow, ChoiceWay } from '../experiment/choice-plan';
import type { DirectionsRecord } from '../experiment/directions';
import { streamEdits } from '../experiment/edits';
import { byId } from '../experiment/experiment';
import { planTexts } from '../experiment/text-plan';
import { pushRows, type PushedRows } from '../lab/edit-rows';
import type { StreamSize } from '../lab/edits';
import { stackRows, standIn } from '../lab/stand-in';
import { turnedUnits } from '../lab/turned';
import { steerVector, type Steerable } from '../lab/units';
import type { ChoiceWork } from './choice-work';
import type { Context } from './ports';
import { t } from '../language/t';

/** Rows of these pushes, [layer, width] each, with the same edits beside every one. Throws what `streamEdits` and `pushRows` throw. */
export function rowsBeside(
  pushes: readonly Float32Array[],
  edits: readonly Edit[],
  known: readonly DirectionsRecord[],
  size: StreamSize,
): PushedRows {
  const steer = stackRows(pushes, size);
  if (edits.length === 0) return { steer, clamps: null, answer: null };
  const own = streamEdits(edits, known);
  return pushRows(
    steer,
    pushes.map(() => own),
    size,
  );
}

/**
 * Throws what edits throw that contradict each other, or that go too far beside one of these strengths: asked before anything else is, for
 * what is answered without edits comes first.
 */
export function expectEdits(
  {
    run: { directions },
    way: { band, unit, edits },
  }: Pick<ChoiceWork, 'run'> & { readonly way: Pick<ChoiceWay, 'band' | 'unit' | 'edits'> },
  alphas: readonly number[],
  known: readonly DirectionsRecord[],
  size: StreamSize,
): void {
  const pushes = [0, ...alphas].map((alpha) => steerVector(directions, { band, alpha, unit }));
  rowsBeside(pushes, edits, known, size);
}

/** The directions that edits are along, which may be taken out while something is asked under them. */
export const directionsOf = (edits: readonly Edit[], known: readonly DirectionsRecord[]): DirectionsRecord[] =>
  edits.flatMap(({ directions }) => byId(known, directions) ?? []);

/** Makes the pushes of one piece of work: shuffled labels are learnt once. */
export function choicePushes(
  { analysis, disk }: Pick<Context, 'analysis' | 'disk'>,
  { run, way, other }: Pick<ChoiceWork, 'run' | 'other'> & { readonly way: Pick<ChoiceWay, 'band' | 'unit'> },
) {
  const { directions, reading, spec, set } = run;
  const shuffled = new Map<number, Promise<Float32Array>>();

  /** Rejects with `reading-not-open` where this browser has the texts of the run no longer. */
  async function shuffledUnits(seed: number): Promise<Float32Array> {
    const kept = reading.name === null ? null : await disk.readings.findReading(reading.name);
    if (!kept)
      throw new LabError(
        'reading-not-open',
        t`This browser has no longer the texts of the run, from which the direction of shuffled labels is learnt.`,
        t`Read the texts again, or ask without those controls.`,
      );
    const { pooling, method, withoutMean } = spec;
    await analysis.call('open', { reading: kept, poolings: [pooling] });
    return analysis.call('shuffled', { reading: kept.name, contrast: planTexts(set.set).contrast, pooling, method, withoutMean, seed });
  }

  async function along({ control }: ChoiceRow): Promise<Steerable> {
    switch (control?.kind) {
      case 'random':
        return standIn(directions, turnedUnits(directions, control.seed));
      case 'other':
        return standIn(directions, other!.data);
      case 'shuffled': {
        const units = shuffled.get(control.seed) ?? shuffledUnits(control.seed);
        shuffled.set(control.seed, units);
        return standIn(directions, await units);
      }
      default:
        return directions;
    }
  }

  /** [layer, width]; zeros without a push. */
  return async (row: ChoiceRow): Promise<Float32Array> =>
    steerVector(await along(row), { band: way.band, alpha: row.amount, unit: way.unit });
}
