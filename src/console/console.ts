/**
 * window.lab: the whole lab for scripts, notebooks and tests, through the same client as the page.
 * Every rejection is an Error with `code`, `message` and `hint`. README.md, "Console", has examples.
 */
import * as given from './arguments';
import type { Pair } from './arguments';
import * as options from './options';
import { errorData, LabError, labError } from '../error';
import { directions as findDirections, type Directions } from '../lab/direction';
import { repeats, type Sides } from '../lab/repeats';
import { CONTROLS } from '../lab/report/controls';
import { rows as rowsOf, type LayerMetrics } from '../lab/report/rows';
import { scores } from '../lab/score';
import { steerRows, type Steerable, type Unit } from '../lab/units';
import type { Captured, Coherence, Inspection, LoadEvent, ModelChoice, ModelInfo, Pooling, TokenEvent } from '../protocol';
import { checkNewer, inspectModel, loadModel, openExperiment, renewStored, unload, type Newer } from '../app/actions';
import type { CatalogueEntry, ModelSpec } from '../hub/catalogue';
import { analysis } from '../app/analysis';
import { client } from '../app/model-actions';
import { PUBLISHED_CAPTURE } from '../experiment/defaults';
import type { Experiment } from '../experiment/experiment';
import { exportTar, importModel, loadFolder, type FolderOptions } from '../app/storage-actions';
import { store } from '../app/store';
import { expectDifferent, sameTexts, sameTokens, seenSentence, type CutAt } from '../experiment/warnings';
import { listModels, removeModels, type StoredModel } from '../storage/models';

export interface CaptureOptions {
  /** Default 'mean', as published. */
  pooling?: Pooling;
  /** Wrap each text in the model's chat template. Default false. */
  template?: boolean;
  /** Default 512. */
  maxTokens?: number;
  onProgress?: (progress: { done: number; of: number }) => void;
  signal?: AbortSignal;
}

export interface EvaluateOptions extends CaptureOptions {
  /** Adds chance and agreement to each row, see `lab.evaluate`. Default false: they take seconds. */
  controls?: boolean;
  /** The pairs that the directions were found on, for the controls that need them. */
  train?: Pair[];
}

export interface GenerateOptions {
  directions?: Steerable;
  /** One block, or first and last of a band that shares the dose. Default: the middle third. */
  layer?: number | [number, number];
  /** One row each, all in one batch. Default [0]. */
  alphas?: number[];
  /** Default 'raw'. */
  unit?: Unit;
  seed?: number;
  /** Default 0: greedy. */
  temperature?: number;
  topP?: number;
  /** Default 1: off. */
  repetitionPenalty?: number;
  /** Default 64. */
  maxNewTokens?: number;
  template?: boolean;
  onToken?: (event: TokenEvent) => void;
  signal?: AbortSignal;
}

export interface Completion {
  alpha: number;
  text: string;
  tokens: number[];
  /** [token][layer], projections of the residual each token was chosen from; empty without directions. */
  scores: number[][];
  /** [layer], mean score of the finished answer read again without a push; empty without directions. */
  unsteeredScores: number[];
  /** By itself; false where the answer was cut at maxNewTokens or broke off. */
  ended: boolean;
  coherence: Coherence;
}

/** What should be known about the texts before the figures are believed; also said in the browser's console. */
export interface Warned {
  warnings: string[];
}

/** What `lab.directions` finds. `trainedOn`: hashes of the tokens of its pairs, by which `lab.evaluate` knows them again. */
export interface FoundDirections extends Directions, Warned {
  trainedOn: Sides[];
}

