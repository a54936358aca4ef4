/** Experiments as files: JSON, with float32 arrays as base64 and NaN as null. `src/experiment/run-file.ts` reads them. */
import { packJson } from '../formats/packed';
import type { Experiment } from './experiment';

/** The experiment as one line of JSON; `decodeExperiment` and `remeasure` give it back, bit for bit. */
export const encodeExperiment = (experiment: Experiment): string => [...encodeParts(experiment)].join('');

/** The same piece by piece, a record each: whoever joins them may do something else in between. */
export function* encodeParts(experiment: Experiment): Generator<string> {
  yield '{';
  const fields = Object.entries(experiment).filter(([, value]) => value !== undefined);
  for (const [i, [name, value]] of fields.entries()) {
    yield `${i > 0 ? ',' : ''}${JSON.stringify(name)}:`;
    if (Array.isArray(value)) yield* encodeList(value);
    else yield packJson(value);
  }
  yield '}';
}

function* encodeList(records: readonly object[]): Generator<string> {
  yield '[';
  for (const [i, record] of records.entries()) yield `${i > 0 ? ',' : ''}${encodeRecord(record)}`;
  yield ']';
}

const encoded = new WeakMap<object, string>();
/** Records never change: each is encoded once. */
function encodeRecord(record: object): string {
  const text = encoded.get(record) ?? packJson(record);
  encoded.set(record, text);
  return text;
}
