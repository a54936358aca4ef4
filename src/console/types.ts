/** What scripts hand to window.lab, and what they get. README.md, "Console", has examples. */
import type { Pair } from './arguments';
import type { Directions } from '../lab/direction';
import type { Validation } from '../lab/folds';
import type { Method } from '../lab/readers/method';
import type { Column } from '../lab/report/columns';
import type { ConclusionKind } from '../lab/report/conclusion';
import type { Sides } from '../lab/repeats';
import type { Op, When } from '../lab/edits';
import type { Steerable, Unit } from '../lab/units';
import type { PlaysSaid } from '../analysis-protocol';
import type { Control } from '../experiment/control';
import type { Experiment } from '../experiment/experiment';
import type { PlayWay } from '../experiment/play-plan';
import type { BegunGame } from '../experiment/plays-asked';
import type { PictureName } from '../experiment/home/picture-names';
import type { TableName } from '../experiment/home/table-names';
import type { ActivationChoice } from '../experiment/activations/choice';
import type { ImportChoice } from '../formats/import/choice';
import type { Problem } from '../formats/import/table';
import type { ScenarioSet } from '../formats/scenario-set';
import type { Coherence, GeneratedRow, LabErrorData, Pooling, TokenEvent } from '../protocol';
import type { SweepReport } from '../lab/report/sweep';
import type { SweepVerdict } from '../lab/report/sweep-verdict';

export interface CaptureOptions {
  /**
   * Default 'mean', as published. `{ last: k }`: the mean over the last k tokens, of a shorter text over all it has. 'answer': the mean
   * over the tokens of the text itself in its chat template; it needs `template: true`.
   */
  pooling?: Pooling | { last: number };
  /** Wrap each text in the model's chat template. Default false. */
  template?: boolean;
  /** Where a text is cut, in tokens; Infinity: at the model's context. Default 512. */
  maxTokens?: number;
  /** Called as texts are read. */
  onProgress?: (progress: { done: number; of: number }) => void;
  /** Stops the work; the call then rejects with `cancelled`. */
  signal?: AbortSignal;
}

export interface EvaluateOptions extends CaptureOptions {
  /** Adds chance and agreement to each row, see `lab.evaluate`. Default false: they take seconds. */
  controls?: boolean;
  /** The pairs that the directions were found on, for the controls that need them. */
  train?: Pair[];
}

export interface AnalyseOptions extends CaptureOptions {
  /** How the direction is found. Default 'mean-difference', as published. */
  method?: Method;
  /**
   * How pairs are held out: by their own `split`; each once, in `folds` parts; each `group` once. Default: 'split' where a pair is a test
   * pair, else 'leave-one-group-out' where there are two groups, else 'k-fold' where there are pairs enough.
   */
  validation?: Validation;
  /** Parts of the k-fold. Default 5. */
  folds?: number;
  /** Adds what chance, shuffled tokens and neutral texts give. Default false: they take longer, and the model reads more texts. */
  controls?: boolean;
  /**
   * Takes the mean residual of the lab's neutral texts out of every direction, v' = v − (v·m̂)m̂, before anything is measured along it. The
   * model reads those texts, too. Default false.
   */
  withoutMean?: boolean;
  /** Of everything drawn by chance. Default 1. */
  seed?: number;
}

/** Every number is of a block: lists are [layer]. NaN where a number is not defined; `warnings` says why. */
export interface Analysed extends Warned {
  layers: number;
  width: number;
  /** For `lab.evaluate`, `lab.score`, `lab.generate` and `lab.lens`: of the training texts. `trainedOn`: of pairs alone. */
  directions: Directions & { trainedOn: Sides[]; model?: string };
  /**
   * On the test pairs, or test texts without partners, but `agreement` (of the training pairs) and the mean and lowest AUROC of pairs
   * held out in turn. `crossMean` and `crossMin` go over the parts that the validation asked for holds out: each group of 'leave-one-
   * group-out', each part of 'k-fold', where `foldMean` and `foldMin` are the same numbers. `split` has, as the page does, in
   * `crossMean` and `crossMin` those of the groups where there are two or more, and in `foldMean` and `foldMin` those of a k-fold where
   * there are pairs enough: they name the block to steer at. `carrier` is NaN without `controls` and `withoutMean`, which read the
   * neutral texts that it is measured by.
   */
  table: Record<(typeof ANALYSED)[number], number[]> & Partial<Record<(typeof CHANCE)[number] | (typeof CROSS)[number], number[]>>;
  /** The AUROC on the pairs of each group, after training on all others; {} where no group was left out. */
  groups: Record<string, number[]>;
  /** A bag of words on the same test pairs; null without any, or where words cannot be counted. */
  words: { auroc: number; low: number; high: number } | null;
  /** The number of characters on the same test pairs; null without any. */
  length: { auroc: number } | null;
  /** Cosines between the directions of two methods on the training pairs, whichever of them was asked for: methods.lda.pca[layer]. */
  methods: Record<Method, { [other in Method]?: number[] }>;
  /** A block and a band to steer in, by held-out pairs alone; null where none can be told from chance. */
  recommended: { layer: number; band: [number, number]; reason: string } | null;
  /** What the controls mean for these pairs, in sentences chosen by stated rules; null without `controls`. */
  conclusion: { kind: ConclusionKind; layer: number; sentences: string[] } | null;
}