export const lab = {
  version: __VERSION__,

  models: (): CatalogueEntry[] => store.getState().catalogue,

  /**
   * @throws unknown-model, unknown-dtype, unknown-device, bad-hub, network, file-missing, webgpu-missing, session-failed, graph-*,
   * cancelled
   */
  load: coded(
    (
      model: ModelSpec,
      o?: { device?: ModelChoice['device']; onProgress?: (e: LoadEvent) => void; signal?: AbortSignal },
    ): Promise<ModelInfo> => loadModel(model, o ?? {}),
  ),

  /**
   * A model from files on this machine: a folder's files, or one .tar, .tar.gz or .zip. Read where they lie; `graph` names one of several
   * models. @throws folder-incomplete, no-onnx, several-models, archive-damaged, archive-unsupported, and what load throws
   */
  loadFolder: coded((files: Iterable<File>, o?: FolderOptions): Promise<ModelInfo> => loadFolder(given.files(files), o ?? {})),

  /** Models on this disk. */
  storage: {
    list: coded((): Promise<StoredModel[]> => listModels()),
    /**
     * Whether the branch that a model (its `root`) came from has moved on: the commit it is at, and which files are others there. @throws
     * no-such-model, no-listing, network, server-busy, repo-missing
     */
    check: coded((root: string): Promise<Newer> => checkNewer(root)),
    /** Makes the next load fetch what has changed since. */
    renew: coded((root: string): Promise<void> => renewStored(root)),
    /** Deletes one model (its `root`), or with none all of them. Runs are kept. */
    clear: coded((root?: string): Promise<void> => removeModels(root)),
    /** A whole model as one .tar, for a machine without network. @throws no-such-model, model-incomplete */
    exportTar: coded((root: string): Promise<Blob> => exportTar(root)),
    /** The way back; returns the model's root. @throws not-an-export, folder-incomplete, download-corrupt, storage-full, file-in-use */
    importModel: coded((files: Iterable<File>): Promise<string> => importModel(given.files(files))),
  },

  unload: (): Promise<void> => Promise.resolve(unload()),

  /**
   * What a graph is and what it wants of a device: of a catalogued model or a repository (only its .onnx file is fetched), or of an .onnx
   * file.
   * Needs no loaded model. @throws graph-*, unknown-model, unknown-dtype, network, file-missing, not-a-model-file, file-unreadable,
   * cancelled
   */
  inspect: coded((source: ModelSpec | File, o?: { onProgress?: (e: LoadEvent) => void; signal?: AbortSignal }): Promise<Inspection> =>
    inspectModel(source, o),
  ),

  tokenize: coded(async (text: string): Promise<number[]> => (await client.call('tokenize', { text: given.aText(text, 'text') })).ids),

  /**
   * @returns data[(text*layers + layer)*width + i], pooled resid_post. @throws no-texts, empty-text, no-chat-template, no-model,
   * cancelled
   */
  capture: coded(async (texts: string[], o?: CaptureOptions): Promise<Captured & Warned> => {
    const captured = await capture(texts, o);
    return warned(captured, sameTexts(texts, captured, cutAt(o)));
  }),

  /** Unit mean-difference per layer over all pairs. @throws empty-pairs, one-sided-pair, same-tokens, and what capture throws */
  directions: coded(async (pairs: Pair[], o?: CaptureOptions): Promise<FoundDirections> => {
    const captured = await capture(textsOf(pairs), o);
    const index = indicesOf(pairs);
    expectDifferent(index, captured, cutAt(o));
    return warned({ ...findDirections(captured, index), trainedOn: tokensOf(captured, index) }, sameTokens(index, captured, cutAt(o)));
  }),

  /**
   * Per layer, on these pairs: use others than the ones the directions were found on (`warnings` of the list names those that are not).
   * Directions without `midpoint` get the test midpoint as threshold. The interval is BCa over pairs, NaN under ten of them.
   * With `controls`, each row has `permutationP`, `randomLow`, `randomHigh`, and with `train` also `agreement`, `shuffledLow`,
   * `shuffledHigh`.
   */
  evaluate: coded(async (directions: Steerable, pairs: Pair[], o?: EvaluateOptions): Promise<LayerMetrics[] & Warned> => {
    const known = given.directions(directions);
    const { controls: wanted } = options.evaluate(o);
    const training = wanted && o?.train ? o.train : [];
    const captured = await capture([...textsOf(pairs), ...(training.length > 0 ? textsOf(training) : [])], o);
    const table = scores(captured, known);
    const index = indicesOf(pairs);
    const { layers } = known;
    const midpoint = known.midpoint ?? Array<null>(layers).fill(null);
    const scored = table.map((layer) => ({
      positive: index.map((pair) => layer[pair.positive]!),
      negative: index.map((pair) => layer[pair.negative]!),
    }));
    const evidence = {
      layers,
      pairs: pairs.map(({ positive, negative }) => ({ split: 'test' as const, positive, negative })),
      scores: { positive: scored.map((at) => at.positive), negative: scored.map((at) => at.negative) },
      midpoint,
    };
    const report = await analysis.call('report', { ...evidence, seed: 1 });
    const train = training.map((_, i) => ({ positive: 2 * (pairs.length + i), negative: 2 * (pairs.length + i) + 1 }));
    const controls = wanted
      ? await analysis.call('controls', {
          residuals: { layers, width: captured.width, count: captured.count, data: captured.data },
          train,
          test: index,
          scores: scored,
          seed: 1,
        })
      : {};
    const metrics = rowsOf({ ...report, table: { ...report.table, ...controls } }, CONTROLS);
    return warned(metrics, [
      ...sameTokens(index, captured, cutAt(o)),
      ...seenBefore((directions as Partial<FoundDirections>).trainedOn, tokensOf(captured, index)),
    ]);
  }),

  /** @returns [text][layer] */
  score: coded(async (directions: Steerable, texts: string[], o?: CaptureOptions): Promise<number[][]> => {
    const known = given.directions(directions);
    const table = scores(await capture(texts, o), known);
    return texts.map((_, text) => table.map((layer) => layer[text]!));
  }),

  /**
   * One completion per alpha, in one batch. @throws empty-prompt, prompt-too-long, no-directions, shape-mismatch, invalid-input,
   * bad-sampling, push-too-far,
   * cancelled; logits-not-finite and logits-flat where a row broke off: the error's `completions` are what all rows gave until then
   */
  generate: coded(generate),

  experiment: (): Experiment => store.getState().experiment,

  open: coded((source: File | Experiment): Promise<void> => openExperiment(source)),
};

