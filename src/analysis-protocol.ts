/**
 * What the two workers without a model are asked. The analysis worker holds the residuals of readings and computes from them; the other
 * reads run files. The page only draws. Types only.
 */
import type { Units } from './lab/carrier';
import type { Contrast } from './lab/contrast';
import type { Directions, PairIndex } from './lab/direction';
import type { Grouped, Validation } from './lab/folds';
import type { TextIndex } from './lab/indices';
import type { ApartColumns } from './lab/report/apart';
import type { ControlEvidence, ControlTable } from './lab/report/controls';
import type { Evidence } from './lab/report/evidence';
import type { AskedBefore, Before, BeforeVerdict } from './lab/report/before';
import type { ChoiceVerdict } from './lab/report/choice-verdict';
import type { ChoiceMargins, ChoicesReport } from './lab/report/choices';
import type { Agreement, Paired } from './lab/report/compare';
import type { DecidedVerdict } from './lab/report/decided-verdict';
import type { Decided, Decision } from './lab/report/decisions';
import type { PlayVerdict } from './lab/report/play-verdict';
import type { PlaysGiven, PlaysReport } from './lab/report/plays';
import type { SweepGiven, SweepReport } from './lab/report/sweep';
import type { SweepVerdict } from './lab/report/sweep-verdict';
import type { TrainTest } from './lab/report/matrix';
import type { RatingsGiven, RatingsReport } from './lab/report/ratings';
import type { SplitTexts } from './lab/report/texts';
import type { Report, ReportEvidence } from './lab/report/report';
import type { Judged } from './lab/report/verdict';
import type { Method } from './lab/readers/method';
import type { Residuals } from './lab/residuals';
import type { Device, Pooling, ReadOn } from './protocol';
import type { ClassRow } from './experiment/class-row';
import type { Scores } from './experiment/analysis';
import type { DirectionsRecord } from './experiment/directions';
import type { Game } from './formats/game';
import type { KeptPooling } from './experiment/capture';
import type { Experiment } from './experiment/experiment';
import type { ActivationsPreview, LookAtActivations } from './experiment/activations/look';
import type { TakenActivations, TakeEvent } from './experiment/activations/take';
import type { GivenFile, ItemsRequest, Looked, LookRequest, Taken, TakenItems, TakeRequest } from './experiment/import/from-files';
import type { LintAsked } from './experiment/import/lint-asked';
import type { VectorsPreview, VectorsRequest } from './experiment/vectors/preview';
import type { WholeReading } from './storage/readings';
import type { KeptResidual } from './storage/residuals';

export interface ChoicesRequest {
  margins: ChoiceMargins;
  /** What the two sides are called. */
  sides: Readonly<Record<'positive' | 'negative', string>>;
  /** [direction] what the directions of `margins.other` are called. */
  others?: readonly string[];
  /** What the sentences ask for, where that is something else than the two sides. */
  asking?: Readonly<Record<'positive' | 'negative', string>>;
  seed: number;
}

export interface PlaysRequest {
  given: PlaysGiven;
  decisions: readonly Decision[];
  /** What the two sides of the concept are called, which sentences ask for. */
  sides: Readonly<Record<'positive' | 'negative', string>>;
  /** [direction] what the directions of the margins' `other` are called. */
  others: readonly string[];
  layer: number;
  /** The block was named before games were looked at. */
  named: boolean;
  seed: number;
}

/** `decided`: null for fewer than three decisions. */
export interface PlaysSaid {
  report: PlaysReport;
  verdict: PlayVerdict;
  decided: { found: Decided; verdict: DecidedVerdict } | null;
}

export interface SweepRequest {
  given: SweepGiven;
  /** What the two sides are called. */
  sides: Readonly<Record<'positive' | 'negative', string>>;
  /** [prompt] what its situation is called. */
  situations: readonly string[];
}

export interface BeforeRequest {
  asked: readonly AskedBefore[];
  /** Of the set whose directions they were read along: its training texts teach the bag of words. */
  contrast: SplitTexts;
  layer: number;
  /** The block was named before the choices were looked at. */
  named: boolean;
  seed: number;
}

/** What is there of the texts of a reading's set, in their order, and of those beside it. */
export interface Held {
  /** By the poolings that were asked for. */
  have: boolean[];
  /** null where a text is not there, or nobody said. */
  on: (ReadOn | null)[];
  /** Of the texts that are read beside the set, in the order of `hashesBeside`. */
  beside: boolean[];
}

export interface AnalysisRequest {
  /** Name of a reading that was opened. */
  reading: string;
  /** Places of the pairs' texts, or of the texts without partners. */
  contrast: Contrast<TextIndex, { readonly split: 'train' | 'test' }>;
  /** Text indices of the scored texts. */
  scored: readonly TextIndex[];
  method: Method;
  pooling: Pooling;
  /** Take the mean of the neutral texts beside the set out of the directions. Throws `no-neutral-texts` where they are not all there. */
  withoutMean?: boolean | undefined;
  /** Bootstrap resamples of the AUROC's interval; 0 for none. */
  resamples: number;
  seed: number;
}