/** Columns that are always there, those of `controls`, and those of a validation that holds pairs out in turn. */
export const ANALYSED = [
  'auroc',
  'aurocLow',
  'aurocHigh',
  'accuracy',
  'separation',
  'd',
  'pairsRight',
  'agreement',
  'carrier',
] as const satisfies readonly Column[];
export const CHANCE = [
  'shuffledLow',
  'shuffledHigh',
  'permutationP',
  'permutationMaxP',
  'randomLow',
  'randomHigh',
  'tokenShuffled',
  'selectivity',
] as const satisfies readonly Column[];
export const CROSS = ['crossMean', 'crossMin', 'foldMean', 'foldMin'] as const satisfies readonly Column[];

/** What is done to the residual stream, in every row of the answer. */
export interface GenerateEdit {
  /**
   * `add`: a dose, shared by the band; `ablate`: the projection is taken out; `set`, `cap`, `floor`: it is set, or kept below or above.
   * Edits of one block act one after the other: a later one may move what an earlier one set.
   */
  op: Op;
  /** Of the loaded model's layers and width. */
  directions: Steerable;
  /** One block, or first and last. Default: the middle third. */
  band?: number | [number, number];
  /** The dose, or the projection that each block of the band is kept at; `ablate` needs none. */
  amount?: number;
  /** Default 'raw'. Of a projection: 'separation' counts from the midpoint of the classes. */
  unit?: Unit;
  /** At which positions. Default 'all'. */
  when?: When;
  /** Of `add`: how the blocks of the band share the dose, one number each, in proportion. Default: evenly. */
  profile?: number[];
}

export interface GenerateOptions {
  /** Beside what `alphas` add. Everything but `add` changes the model's graph to a form that decodes a little slower. */
  edits?: GenerateEdit[];
  /** What `alphas` push along, and what scores are read on. */
  directions?: Steerable;
  /** One block, or first and last of a band that shares the dose. Default: the middle third. */
  layer?: number | [number, number];
  /** One row each, all in one batch. Default [0]. */
  alphas?: number[];
  /** Default 'raw'. */
  unit?: Unit;
  /** Of the sampling, the same for each row. Default 1. */
  seed?: number;
  /** Default 0: greedy. */
  temperature?: number;
  /** Default 1: all tokens. */
  topP?: number;
  /** Default 1: off. */
  repetitionPenalty?: number;
  /** Default 64. */
  maxNewTokens?: number;
  /** Ids of tokens that every answer begins with, as if the model had chosen them: “what if it had said”. At most maxNewTokens. */
  begin?: number[];
  /** How many of the most likely tokens are named at each place of an answer, with and without the push. Default 0. */
  likely?: number;
  /** Wrap a text as a user message of the model's chat template. Default false; messages are always written in it. */
  template?: boolean;
  /** Called with each token of each row, as it is written. */
  onToken?: (event: TokenEvent) => void;
  /** Stops the work; the call then rejects with `cancelled`. */
  signal?: AbortSignal;
}

/** Of `edits` with `when: 'answer'` the tokens of an option are the answer, all but its first, which the prompt's last position gives. */
export interface ChooseOptions extends Pick<GenerateOptions, 'directions' | 'layer' | 'alphas' | 'unit' | 'edits' | 'signal'> {
  /** Ask each prompt as a user message of the model's chat template. Default false. */
  template?: boolean;
  /**
   * Called as items are read, in whatever order is quickest: `index` is the item's place in the list, `logProbs[alpha][option]` is what
   * was read of it. A call that is stopped rejects; what it had read was handed out here.
   */
  onProgress?: (progress: { done: number; of: number; index: number; logProbs: number[][] }) => void;
}

