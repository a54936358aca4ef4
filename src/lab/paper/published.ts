/**
 * The published figures of *Empathy-in-Action Probes* (README), of *Detecting and Steering LLMs' Empathy in Action* (Cadile,
 * arXiv 2511.16699) and of their public repository, each with its source. Figures only: none is changed after it was taken over.
 */
import { t } from '../../language/t';

/** Where a figure was taken from. `recomputed`: made from the repository's own files, by the rule that stands beside it. */
export const SOURCES = {
  repository: t`result files of juancadile/empathy-probes (MIT)`,
  readme: t`README of Empathy-in-Action Probes`,
  paper: 'arXiv 2511.16699',
  recomputed: t`recomputed from the files of juancadile/empathy-probes`,
} as const;
export type Source = keyof typeof SOURCES;

/** A figure and where it stands. */
export interface PublishedFigure {
  readonly value: number;
  readonly source: Source;
}

/** What the README says of its own figures. `steered`: shares of success from, to, “in favorable conditions”. */
export const README = { commit: '32963343f76bc6d8b840389a7281c6f315a5bfb9', steered: [0.3, 0.4] } as const;

/** A figure for each layer that was read. */
export interface Series {
  readonly source: Source;
  /** [i]: of `layers[i]` of the model. */
  readonly values: readonly number[];
  /** Decimals as they are printed: of a share in percent. */
  readonly digits: number;
}

/** Steering success by criterion, shares from 0 to 1 (src/lab/report/success.ts has the rules). */
export interface PublishedSuccess {
  /** Layers times situations times strengths other than 0. */
  readonly conditions: PublishedFigure;
  readonly published: PublishedFigure;
  readonly up: PublishedFigure;
  readonly down: PublishedFigure;
  readonly coherent: PublishedFigure;
  readonly strict: PublishedFigure;
}

/** A model of the paper. */
export interface PublishedModel {
  readonly id: 'phi-3-mini' | 'qwen2.5-7b' | 'dolphin-8b';
  readonly name: string;
  /** As its result files name it. */
  readonly repo: string;
  /** Of the whole model, from its config: a layer's relative depth is layer / (blocks − 1). */
  readonly blocks: number;
  readonly layers: readonly number[];
  readonly auroc: readonly Series[];
  /** Shares from 0 to 1. */
  readonly accuracy: readonly Series[];
  readonly separation: readonly Series[];
  /** Of score and EIA rating. */
  readonly pearson: PublishedFigure;
  readonly pearsonP: PublishedFigure | null;
  readonly spearman: readonly PublishedFigure[];
  readonly zeroAgainstTwo: PublishedFigure | null;
  readonly success: PublishedSuccess;
  /** The largest α in separations of the model's layers: from, to. */
  readonly reach: readonly [PublishedFigure, PublishedFigure];
}

const repository = (value: number): PublishedFigure => ({ value, source: 'repository' });
const readme = (value: number): PublishedFigure => ({ value, source: 'readme' });
const recomputed = (value: number): PublishedFigure => ({ value, source: 'recomputed' });
const inPaper = (value: number): PublishedFigure => ({ value, source: 'paper' });