/**
 * Directions of the training texts that are there (of pairs: both texts), scores of every text that is there, and what the test texts tell.
 */
export interface AnalysisResult {
  directions: Directions;
  report: Report;
  scores: Scores;
}

/** What the evidence of an analysis is made from. */
export interface EvidenceRequest {
  /** Name of a reading that was opened. */
  reading: string;
  /** With the situation of each. */
  contrast: Contrast<TextIndex, Grouped>;
  method: Method;
  pooling: Pooling;
  /** As in `AnalysisRequest`. */
  withoutMean?: boolean | undefined;
  seed: number;
  /** Parts of the k-fold; 5 unless told. */
  folds?: number | undefined;
  /** Of the analysis: with the evidence it gives the verdicts that a recommendation goes by. */
  report: Judged;
}

/** Directions like those of an analysis, learnt from labels that mean nothing (`swapped`). */
export type ShuffledRequest = Pick<EvidenceRequest, 'reading' | 'method' | 'pooling' | 'withoutMean' | 'seed'> & {
  contrast: AnalysisRequest['contrast'];
};

/** What the texts read beside a set tell of directions. */
export interface BesideRequest {
  reading: string;
  pooling: Pooling;
  /** [layer, width] unit vectors. */
  directions: Float32Array;
  /** Of the bootstrap. */
  seed: number;
}

export interface BesideResult {
  columns: Pick<Evidence['table'], 'tokenShuffled' | 'carrier'> & Partial<ApartColumns>;
  apart: Evidence['apart'];
}

/** Sets that one model has read in one way: what is trained on each and tested on each. */
export interface MatrixRequest {
  sets: readonly { reading: WholeReading; pairs: readonly (PairIndex & { split: 'train' | 'test' })[] }[];
  pooling: Pooling;
  method: Method;
}

/** Texts that a script had read, and what it wants to know of them: all that is needed is in the request. */
export interface ExamineRequest {
  /** In the order of `allTextsOf`; neutral texts follow. */
  residuals: Residuals;
  /** The test texts in their order, each with its tokens shuffled; null where they were not read. */
  shuffled: Residuals | null;
  contrast: Contrast<string, Grouped>;
  method: Method;
  /** Take the mean of the neutral texts out of the directions. */
  withoutMean: boolean;
  validation: Validation;
  /** Parts of the k-fold. */
  folds: number;
  /** Whether the columns that say what chance would give are made. */
  controls: boolean;
  seed: number;
}

/** What the report and the evidence say, with columns of the validation that was asked for; the report's verdicts are those of both. */
export interface Examined {
  directions: Directions;
  report: Report;
  evidence: Evidence;
}

/** Texts by what was read of them: one model, one device, one pooling. */
export interface AskedTexts {
  graphHash: string;
  device: Device;
  layers: number;
  width: number;
  pooling: Pooling;
  /** [text] */
  tokenHashes: readonly string[];
}

/** Steps done, and of how many. */
export interface StepEvent {
  done: number;
  of: number;
}

