/** The options that scripts hand to window.lab, with what stands for those that are left out. */
import * as v from 'valibot';
import { LabError } from '../error';
import { isPooling, POOLINGS, PUBLISHED_CAPTURE } from '../experiment/capture';
import { decode } from '../formats/codec';
import { flag, is, positive, record } from '../formats/schemas';
import { shown } from '../formats/shown';
import type { LoadEvent, Pooling, TokenEvent } from '../protocol';
import { VALIDATIONS } from '../lab/folds';
import { METHODS } from '../lab/readers/method';
import type { Unit } from '../lab/units';
import { told } from './arguments';

const aFunction = <F>() => v.optional(is<F>('a function', (x) => typeof x === 'function'));
const signal = v.optional(is<AbortSignal>('an AbortSignal', (x) => typeof x === 'object' && x !== null && 'aborted' in x));
/** Whether it is in range, sampling and steering say: they know why. */
const number = is<number>('a number', (x) => typeof x === 'number');

const captureOptions = record({
  pooling: v.optional(is<Pooling>(POOLINGS.join(', '), isPooling), PUBLISHED_CAPTURE.pooling),
  template: v.optional(flag, PUBLISHED_CAPTURE.template),
  // Infinity cuts at the model's context alone.
  maxTokens: v.optional(
    is<number>('a whole number above 0', (x) => x === Infinity || (Number.isInteger(x) && (x as number) > 0)),
    PUBLISHED_CAPTURE.maxTokens,
  ),
  onProgress: aFunction<(progress: { done: number; of: number }) => void>(),
  signal,
});

const generateOptions = record({
  unit: v.optional(
    is<Unit>('a text', (x) => typeof x === 'string'),
    'raw',
  ),
  seed: v.optional(is<number>('a whole number', Number.isInteger), 1),
  temperature: v.optional(number, 0),
  topP: v.optional(number, 1),
  repetitionPenalty: v.optional(number, 1),
  maxNewTokens: v.optional(number, 64),
  template: v.optional(flag, false),
  onToken: aFunction<(event: TokenEvent) => void>(),
  signal,
});

const chooseOptions = record({
  unit: v.optional(
    is<Unit>('a text', (x) => typeof x === 'string'),
    'raw',
  ),
  template: v.optional(flag, false),
  onProgress: aFunction<(progress: { done: number; of: number }) => void>(),
  signal,
});

const loadOptions = record({ onProgress: aFunction<(event: LoadEvent) => void>(), signal });

const evaluateOptions = record({ controls: v.optional(flag, false) });

const among = <T extends string>(all: readonly T[]) => is<T>(all.join(', '), (x) => (all as readonly unknown[]).includes(x));

const analyseOptions = record({
  method: v.optional(among(METHODS), 'mean-difference'),
  /** Without it what the pairs allow: `analyse.ts`. */
  validation: v.optional(among(VALIDATIONS)),
  folds: v.optional(
    is<number>('a whole number of at least 2', (x) => Number.isInteger(x) && (x as number) >= 2),
    5,
  ),
  controls: v.optional(flag, false),
  seed: v.optional(is<number>('a whole number', Number.isInteger), 1),
});

const lensOptions = record({ layer: is<number>('a block, a whole number', Number.isInteger), top: v.optional(positive, 10), signal });

/** Options of `lab.capture`, and of all that reads as it does. Throws `bad-pooling`, and `bad-input` for values of another type. */
export function capture(value: unknown): v.InferOutput<typeof captureOptions> {
  const pooling: unknown = (value as { pooling?: unknown } | null | undefined)?.pooling;
  if (pooling !== undefined && !isPooling(pooling))
    throw new LabError('bad-pooling', `No pooling is called ${shown(pooling)}.`, `Use ${POOLINGS.join(', ')}.`);
  return options(captureOptions, value);
}

/** What `lab.generate` takes beside directions, layer and alphas. Throws `bad-input` for values of another type. */
export const generate = (value: unknown): v.InferOutput<typeof generateOptions> => options(generateOptions, value);

/** What `lab.choose` takes beside directions, layer and alphas. Throws `bad-input` for values of another type. */
export const choose = (value: unknown): v.InferOutput<typeof chooseOptions> => options(chooseOptions, value);

/** What every load takes beside its device. Throws `bad-input` for values of another type. */
export const loading = (value: unknown): v.InferOutput<typeof loadOptions> => options(loadOptions, value);

/** What `lab.evaluate` takes beside those of capture and `train`. Throws `bad-input` for values of another type. */
export const evaluate = (value: unknown): v.InferOutput<typeof evaluateOptions> => options(evaluateOptions, value);

/** What `lab.analyse` takes beside those of capture. Throws `bad-input` for values of another type. */
export const analyse = (value: unknown): v.InferOutput<typeof analyseOptions> => options(analyseOptions, value);

/** What `lab.lens` takes beside directions. Throws `bad-input` for values of another type. */
export const lens = (value: unknown): v.InferOutput<typeof lensOptions> => options(lensOptions, value);

/** All that are wrong are named. No options at all are the default ones. */
const options = <const S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> =>
  decode(schema, value ?? {}, { ...told('', HINT), whole: 'options' });

const HINT = 'Leave an option out for its default; README.md, “Console”, has examples.';
