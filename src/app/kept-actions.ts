/** Readings that this browser keeps: opened, and analysed again in another way, without a model. */
import { LabError } from '../error';
import type { Spec } from '../experiment/analysis';
import { poolable } from '../experiment/capture';
import { shownRun } from '../experiment/shown';
import { planTexts } from '../experiment/text-plan';
import type { Found, FoundIn } from '../experiment/updates';
import type { View } from '../experiment/view';
import type { WholeReading } from '../storage/readings';
import { guard } from './guard';
import { recordOf } from './kept';
import type { Context } from './ports';
import { RESAMPLES } from './run';
import { analysed } from './state-updates';
import type { ViewActions } from './view-actions';

/** How a direction is found in texts that were read. */
export type Reader = Pick<Spec, 'method' | 'pooling'>;
const readerOf = ({ capture, method }: View): Reader => ({ pooling: capture.pooling, method });

export function keptActions({ store, analysis, disk, clock }: Context, { setCapture, setMethod }: ViewActions) {
  async function analyse(kept: WholeReading, { pooling, method }: Reader): Promise<{ found: Found; source: FoundIn }> {
    const started = clock.elapsed();
    const plan = planTexts(kept.reading.scenarios.set);
    const { seed } = store.getState().experiment.view;
    const { have, on } = await analysis.call('open', { reading: kept, poolings: [pooling] });
    const request = { reading: kept.name, pairs: plan.pairs, scored: plan.scored, method, pooling, resamples: RESAMPLES.whole, seed };
    const result = await analysis.call('analyse', request);
    if (!result)
      throw new LabError(
        'nothing-captured',
        `No complete training pair of this run is kept with the pooling “${pooling}”.`,
        'Load its model and read the texts again.',
      );
    const here = have.filter(Boolean).length;
    const seconds = (clock.elapsed() - started) / 1000;
    const made = { complete: here === have.length, computed: 0, fromStorage: here, of: have.length, seconds };
    const spec = { method, pooling, validation: 'split', seed } as const;
    return { found: { spec, ...result, made }, source: { ...recordOf(kept, on), at: kept.reading.at } };
  }

  return {
    /** Shows a kept reading as an analysis of the experiment, pooled as is chosen. An error is shown. */
    openKept: (kept: WholeReading): Promise<void> =>
      guard(store, async () => {
        const { epoch, experiment } = store.getState();
        const reader = readerOf(experiment.view);
        const pooling = poolable(reader.pooling, kept.reading.how);
        const { found, source } = await analyse(kept, { ...reader, pooling });
        store.setState((state) => analysed(state, epoch, found, source, 'kept'));
        setCapture(kept.reading.how);
      }),
    /**
     * How texts are pooled, or directions found, from now on: where the texts of the analysis that is shown are kept here, its numbers
     * follow at once. An error is shown.
     */
    async chooseReader(patch: Partial<Reader>): Promise<void> {
      if (patch.pooling) setCapture({ pooling: patch.pooling });
      if (patch.method) setMethod(patch.method);
      const { experiment, epoch, run } = store.getState();
      const shown = shownRun(experiment);
      const reader = readerOf(experiment.view);
      if (!shown || run.status === 'running' || poolable(reader.pooling, shown.capture) !== reader.pooling) return;
      await guard(store, async () => {
        const { name } = shown.reading;
        const kept = name === null ? null : await disk.readings.findReading(name);
        if (!kept) return;
        const { found, source } = await analyse(kept, reader);
        store.setState((state) => {
          const { view } = state.experiment;
          // Meanwhile another way may have been chosen, or another analysis.
          const { pooling, method } = readerOf(view);
          const meant = pooling === reader.pooling && method === reader.method && view.analysis === experiment.view.analysis;
          const origin = state.origins[shown.id] === 'live' ? 'live' : 'kept';
          return meant ? analysed(state, epoch, found, { ...source, at: shown.at }, origin) : {};
        });
      });
    },
    /** Deletes one reading, from the disk and from memory. */
    async removeReading(name: string): Promise<void> {
      await disk.readings.removeReading(name);
      await analysis.call('forget', name);
    },
    /** Deletes all of them. */
    async clearReadings(): Promise<void> {
      await disk.readings.clearReadings();
      await analysis.call('forget', null);
    },
  };
}
