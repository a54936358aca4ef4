/** The run file of version 1, field by field. src/experiment/version-1.ts tells it in records. */
import * as v from 'valibot';
import { finite, flag, is, list, oneOf, positive, record, text, versioned, whole } from '../formats/schemas';
import { coherence } from './answer';
import { captureSettings } from './capture';
import { measured, moment } from './fields';
import { modelStamp } from './stamp';
import { steeringSettings } from './view';
import { t } from '../language/t';

const rows = list(list(measured));

const run = record({
  directions: record({
    layers: positive,
    width: positive,
    data: is<Float32Array>(t`float32 numbers, packed`, (value) => value instanceof Float32Array),
    separation: list(finite),
    midpoint: list(finite),
    norm: list(finite),
  }),
  scores: record({ positive: rows, negative: rows, scored: rows }),
  metrics: list(
    record({
      layer: whole,
      nPositive: whole,
      nNegative: whole,
      auroc: finite,
      accuracy: finite,
      accuracyMedian: finite,
      separation: finite,
      d: v.exactOptional(measured),
    }),
  ),
  truncated: v.optional(list(flag)),
  complete: flag,
  computed: whole,
  fromStorage: whole,
  of: whole,
  seconds: finite,
  capture: captureSettings,
});
/** One run, with its directions. */
export type Run = v.InferOutput<typeof run>;

const completion = record({
  alpha: finite,
  text,
  tokens: list(whole),
  scores: rows,
  unsteeredScores: v.optional(list(measured)),
  coherence: v.nullable(coherence),
  cut: v.optional(flag),
  failure: v.optional(text),
});
/** An answer. */
export type Completion = v.InferOutput<typeof completion>;

const steered = record({ at: moment, model: text, scenarios: text, capture: captureSettings, settings: steeringSettings });
/** What the answers were written under. */
export type Steered = v.InferOutput<typeof steered>;

const anything = is<object>(t`an object`, (value) => typeof value === 'object' && value !== null && !Array.isArray(value));
export const file = versioned(
  { format: v.literal('eia-lab/experiment', '"eia-lab/experiment"'), version: oneOf(1) },
  {
    recordedAt: v.nullable(moment),
    model: v.nullable(modelStamp),
    scenarios: v.nullable(record({ id: text, name: text, hash: text, set: anything })),
    capture: captureSettings,
    run: v.nullable(run),
    layer: whole,
    steering: steeringSettings,
    completions: list(completion),
    steered: v.nullable(steered),
    seed: finite,
  },
);
/** The whole file. */
export type File = v.InferOutput<typeof file>;
