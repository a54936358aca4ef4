/** Trained on one set, tested on another: reads the sets from the disk one after the other, so that one set's residuals lie in memory. */
import type { MatrixRequest, StepEvent } from '../../src/analysis-protocol';
import type { PairIndex } from '../../src/lab/direction';
import { indices, type LayerIndex } from '../../src/lab/indices';
import type { Method } from '../../src/lab/readers/method';
import { aurocsAlong, byLayer, sharedPairs, unitAt, type TrainTest, type TrainTestSet } from '../../src/lab/report/matrix';
import type { Pooling } from '../../src/protocol';
import { breathe } from '../yield';
import { contiguous, fitting, taken } from './kept-texts';

type Asked = MatrixRequest['sets'][number];

/**
 * Every set's directions on every set's test pairs. Texts that the disk lacks drop their pair. Steps: each set is read twice, once for its
 * directions and once for its test pairs. Throws what `readerAt` throws, and the signal's reason.
 */
export async function trainTest(
  sets: readonly Asked[],
  pooling: Pooling,
  method: Method,
  event: (event: StepEvent) => void,
  signal: AbortSignal,
): Promise<TrainTest> {
  const step = (done: number): void => event({ done, of: 2 * sets.length });
  const pause = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };
  const layers = sets[0]?.reading.reading.model.layers ?? 0;
  const units: Float32Array[] = [];
  const trained: PairIndex[][] = [];
  for (const [j, asked] of sets.entries()) {
    const set = await readSet(asked, pooling);
    const { width } = set.residuals;
    const data = new Float32Array(layers * width);
    for (const layer of indices<LayerIndex>(layers)) {
      await pause();
      const unit = unitAt(set, method, layer);
      if (unit) data.set(unit, layer * width);
    }
    units.push(data);
    trained.push([...set.train]);
    step(j + 1);
  }
  /** [tested on][trained on][layer]. */
  const along: Float64Array[][] = [];
  const tested: PairIndex[][] = [];
  for (const [k, asked] of sets.entries()) {
    const { residuals, test } = await readSet(asked, pooling);
    const aurocs: Float64Array[] = [];
    for (const data of units) {
      await pause();
      aurocs.push(aurocsAlong({ ...residuals, data }, residuals, test));
    }
    along.push(aurocs);
    tested.push([...test]);
    step(sets.length + k + 1);
  }
  // Texts of the same tokens are one text to the model.
  const hashes = (j: number, pairs: readonly PairIndex[]): (readonly [string, string])[] =>
    pairs.map(({ positive, negative }) => [sets[j]!.reading.tokenHashes[positive]!, sets[j]!.reading.tokenHashes[negative]!]);
  return {
    train: trained.map(({ length }) => length),
    test: tested.map(({ length }) => length),
    auroc: byLayer(
      sets.map((_, j) => sets.map((_, k) => along[k]![j]!)),
      layers,
    ),
    shared: sets.map((_, j) => sets.map((_, k) => sharedPairs(hashes(j, trained[j]!).flat(), hashes(k, tested[k]!)))),
  };
}

async function readSet({ reading, pairs }: Asked, pooling: Pooling): Promise<TrainTestSet> {
  const { model } = reading.reading;
  const kept = (await taken(reading.graphHash, reading.tokenHashes)).map(fitting(model));
  const texts = reading.tokenHashes.map((_, text) => kept[text]);
  const { residuals, have } = contiguous(texts, pooling, model);
  const there = pairs.filter(({ positive, negative }) => have[positive] && have[negative]);
  return { residuals, train: there.filter(({ split }) => split === 'train'), test: there.filter(({ split }) => split === 'test') };
}