export interface PlayOptions extends Pick<GenerateOptions, 'directions' | 'layer' | 'unit' | 'edits' | 'signal'> {
  /** A control of the game, by its id in the file; null or none: the game itself. */
  variant?: string | null;
  /** Where the player begins, the order of each menu, and which action is drawn from the policy. Default 1. */
  seed?: number;
  /** Default 'model', the loaded one; 'dice', or the id of a script of the game's file. */
  player?: string;
  /**
   * Of the player 'model'. Default 'menu': a letter of the menu, drawn by its probability. 'free': it writes one JSON object with the name
   * of an action, greedily; nothing is repaired, and what is no action costs the step.
   */
  answer?: 'menu' | 'free';
  /** In `unit`, of the player 'model'. Default 0. */
  alpha?: number;
  /** Ask each prompt as a user message of the model's chat template. Default false. */
  template?: boolean;
  /** Called after each step. */
  onStep?: (step: PlayedStep) => void;
}

export interface PlayedStep {
  /** null: what the model wrote is no action, and costs a step. */
  action: string | null;
  /** By the action's id: how likely it was, over all that could be done; null of free text. */
  policy: Readonly<Record<string, number>> | null;
  /** How much of the model's probability went to letters of the menu, of 1; the rest to answers that are no action. null of free text. */
  mass: number | null;
  /** What the model wrote; of free text alone. */
  wrote?: string;
  /** [layer]: the projection at the prompt's last token before the action, without a push; empty without directions. */
  read: readonly number[];
  /** What was said and what happened. `who`: the player is "A"; null: it happened. */
  events: { who: string | null; text: string }[];
}

export interface PlayedGame {
  game: string;
  variant: string | null;
  seed: number;
  alpha: number;
  steps: PlayedStep[];
  /** What ended the game. */
  ended: string;
  score: 0 | 1 | 2;
  /** The line of the rubric that decided it. */
  line: string;
  /** Of the game's file, at the end. */
  numbers: Record<string, number>;
}

/** What the games of the experiment say along the directions that are shown, as the page draws it. */
export interface PlaysFigures extends PlaysSaid {
  /** In which way they were played: that of the settings, else the last. */
  way: PlayWay;
  /** [item of the report] */
  games: readonly BegunGame[];
}

/** What one strength makes of the items. */
export interface Chosen {
  /** In `unit`. */
  alpha: number;
  /** What should be known about the items before the figures are believed: options of very different length. The same for each strength. */
  warnings: string[];
  items: {
    /** [option]: of its tokens after the prompt, summed, natural log. */
    logProbs: number[];
    /** [option]: how many tokens it has. */
    tokens: number[];
    /** [layer]: the projection at the prompt's last token, without a push; empty without directions. The same for each strength. */
    read: number[];
  }[];
}

export interface SweepOptions extends Pick<
  GenerateOptions,
  'directions' | 'layer' | 'unit' | 'template' | 'temperature' | 'topP' | 'repetitionPenalty' | 'maxNewTokens' | 'signal'
> {
  /**
   * Beside the push of every row, the one without a push and the controls too. Each prompt is then also answered without push and edits
   * (`left`), at which answers damage is measured.
   */
  edits?: GenerateEdit[];
  /** Each is answered under every strength and seed. */
  prompts: readonly string[];
  /** No push, 0, is always among them. */
  strengths: readonly number[];
  /** One sample each; without a temperature all are the same, and the first is taken. Default [1]. */
  seeds?: readonly number[];
  /** How many random directions of equal norm, each at every size of strength. Default 0. */
  random?: number;
  /** Of the first random direction; the others count on. Default 1. */
  seed?: number;
  /** Sentences that ask for either side: each prompt with one in front, without a push. */
  asking?: { positive: string; negative: string };
  /** The block whose scores are judged. Default the last block of the band. */
  readAt?: number;
  /** What the verdict calls the two sides. Default 'the concept' and 'its opposite'. */
  sides?: { positive: string; negative: string };
  /** Measure what each push costs at the tokens of each prompt's first unpushed answer. Default true. */
  damage?: boolean;
  /** Called as the work goes on. */
  onProgress?: (progress: { done: number; of: number }) => void;
}

export interface SweptAnswer {
  prompt: string;
  alpha: number;
  seed: number;
  /** null for the push itself. */
  control: Control | null;
  text: string;
  tokens: number[];
  /** [layer]: mean score of the finished answer, read again without a push. */
  unsteeredScores: number[];
  ended: boolean;
  /** Why it broke off; null where it did not. */
  failure: LabErrorData | null;
  coherence: Coherence;
}

export interface Swept {
  answers: SweptAnswer[];
  /** Answers to the same prompts and seeds without push and edits; empty without edits, for then they are among `answers`. */
  left: SweptAnswer[];
  /**
   * KL(pushed ‖ left alone) in nats, over the tokens of all prompts: mean and 95th percentile. With edits, every push is told with them,
   * and strength 0 is the edits by themselves.
   */
  damage: { alpha: number; control: Control | null; mean: number; p95: number; tokens: number }[];
  /** Effects by prompt and strength at `readAt`, with intervals, beside the controls. `edits`: what the edits do without a push. */
  report: SweepReport;
  /** What that means, in words: `sentences`; `kind` of the side that says most, `band` where answers move and stay language. */
  verdict: SweepVerdict;
}

