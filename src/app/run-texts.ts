/** Whether this browser has every text of a run, as its directions were found: what is learnt anew from them needs all. */
import type { ShownRun } from '../experiment/shown';
import type { Context } from './ports';

export async function hasTexts(
  { analysis, disk }: Pick<Context, 'analysis' | 'disk'>,
  { reading: { name }, spec: { pooling } }: Pick<ShownRun, 'reading' | 'spec'>,
): Promise<boolean> {
  const kept = name === null ? null : await disk.readings.findReading(name);
  return kept !== null && (await analysis.call('open', { reading: kept, poolings: [pooling] })).have.every(Boolean);
}