export type Lab = typeof lab;
declare global {
  var lab: Lab;
  const __VERSION__: string;
}

/**
 * Whatever goes wrong reaches the caller as an Error with `code`, `message` and `hint`; a function that throws at once rejects like the
 * others.
 */
function coded<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await work(...args);
    } catch (error) {
      throw error instanceof LabError ? error : labError(errorData(error));
    }
  };
}

async function capture(texts: string[], o?: CaptureOptions): Promise<Captured> {
  const { pooling, template, maxTokens, onProgress, signal } = options.capture(o);
  return client.call(
    'capture',
    { texts: given.texts(texts), poolings: [pooling], template, maxTokens },
    { signal, onEvent: ({ done, of }) => onProgress?.({ done, of }) },
  );
}

async function generate(prompt: string, o: GenerateOptions = {}): Promise<Completion[]> {
  given.aText(prompt, 'prompt');
  const { unit, seed, temperature, topP, repetitionPenalty, maxNewTokens, template, onToken, signal } = options.generate(o);
  const alphas = given.alphas(o.alphas ?? [0]);
  const directions = o.directions && given.directions(o.directions);
  if (!directions && alphas.some((alpha) => alpha !== 0))
    throw new LabError('no-directions', `alphas ${alphas.join(', ')} need directions.`, 'Find them with lab.directions(pairs).');
  const { layers, width } = directions ?? (await modelShape());
  const band = given.band(o.layer, layers);
  const steer = directions ? steerRows(directions, { band, alphas, unit }) : new Float32Array(layers * alphas.length * width);
  const request = {
    prompt,
    template,
    rows: alphas.length,
    alphas,
    steer,
    seeds: alphas.map(() => seed),
    read: directions?.data ?? null,
    temperature,
    topP,
    repetitionPenalty,
    maxNewTokens,
  };
  const { rows } = await client.call('generate', request, { signal, onEvent: onToken });
  const completions = rows.map(({ text, tokens, scores, unsteeredScores, ended, coherence }, i) => ({
    alpha: alphas[i]!,
    text,
    tokens,
    scores,
    unsteeredScores,
    ended,
    coherence,
  }));
  const failure = rows.find((row) => row.failure)?.failure;
  if (failure) throw Object.assign(labError(failure), { completions });
  return completions;
}

async function modelShape(): Promise<{ layers: number; width: number }> {
  const { model } = store.getState();
  if (model.status !== 'ready')
    throw new LabError('no-model', 'No model is loaded.', 'Load one first: await lab.load("smollm2-135m-instruct").');
  return model.info;
}

const textsOf = (pairs: Pair[]): string[] => given.pairs(pairs).flatMap((pair) => [pair.positive, pair.negative]);
const indicesOf = (pairs: Pair[]): { name: string; positive: number; negative: number }[] =>
  pairs.map((_, i) => ({ name: `pairs[${i}]`, positive: 2 * i, negative: 2 * i + 1 }));
const tokensOf = ({ tokenHashes }: Captured, index: readonly { positive: number; negative: number }[]): Sides[] =>
  index.map(({ positive, negative }) => ({ positive: tokenHashes[positive]!, negative: tokenHashes[negative]! }));

/** How the loaded model cut what was just captured. */
function cutAt(o?: CaptureOptions): CutAt {
  const { model } = store.getState();
  return {
    maxTokens: o?.maxTokens ?? PUBLISHED_CAPTURE.maxTokens,
    context: (model.status === 'ready' ? model.info.context : null) ?? Infinity,
  };
}

/** Pairs that the directions have seen. */
function seenBefore(train: readonly Sides[] | undefined, test: readonly Sides[]): string[] {
  if (!Array.isArray(train)) return [];
  const all = [
    ...train.map((sides: Sides) => ({ ...sides, split: 'train' as const })),
    ...test.map((sides) => ({ ...sides, split: 'test' as const })),
  ];
  const sentence = seenSentence(
    repeats(all),
    (i) => (i < train.length ? `number ${i} of the directions' pairs` : `pairs[${i - train.length}]`),
    '',
  );
  return sentence === null ? [] : [sentence];
}

/** The result with its warnings, which are said at once, too: not every script looks. */
function warned<T extends object>(result: T, warnings: string[]): T & Warned {
  for (const warning of warnings) console.warn(`window.lab: ${warning}`);
  return Object.assign(result, { warnings });
}
