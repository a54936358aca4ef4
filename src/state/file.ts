/** Experiments as files: JSON, with float32 arrays as base64 and NaN as null. Reading checks what it uses and names the path of what is wrong. */
import { LabError } from '../error';
import { POOLINGS, isPooling } from './defaults';
import type { Experiment } from './experiment';

/** The experiment as one line of JSON; `decodeExperiment` gives it back, bit for bit. */
export function encodeExperiment(experiment: Experiment): string {
  return JSON.stringify(experiment, (_, value: unknown) => {
    if (value instanceof Float32Array) return { f32: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    return value;
  });
}

/** Throws `experiment-not-json` or `experiment-invalid`, naming the file and the path in it. */
export function decodeExperiment(json: string, file: string): Experiment {
  let value: Experiment;
  try {
    value = JSON.parse(json, (_, part: unknown) => (isPacked(part) ? fromBase64(part.f32) : part)) as Experiment;
  } catch (error) {
    throw new LabError('experiment-not-json', `${file} is not a run file: ${(error as Error).message}.`, 'Choose a .json file that the lab exported.');
  }
  checkExperiment(value, file);
  const { run } = value;
  if (!run) return value;
  const numbers = (rows: (number | null)[][]) => rows.map((row) => row.map((x) => x ?? NaN));
  return {
    ...value,
    run: {
      ...run,
      scores: { positive: numbers(run.scores.positive), negative: numbers(run.scores.negative), scored: numbers(run.scores.scored) },
      metrics: run.metrics.map((layer) => ({ ...layer, aurocLow: layer.aurocLow ?? NaN, aurocHigh: layer.aurocHigh ?? NaN, d: layer.d ?? NaN })),
    },
  };
}

/** Throws `experiment-invalid` at the first thing the page could not show. */
export function checkExperiment(value: unknown, file: string): asserts value is Experiment {
  const fail = (path: string, wanted: string, got: unknown): never => {
    throw new LabError('experiment-invalid', `${file}: ${path}: expected ${wanted}, got ${JSON.stringify(got)?.slice(0, 60) ?? String(got)}.`, 'The file is damaged or from another version of the lab.');
  };
  const experiment = value as Partial<Experiment> | null;
  if (typeof experiment !== 'object' || experiment === null) return fail('(whole file)', 'an experiment', value);
  if (experiment.format !== 'eia-lab/experiment') fail('format', '"eia-lab/experiment"', experiment.format);
  if (experiment.version !== 1) fail('version', '1', experiment.version);
  const { run, steering, capture } = experiment;
  if (typeof steering?.prompt !== 'string' || !Array.isArray(steering.band)) fail('steering', 'prompt and band', steering);
  if (!isPooling(capture?.pooling)) fail('capture.pooling', POOLINGS.join(' or '), capture?.pooling);
  if (!Array.isArray(experiment.completions)) fail('completions', 'a list', experiment.completions);
  if (!Number.isInteger(experiment.layer)) fail('layer', 'a whole number', experiment.layer);
  if (!run) return;
  const { layers, width, data } = (run.directions as Partial<typeof run.directions> | undefined) ?? {};
  if (!layers || !width || !(data instanceof Float32Array) || data.length !== layers * width) fail('run.directions.data', `${layers} × ${width} numbers`, data?.length);
  for (const side of ['positive', 'negative', 'scored'] as const) {
    const rows = (run.scores as Partial<typeof run.scores> | undefined)?.[side];
    if (!Array.isArray(rows) || rows.length !== layers) fail(`run.scores.${side}`, `${layers} layers`, rows?.length);
  }
  if (!Array.isArray(run.metrics)) fail('run.metrics', 'a list', run.metrics);
}

const isPacked = (part: unknown): part is { f32: string } => typeof part === 'object' && part !== null && typeof (part as { f32?: unknown }).f32 === 'string';

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
}
