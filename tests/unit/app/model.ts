/** A model for the tests of the app: reads every text as a point on one side or the other, and writes what it is told. */
import { indices, type PassIndex, type RowIndex } from '../../../src/lab/indices';
import type {
  Pooling,
  Captured,
  CaptureEvent,
  CaptureRequest,
  CutRequest,
  GeneratedRow,
  ModelInfo,
  Passage,
  SteerRequest,
  TokenEvent,
} from '../../../src/protocol';
import { passageKey, textOf } from '../../../src/lab/passage';
import type { Answers } from './ports';

/** A text for every passage that is another. */
const keyOf = (of: Passage): string => (typeof of === 'string' ? of : passageKey(of.text, of.prompt));

export const LAYERS = 3;
export const WIDTH = 4;

export const info = (over: Partial<ModelInfo> = {}): ModelInfo =>
  ({
    id: 'tiny',
    repo: 'owner/tiny',
    revision: 'main',
    commit: null,
    architecture: 'Tiny',
    layers: LAYERS,
    width: WIDTH,
    stream: 'float32',
    vocab: 10,
    context: 2048,
    device: 'wasm',
    dtype: 'q4',
    dtypeNote: null,
    widened: true,
    graphHash: 'graph',
    deviceName: '2 WASM threads',
    fallbackReason: null,
    slowReason: null,
    chatTemplate: true,
    selfTest: { passed: true, failures: [], referenceCosine: 1 },
    seconds: 1,
    downloaded: 0,
    ...over,
  }) as ModelInfo;

const coherence = { words: 1, uniqueWordRatio: 1, repeatedTrigrams: 0, repeatedCharacters: 0, verdict: 'fluent' as const, meanLogProb: -1 };

/** What a row gives in the end. */
export const row = (text: string, over: Partial<GeneratedRow> = {}): GeneratedRow => ({
  text,
  tokens: [1, 2],
  scores: [Array<number>(LAYERS).fill(0.5), Array<number>(LAYERS).fill(0.25)],
  unsteeredScores: Array<number>(LAYERS).fill(0.375),
  ends: [Math.ceil(text.length / 2), text.length],
  rereadScores: [],
  likely: null,
  ended: true,
  failure: null,
  coherence,
  ...over,
});

/** Rises with a text's first letters, so that two kinds of text lie apart. */
function residual(text: string, poolings: number): Float32Array {
  const side = /please|sorry|help/i.test(text) ? 1 : -1;
  return Float32Array.from({ length: poolings * LAYERS * WIDTH }, (_, i) => side + Math.sin(text.length * 7 + i) / 2);
}

export interface Model {
  readonly answers: Answers;
  /** Kinds of the calls, in their order. */
  readonly asked: string[];
  /** Poolings of the last run that read texts. */
  poolings: readonly Pooling[];
  /** The last request to write. */
  steered: SteerRequest | null;
  /** Before each text, and after each token: a test can wait here, or throw. */
  between: () => Promise<void>;
  /** What the rows of the next answer are. */
  rows: readonly GeneratedRow[];
  info: ModelInfo;
  /** Texts whose answer in the chat template cannot be told. */
  answerless: RegExp;
  /** What a load does before it is ready. */
  loading: () => Promise<void>;
}

/** Stops as the worker does: with the code `cancelled`. */
const heed = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw Object.assign(new Error('Stopped.'), { code: 'cancelled', hint: '' });
};

export function tinyModel(): Model {
  const asked: string[] = [];
  const model: Model = {
    asked,
    poolings: [],
    steered: null,
    between: () => Promise.resolve(),
    loading: () => Promise.resolve(),
    rows: [row('one'), row('two')],
    info: info(),
    answerless: /^$/,
    async answers(kind, input, options) {
      const { signal, onEvent } = options ?? {};
      asked.push(kind);
      if (kind === 'load') {
        await model.loading();
        heed(signal);
        return { ...model.info };
      }
      if (kind === 'cut') {
        const { shuffle, template, texts: read } = input as CutRequest;
        const texts = read.map(keyOf);
        const prompted = read.some((text) => typeof text !== 'string');
        if (shuffle !== undefined && (template || prompted) && texts.some((text) => model.answerless.test(text)))
          throw Object.assign(new Error('Its tokens cannot be told.'), { code: 'no-answer', hint: '' });
        const hash = (text: string) => `hash of ${template ? 'the message ' : ''}${shuffle === undefined ? '' : 'the shuffled '}${text}`;
        return {
          tokens: texts.map(() => 5),
          truncated: texts.map(() => false),
          tokenHashes: texts.map(hash),
          ...((template || prompted) && { answers: texts.map((text) => !model.answerless.test(text)) }),
        };
      }
      if (kind === 'capture') {
        const { poolings, texts: read } = input as CaptureRequest;
        const texts = read.map(textOf);
        // Texts beside a set are read one by one.
        if (texts.length > 1) model.poolings = poolings;
        for (const text of indices<PassIndex>(texts.length)) {
          const content = texts[text]!;
          await model.between();
          heed(signal);
          const event: CaptureEvent = {
            done: text + 1,
            of: texts.length,
            text,
            residual: residual(content, poolings.length),
            tokens: 5,
            truncated: false,
          };
          onEvent?.(event as never);
        }
        const data = Float32Array.from(texts.flatMap((text) => Array.from(residual(text, poolings.length))));
        return { layers: LAYERS, width: WIDTH, count: texts.length, data } as Captured;
      }
      model.steered = input as SteerRequest;
      for (const row of indices<RowIndex>(model.rows.length)) {
        const { text } = model.rows[row]!;
        const event: TokenEvent = { row, token: 1, text, scores: new Float32Array(LAYERS), tokens: row + 1, seconds: 2 };
        onEvent?.(event as never);
        await model.between();
        heed(signal);
      }
      return { rows: model.rows, promptTokens: 3, prefillSeconds: 1, decodeSeconds: 1, computed: 8, asked: 9 };
    },
  };
  return model;
}
