/** Sets tried on each other as a record: directions found on one, tested on another, of one model and one way of reading. */
import type * as v from 'valibot';
import { list, oneOf, record, text, whole } from '../formats/schemas';
import { METHODS } from '../lab/readers/method';
import type { TrainTest } from '../lab/report/matrix';
import { POOLINGS } from './capture';
import { contentId } from './content-id';
import { put, type Experiment } from './experiment';
import { id, measured, moment } from './fields';
import { how } from './reading';
import { modelStamp } from './stamp';

const counts = list(whole);

export const trainTestRecord = record({
  id,
  /** ISO 8601. */
  at: moment,
  model: modelStamp,
  how,
  method: oneOf(...METHODS),
  pooling: oneOf(...POOLINGS),
  /** By the hash of their texts; the sets themselves need not be in the experiment. */
  sets: list(record({ hash: text, name: text })),
  /** [set] pairs trained on, and pairs tested on. */
  train: counts,
  test: counts,
  /** [trained on][tested on] test pairs of which a text is among the texts trained on. */
  shared: list(counts),
  /** [layer][trained on][tested on]; NaN where there is no direction, or no pair to train or test on. */
  auroc: list(list(list(measured))),
}) satisfies v.GenericSchema<unknown, TrainTest>;
export type TrainTestRecord = v.InferOutput<typeof trainTestRecord>;

/** What a matrix hangs on beside its sets. */
export type Way = Pick<TrainTestRecord, 'model' | 'how' | 'method' | 'pooling'>;

/** The id that its way and its sets give to a matrix: made anew it takes its own place. */
export const trainTestId = ({ model, how, method, pooling, sets }: Omit<TrainTestRecord, 'id' | 'at' | keyof TrainTest>): string =>
  contentId('matrix', JSON.stringify([model.graphHash, how.template, how.maxTokens, method, pooling, sets.map(({ hash }) => hash)]));

/** The experiment with this matrix in it, in the place of an earlier one of the same sets in the same way. */
export const withTrainTest = (experiment: Experiment, matrix: TrainTestRecord): Experiment => ({
  ...experiment,
  matrices: put(experiment.matrices, matrix, ({ id }) => id === matrix.id),
});

/** The matrices of that way, the latest last. */
export const trainTestsOf = (
  { matrices }: Pick<Experiment, 'matrices'>,
  { model, how, method, pooling }: Way,
): readonly TrainTestRecord[] =>
  matrices.filter(
    (one) =>
      one.model.graphHash === model.graphHash &&
      one.how.template === how.template &&
      one.how.maxTokens === how.maxTokens &&
      one.method === method &&
      one.pooling === pooling,
  );
