/** Comparing analyses and sets: what is asked of the analysis worker and the disk. Answers are for whoever asks; nothing is kept. */
import type { Spec } from '../experiment/analysis';
import type { ShownRun } from '../experiment/shown';
import { planTexts } from '../experiment/text-plan';
import type { TrainTest } from '../lab/report/matrix';
import type { WholeReading } from '../storage/readings';
import type { Context } from './ports';

interface Asking {
  readonly signal: AbortSignal;
  readonly onStep: (done: number, of: number) => void;
}

export function compareActions({ analysis, disk }: Pick<Context, 'analysis' | 'disk'>) {
  return {
    /**
     * The sets that this browser has read with the model of this run, in its way (template, cut): one reading a set, the latest. Nothing
     * where the browser refuses storage.
     */
    async setsReadLike({ model, capture, directions: { layers, width } }: Pick<ShownRun, 'model' | 'capture' | 'directions'>) {
      const sets = new Map<string, WholeReading>();
      for (const { whole, texts } of await disk.readings.listReadings().catch(() => [])) {
        if (!whole || texts === 0 || whole.graphHash !== model.graphHash) continue;
        const { how, model: by } = whole.reading;
        if (how.template !== capture.template || how.maxTokens !== capture.maxTokens || by.layers !== layers || by.width !== width)
          continue;
        sets.delete(whole.setHash);
        sets.set(whole.setHash, whole);
      }
      return [...sets.values()];
    },

    /** Trained on each of these sets, tested on each. `onStep`: each set is read twice. Rejects with `cancelled` where stopped. */
    trainTest(
      readings: readonly WholeReading[],
      { pooling, method }: Pick<Spec, 'pooling' | 'method'>,
      asking: Asking,
    ): Promise<TrainTest> {
      const sets = readings.map((reading) => ({ reading, pairs: planTexts(reading.reading.scenarios.set).pairs }));
      const { signal, onStep } = asking;
      return analysis.call('matrix', { sets, pooling, method }, { signal, onEvent: ({ done, of }) => onStep(done, of) });
    },
  };
}
