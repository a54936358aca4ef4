/** Comparing analyses and sets: what is asked of the analysis worker and the disk. A matrix of sets is a record of the experiment. */
import type { ShownRun } from '../experiment/shown';
import { planTexts } from '../experiment/text-plan';
import { trainTestId, withTrainTest } from '../experiment/train-test';
import { contrastOf, isPaired } from '../lab/contrast';
import type { WholeReading } from '../storage/readings';
import type { Context } from './ports';

interface Asking {
  readonly signal: AbortSignal;
  readonly onStep: (done: number, of: number) => void;
}

export function compareActions({ analysis, clock, disk, store }: Pick<Context, 'analysis' | 'clock' | 'disk' | 'store'>) {
  return {
    /**
     * The sets of pairs that this browser has read with the model of this run, in its way (template, cut): one reading a set, the latest.
     * Nothing where the browser refuses storage.
     */
    async setsReadLike({ model, capture, directions: { layers, width } }: Pick<ShownRun, 'model' | 'capture' | 'directions'>) {
      const sets = new Map<string, WholeReading>();
      for (const { whole, texts } of await disk.readings.listReadings().catch(() => [])) {
        if (!whole || texts === 0 || whole.graphHash !== model.graphHash) continue;
        if (!isPaired(contrastOf(whole.reading.scenarios.set))) continue;
        const { how, model: by } = whole.reading;
        if (how.template !== capture.template || how.maxTokens !== capture.maxTokens || by.layers !== layers || by.width !== width)
          continue;
        sets.delete(whole.setHash);
        sets.set(whole.setHash, whole);
      }
      return [...sets.values()];
    },

    /**
     * Puts a matrix into the experiment: trained on each of these sets, tested on each, in the way of this run. `onStep`: each set is read
     * twice. Rejects with `cancelled` where it was stopped; an experiment that was opened meanwhile stays as it is.
     */
    async compareSets(
      readings: readonly WholeReading[],
      { model, reading: { how }, spec: { pooling, method } }: Pick<ShownRun, 'model' | 'reading' | 'spec'>,
      { signal, onStep }: Asking,
    ): Promise<void> {
      const { epoch } = store.getState();
      const asked = readings.flatMap((reading) => {
        const { contrast } = planTexts(reading.reading.scenarios.set);
        return isPaired(contrast) ? [{ reading, pairs: contrast }] : [];
      });
      const found = await analysis.call(
        'matrix',
        { sets: asked, pooling, method },
        { signal, onEvent: ({ done, of }) => onStep(done, of) },
      );
      const sets = readings.map(({ setHash, reading: { scenarios } }) => ({ hash: setHash, name: scenarios.name }));
      const way = { model, how, method, pooling, sets };
      const matrix = { id: trainTestId(way), at: clock.now().toISOString(), ...way, ...found };
      store.setState((now) =>
        now.epoch === epoch
          ? { experiment: withTrainTest(now.experiment, matrix), origins: { ...now.origins, [matrix.id]: 'live' as const } }
          : {},
      );
    },
  };
}