export const MODELS: readonly PublishedModel[] = [
  {
    id: 'phi-3-mini',
    name: 'Phi-3-mini-4k (3.8B)',
    repo: 'microsoft/Phi-3-mini-4k-instruct',
    blocks: 32,
    layers: [8, 12, 16, 20, 24],
    auroc: [
      { source: 'repository', values: [0.991, 1, 0.996, 0.973, 0.96], digits: 3 },
      { source: 'readme', values: [1, 1, 0.9796, 0.9592, 0.9388], digits: 4 },
    ],
    accuracy: [
      { source: 'repository', values: [0.933, 1, 0.933, 0.933, 0.933], digits: 1 },
      { source: 'readme', values: [1, 1, 0.929, 0.857, 0.857], digits: 1 },
    ],
    separation: [
      { source: 'repository', values: [2.61, 5.2, 9.44, 18.66, 35.75], digits: 2 },
      { source: 'readme', values: [1.4095, 0.8488, 0.4599, 0.3422, 0.2485], digits: 4 },
    ],
    pearson: readme(0.709),
    pearsonP: readme(0.0098),
    spearman: [repository(0.714), readme(0.6606)],
    zeroAgainstTwo: readme(1),
    success: {
      conditions: recomputed(120),
      published: inPaper(0.617),
      up: recomputed(0.3),
      down: recomputed(0.933),
      coherent: recomputed(1),
      strict: recomputed(0.425),
    },
    reach: [recomputed(1.1), recomputed(7.7)],
  },
  {
    id: 'qwen2.5-7b',
    name: 'Qwen2.5-7B-Instruct',
    repo: 'Qwen/Qwen2.5-7B-Instruct',
    blocks: 28,
    layers: [8, 12, 16, 20, 24],
    auroc: [{ source: 'repository', values: [0.791, 0.964, 1, 0.991, 0.964], digits: 3 }],
    accuracy: [{ source: 'repository', values: [0.667, 0.867, 0.933, 0.967, 0.933], digits: 1 }],
    separation: [{ source: 'repository', values: [5.41, 7.84, 10.36, 16.58, 35], digits: 2 }],
    pearson: inPaper(-0.06),
    pearsonP: null,
    spearman: [],
    zeroAgainstTwo: null,
    success: {
      conditions: recomputed(72),
      published: inPaper(0.653),
      up: recomputed(0.556),
      down: recomputed(0.75),
      coherent: recomputed(1),
      strict: recomputed(0.458),
    },
    reach: [recomputed(1.2), recomputed(2.6)],
  },
  {
    id: 'dolphin-8b',
    name: 'Dolphin-Llama-3.1-8B',
    repo: 'cognitivecomputations/dolphin-2.9.4-llama3.1-8b',
    blocks: 32,
    layers: [8, 12, 16, 20, 24, 28],
    auroc: [{ source: 'repository', values: [0.996, 0.996, 0.982, 0.969, 0.969, 0.978], digits: 3 }],
    accuracy: [{ source: 'repository', values: [0.967, 0.967, 0.967, 0.933, 0.933, 0.933], digits: 1 }],
    separation: [{ source: 'repository', values: [0.7, 0.99, 1.68, 2.82, 4.62, 5.91], digits: 2 }],
    pearson: inPaper(0.18),
    pearsonP: null,
    spearman: [],
    zeroAgainstTwo: null,
    success: {
      conditions: recomputed(54),
      published: inPaper(0.944),
      up: recomputed(0.889),
      down: recomputed(1),
      coherent: recomputed(0.51),
      strict: recomputed(0.444),
    },
    reach: [recomputed(6), recomputed(14)],
  },
];

/** Texts that a person rated 0, 1 or 2. */
export const RATED_TEXTS = repository(12);

/** Steering of Phi-3 as the README counts it: so many of so many answers. */
export const README_STEERING = { succeeded: readme(4), of: readme(12), bestAlpha: readme(5) } as const;

/** The pairs that directions were found on, and tested on. */
export const PAIRS = { train: repository(35), test: repository(15) } as const;

/** Random unit vectors in place of the direction, Phi-3 at this layer. */
export const RANDOM = {
  layer: repository(12),
  mean: repository(0.498),
  sd: repository(0.24),
  percentile95: repository(0.857),
  max: repository(0.969),
} as const;

/** What the pairs' words alone give. */
export const WORDS = {
  /** AUROC of a bag of words on the test pairs, and on the pairs from which telling words were taken out. */
  auroc: recomputed(1),
  ablated: recomputed(1),
  /** Pearson's r of the bag of words with the rated texts. */
  pearson: recomputed(0.92),
} as const;

/** What the length of the rated texts gives. */
export const LENGTH = {
  /** Pearson's r of score and 1/words. */
  inverse: recomputed(-0.84),
  /** Pearson's r of score and rating, length given. */
  partial: recomputed(0.63),
} as const;

/** Characters of the previews whose last token was read for the r of Qwen and Dolphin. */
export const PREVIEW = repository(100);

/** Blocks between the one that is read and the one that is pushed, in several of the published tools. */
export const OFF_BY = repository(1);

/** The relative depth of a layer, 0 to 1. */
export const depthOf = ({ blocks }: Pick<PublishedModel, 'blocks'>, layer: number): number => layer / (blocks - 1);
