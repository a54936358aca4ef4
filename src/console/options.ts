/** The options that scripts hand to window.lab, with what stands for those that are left out. */
import * as v from 'valibot';
import { LabError } from '../error';
import { isPooling, lastOf, POOLINGS, PUBLISHED_CAPTURE } from '../experiment/capture';
import { decode } from '../formats/codec';
import { finite, flag, is, list, positive, record, text, whole, seed } from '../formats/schemas';
import { shown } from '../formats/shown';
import type { LoadEvent, Pooling, TokenEvent } from '../protocol';
import { VALIDATIONS } from '../lab/folds';
import { METHODS } from '../lab/readers/method';
import type { Unit } from '../lab/units';
import { told } from './arguments';
import type { ChooseOptions, PlayOptions } from './types';

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
  seed: v.optional(seed, 1),
  temperature: v.optional(number, 0),
  topP: v.optional(number, 1),
  repetitionPenalty: v.optional(number, 1),
  maxNewTokens: v.optional(number, 64),
  begin: v.optional(list(whole), []),
  likely: v.optional(whole, 0),
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
  onProgress: aFunction<NonNullable<ChooseOptions['onProgress']>>(),
  signal,
});

const playOptions = record({
  variant: v.nullish(text, null),
  seed: v.optional(seed, 1),
  player: v.optional(text, 'model'),
  answer: v.optional(v.picklist(['menu', 'free'], "'menu' or 'free'"), 'menu'),
  alpha: v.optional(finite, 0),
  unit: v.optional(
    is<Unit>('a text', (x) => typeof x === 'string'),
    'raw',
  ),
  template: v.optional(flag, false),
  onStep: aFunction<NonNullable<PlayOptions['onStep']>>(),
  signal,
});

const sweepOptions = record({
  prompts: list(text),
  strengths: v.unknown(),
  seeds: v.optional(list(seed), [1]),
  random: v.optional(whole, 0),
  seed: v.optional(seed, 1),
  asking: v.optional(record({ positive: text, negative: text })),
  damage: v.optional(flag, true),
  readAt: v.optional(number),
  sides: v.optional(record({ positive: text, negative: text }), { positive: 'the concept', negative: 'its opposite' }),
  unit: v.optional(
    is<Unit>('a text', (x) => typeof x === 'string'),
    'raw',
  ),
  template: v.optional(flag, false),
  temperature: v.optional(number, 0),
  topP: v.optional(number, 1),
  repetitionPenalty: v.optional(number, 1),
  maxNewTokens: v.optional(number, 64),
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
  withoutMean: v.optional(flag, false),
  seed: v.optional(seed, 1),
});

const lensOptions = record({ layer: is<number>('a block, a whole number', Number.isInteger), top: v.optional(positive, 10), signal });

/**
 * Options of `lab.capture`, and of all that reads as it does; `prompted`: of texts that answer prompts. Throws `bad-pooling`,
 * `answer-needs-template`, and `bad-input` for values of another type.
 */
export function capture(value: unknown, prompted = false): v.InferOutput<typeof captureOptions> {
  const pooling = poolingOf(value);
  const read = options(captureOptions, pooling === undefined ? value : { ...(value as object), pooling });
  if (read.pooling === 'answer' && !read.template && !prompted)
    throw new LabError(
      'answer-needs-template',
      'The pooling “answer” takes the tokens of the text within its chat template, and template is false.',
      'Give template: true beside it, or choose another pooling.',
    );
  return read;
}

/** What a script calls it, as a name: `{ last: 8 }` is "last-8". Throws `bad-pooling`. */
function poolingOf(value: unknown): Pooling | undefined {
  const given: unknown = (value as { pooling?: unknown } | null | undefined)?.pooling;
  if (given === undefined || isPooling(given)) return given;
  const use = `Use ${POOLINGS.join(', ')}, or { last: k } for the mean over the last k tokens.`;
  if (typeof given !== 'object' || given === null || !('last' in given))
    throw new LabError('bad-pooling', `No pooling is called ${shown(given)}.`, use);
  const { last } = given;
  if (!(Number.isSafeInteger(last) && (last as number) >= 1))
    throw new LabError('bad-pooling', `pooling.last: expected a whole number above 0, got ${shown(last)}`, use);
  return lastOf(last as number);
}

/** What `lab.generate` takes beside directions, layer and alphas. Throws `bad-input` for values of another type. */
export const generate = (value: unknown): v.InferOutput<typeof generateOptions> => options(generateOptions, value);

/** What `lab.choose` takes beside directions, layer and alphas. Throws `bad-input` for values of another type. */
export const choose = (value: unknown): v.InferOutput<typeof chooseOptions> => options(chooseOptions, value);

/** What `lab.play` takes beside directions, layer and edits. Throws `bad-input` for values of another type. */
export const play = (value: unknown): v.InferOutput<typeof playOptions> => options(playOptions, value);

/** What `lab.sweep` takes beside directions and layer. Throws `bad-input` for values of another type. */
export const sweep = (value: unknown): v.InferOutput<typeof sweepOptions> => options(sweepOptions, value);

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