export interface AnalysisCalls {
  /**
   * Takes a reading up: what this disk has of its texts is read, those beside the set at their end. A disk that refuses has nothing.
   */
  open: { in: { reading: WholeReading; poolings: readonly Pooling[] }; out: Held; event: never };
  /** A text that the model has just read. Answers why this browser did not keep it; null if it did. */
  keep: { in: { reading: string; text: TextIndex; residual: KeptResidual }; out: string | null; event: never };
  /** null until one training pair is complete, or a training text of each class is there. */
  analyse: { in: AnalysisRequest; out: AnalysisResult | null; event: never };
  /**
   * What the texts of a reading are, in their order, by pooling: [text, layer, width], float32, little-endian. Empty where one of them is
   * not there in that pooling.
   */
  residuals: {
    in: { reading: WholeReading; poolings: readonly KeptPooling[] };
    out: { name: KeptPooling; numbers: Blob }[];
    event: never;
  };
  /** The evidence of an analysis, block by block; other calls are answered meanwhile. */
  evidence: { in: EvidenceRequest; out: Evidence; event: StepEvent };
  /** An analysis with its evidence, of texts that belong to no reading. Throws where no training pair gives a direction. */
  examine: { in: ExamineRequest; out: Examined; event: StepEvent };
  /** What is there of texts, whoever had them read. `data` [text, layer, width]: zeros where `have` says no. */
  find: { in: AskedTexts; out: { have: boolean[]; data: Float32Array }; event: never };
  /**
   * Texts that a script had read, `data` [text, layer, width]: memory keeps the latest of them. `along`: in a pooling that nobody
   * asked for, which the same pass gave.
   */
  remember: { in: AskedTexts & { data: Float32Array; along: boolean }; out: null; event: never };
  /** What needs texts beside the set; a column or a group whose texts are not all there is absent. */
  beside: { in: BesideRequest; out: BesideResult; event: never };
  /** [layer, width] unit vectors, zeros at a block that has none. */
  shuffled: { in: ShuffledRequest; out: Float32Array; event: never };
  /** Directions of each set on the test pairs of each, from the texts that this disk has; other calls are answered meanwhile. */
  matrix: { in: MatrixRequest; out: TrainTest; event: StepEvent };
  /** [comparison] Pearson's r of two scores on the same texts, with its interval. */
  agreement: { in: { pairs: readonly Paired[]; seed: number }; out: Agreement[]; event: never };
  /** [group][direction][direction] cosines between directions of one block each, `layers` 1; those of a group are of one model. */
  cosines: { in: readonly (readonly Units[])[]; out: number[][][]; event: never };
  /** How far choices move under a push, beside what other pushes and asking do, and what that means. */
  choices: { in: ChoicesRequest; out: { report: ChoicesReport; verdict: ChoiceVerdict }; event: never };
  /** What a push does in games, beside what other pushes and asking do, and whether readings go along with decisions. */
  plays: { in: PlaysRequest; out: PlaysSaid; event: never };
  /** What answers to many prompts under many strengths say, what the pushes cost, and what that means. */
  sweep: { in: SweepRequest; out: { report: SweepReport; verdict: SweepVerdict }; event: never };
  /** What people's ratings of answers say. */
  ratings: { in: RatingsGiven; out: RatingsReport; event: never };
  /**
   * Whether what is read before it acts goes along with what it leans to: over all prompts, and within those of the same options.
   * `refused`: why no words were counted beside it.
   */
  before: {
    in: BeforeRequest;
    out: { all: Before; within: Before | null; refused: string | null; verdict: BeforeVerdict } | null;
    event: never;
  };
  /** Gives up what memory still has of a reading (its name) or of all (null), and of scripts' texts: it was deleted from the disk. */
  forget: { in: string | null; out: null; event: never };
  /** The report alone, of scores that somebody else has made. */
  report: { in: ReportEvidence & { seed: number }; out: Report; event: never };
  /** What the scores of words and deeds apart say, beside a bag of words of the training pairs; null without both kinds. */
  apart: {
    in: { apart: Evidence['apart']; layers: number; contrast: SplitTexts; seed: number };
    out: ApartColumns | null;
    event: never;
  };
  controls: { in: ControlEvidence & { seed: number }; out: ControlTable; event: never };
}

/** Records of an experiment, some of one kind. */
export type ExperimentPiece = Partial<Pick<Experiment, 'answers' | 'choices' | 'plays'>>;

/** What the worker that reads run files, and files of texts, is asked. It keeps nothing. */
export interface RunFileCalls {
  /**
   * A run file, or the text of one: checked, its derived numbers made anew. Throws what `readText`, `decodeExperiment` and `remeasure`
   * throw, which name `file`. Of a large one the answers, choices and games are told before, piece by piece in their order, and `out` has
   * none of them.
   */
  readRun: { in: { json: string | Blob; file: string }; out: Experiment; event: ExperimentPiece };
  /** What a run file says in a table of many; null for one without an analysis. Throws the same. The file itself stays where it is. */
  classRow: { in: { json: string; file: string }; out: ClassRow | null; event: never };
  /** The same of a part of the recording, which names `directions` of the page. Throws what `decodePart` throws. */
  readPart: { in: { json: string; file: string; directions: readonly DirectionsRecord[] }; out: Experiment; event: ExperimentPiece };
  /** Files of texts, looked at before anything is taken. Throws `import-unreadable`, and what reading a text file throws. */
  lookAtTexts: { in: LookRequest; out: Looked; event: never };
  /** The set that files of texts become. Throws the same, and `import-refused`. */
  takeTexts: { in: TakeRequest; out: Taken; event: never };
  /** The file of A/B items that files of them become: all rows that can be used. Throws the same. */
  takeItems: { in: ItemsRequest; out: TakenItems; event: never };
  /** What should be known of pairs before a direction is made of them, in sentences. */
  lint: { in: LintAsked; out: string[]; event: never };
  /** Files of vectors, looked at before anything is taken. Throws `vectors-unreadable`, and what reading an archive throws. */
  lookAtVectors: { in: VectorsRequest; out: VectorsPreview; event: never };
  /** Whether files of tensors are activations of texts, or vectors. Never throws for what is in them. */
  areActivations: { in: { files: readonly GivenFile[] }; out: boolean; event: never };
  /** Files of activations, looked at before anything is taken. Throws `activations-unreadable`. */
  lookAtActivations: { in: LookAtActivations; out: ActivationsPreview; event: never };
  /** The reading that they become; its texts are told once all of them were read. Throws the same. `now`: ISO 8601. */
  takeActivations: { in: LookAtActivations & { now: string }; out: TakenActivations; event: TakeEvent };
  /** The directions that they become. Throws the same, and `shape-mismatch`. */
  takeVectors: { in: VectorsRequest; out: DirectionsRecord; event: never };
  /** The text of a game of a person's own, checked and played. Throws `game-not-json`, `game-invalid` and `game-unplayable`. */
  takeGame: { in: { json: string; file: string }; out: Game; event: never };
}
