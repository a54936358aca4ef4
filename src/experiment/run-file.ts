/**
 * Experiments as files: JSON, with float32 arrays as base64 and NaN as null. Reading checks what it uses and names the path of what is
 * wrong.
 */
import { separatorOf } from '../formats/text';
import { LabError } from '../error';
import { checkExperiment } from './check-experiment';
import type { Experiment, Recorded } from './experiment';

/** The experiment as one line of JSON; `decodeExperiment` and `remeasure` give it back, bit for bit. */
export function encodeExperiment(experiment: Experiment): string {
  return JSON.stringify(experiment, (_, value: unknown) => {
    // The report's columns, for other programs; opened here, they are made anew.
    if (value instanceof Float64Array) return Array.from(value);
    if (value instanceof Float32Array) return { f32: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    return value;
  });
}

/**
 * What the file holds, its derived numbers aside (`remeasure` makes them). Throws `experiment-not-json` or `experiment-invalid`, naming
 * the file and the path in it.
 */
export function decodeExperiment(json: string, file: string): Recorded {
  let value: Experiment;
  try {
    value = JSON.parse(json, (_, part: unknown) => (isPacked(part) ? fromBase64(part.f32) : part)) as Experiment;
  } catch (error) {
    const what = separatorOf(json) ? 'it is a table (CSV), where a run file is JSON' : (error as Error).message;
    throw new LabError('experiment-not-json', `${file} is not a run file: ${what}.`, 'Choose a .json file that the lab exported.');
  }
  checkExperiment(value, file);
  const { run } = value as Recorded & { run: { report?: unknown } | null };
  const completions = value.completions.map((one) => ({
    ...one,
    scores: one.scores.map((token) => token.map((x) => x ?? NaN)),
    coherence: one.coherence && { ...one.coherence, meanLogProb: one.coherence.meanLogProb ?? NaN },
  }));
  if (!run) return { ...value, run, completions };
  const measured = { ...run };
  delete measured.report;
  const numbers = (rows: (number | null)[][]) => rows.map((row) => row.map((x) => x ?? NaN));
  return {
    ...value,
    completions,
    run: {
      ...measured,
      scores: { positive: numbers(run.scores.positive), negative: numbers(run.scores.negative), scored: numbers(run.scores.scored) },
      metrics: run.metrics.map((layer) => ({
        ...layer,
        aurocLow: layer.aurocLow ?? NaN,
        aurocHigh: layer.aurocHigh ?? NaN,
        d: layer.d ?? NaN,
      })),
    },
  };
}

const isPacked = (part: unknown): part is { f32: string } =>
  typeof part === 'object' && part !== null && typeof (part as { f32?: unknown }).f32 === 'string';

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
}