export interface LensOptions {
  /** The block whose direction is meant. */
  layer: number;
  /** Tokens at each end. Default 10. */
  top?: number;
  /** Stops the work; the call then rejects with `cancelled`. */
  signal?: AbortSignal;
}

export interface ImportOptions {
  /**
   * Blocks of the model that vectors belong to. Default: those of the loaded model or the run on show, where the width is theirs; else the
   * file's own.
   */
  layers?: number;
  /** The block of a single vector whose file does not say it; of several files, of each that does not. */
  layer?: number;
  /**
   * Of a table of texts: which column has which role, how rows are split, names. Of activations: `poolings` (without them the page's own,
   * or the first of the file), `split`, `name`. What is left out is as the file suggests, each column by itself; '' for a column is none.
   */
  mapping?: Partial<ImportChoice> & Partial<ActivationChoice>;
}

/** Directions out of files: unit vectors, zeros at a block that no file gives. */
export interface ImportedDirections extends Steerable {
  name: string;
  /** [layer] how long the vectors were in the file; 0 at a block that is not given. */
  lengths: readonly number[];
  /** Names and SHA-256 of the files, and what they say of model, licence and source. */
  origin: { file: string; sha256: string; model?: string; licence?: string; source?: string };
}

export type Imported =
  /**
   * `leftOut`: rows that could not be used; `problems`: why, by file, row and field, the first 2,000; `warnings`: what should be known of
   * the texts, a sentence each. Of a set of the lab's own: none.
   */
  | { kind: 'set'; set: ScenarioSet; leftOut: number; problems: readonly Problem[]; warnings: readonly string[] }
  | { kind: 'vectors'; directions: ImportedDirections }
  /** Texts, blocks and numbers of a block; the id of the reading that they became, which is analysed and on show. */
  | { kind: 'activations'; count: number; layers: number; width: number; reading: string }
  | { kind: 'run'; experiment: Experiment }
  /** Names of the files, which are shown beside the paper's figures now, and what is wrong with those that are not. */
  | { kind: 'results'; names: readonly string[]; problems: readonly { file: string; says: string }[] };

/**
 * `run`, `set`: as the page opens them again. `npy`, `npz` (an array a block, named as the published files are), `safetensors`, `gguf`: the
 * directions of all blocks (control vectors of llama.cpp have no block 0). `neuronpedia`: the vector of one block. `activations`: what the
 * model read of every text of the run on show, in every pooling, as lab.import takes it (docs/activations.md). `csv:` and `json:` with a
 * table: `layers` (a row a block) and `scores` (a row a text) of the run on show; else every record. `svg:` and `png:` with a picture that
 * the page has drawn: a fold that was never opened has drawn none.
 */
export type Exported = (typeof EXPORTED)[number] | `${'csv' | 'json'}:${TableName}` | `${'svg' | 'png'}:${PictureName}`;
export const EXPORTED = ['run', 'set', 'npy', 'npz', 'safetensors', 'gguf', 'neuronpedia', 'activations', 'ipynb', 'py'] as const;

export interface ExportOptions {
  /** Other directions than those on show. */
  directions?: Steerable;
  /** What they are called. Default: the name of those on show, else “directions”. */
  name?: string;
  /** The block of `neuronpedia`, and of the tensor that steerkit reads. Default: the block on show. */
  layer?: number;
  /** In `gguf` a vector is as long as one of this: a class distance, a mean residual norm, or 1 (`raw`). Default: the unit on show. */
  unit?: Unit;
}

export interface Completion {
  /** Of this row, in `unit`. */
  alpha: number;
  /** The answer alone, without the prompt. */
  text: string;
  /** Its ids. */
  tokens: number[];
  /** [token][layer], projections of the residual each token was chosen from; empty without directions. */
  scores: number[][];
  /** [layer], mean score of the finished answer read again without a push; empty without directions. */
  unsteeredScores: number[];
  /** By itself; false where the answer was cut at maxNewTokens or broke off. */
  ended: boolean;
  coherence: Coherence;
  /** [token]: the most likely ones at its place, as the row was written (`pushed`) and without a push (`plain`); null unless asked for. */
  likely: GeneratedRow['likely'];
}

/** What should be known about the texts before the figures are believed; also said in the browser's console. */
export interface Warned {
  warnings: string[];
}

/** What `lab.directions` finds. `trainedOn`: hashes of the tokens of its pairs, by which `lab.evaluate` knows them again. */
export interface FoundDirections extends Directions, Warned {
  trainedOn: Sides[];
  /** The repository of the model that they were found in: calls that push refuse them in another. Left out where none was loaded. */
  model?: string;
}
