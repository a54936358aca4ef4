/**
 * What the analysis worker is asked: it holds the residuals of readings and computes from them, so that the page only draws. Types only.
 */
import type { Directions, PairIndex } from './lab/direction';
import type { TextIndex } from './lab/indices';
import type { ControlEvidence, ControlTable } from './lab/report/controls';
import type { Evidence, Report } from './lab/report/report';
import type { Pooling, ReadOn } from './protocol';
import type { Scores } from './experiment/analysis';
import type { WholeReading } from './storage/readings';
import type { KeptResidual } from './storage/residuals';

/** What is there of a reading's texts, in their order. */
export interface Held {
  /** By the poolings that were asked for. */
  have: boolean[];
  /** null where a text is not there, or nobody said. */
  on: (ReadOn | null)[];
}

export interface AnalysisRequest {
  /** Name of a reading that was opened. */
  reading: string;
  pairs: readonly (PairIndex & { split: 'train' | 'test' })[];
  /** Text indices of the scored texts. */
  scored: readonly TextIndex[];
  pooling: Pooling;
  /** Bootstrap resamples of the AUROC's interval; 0 for none. */
  resamples: number;
  seed: number;
}

/** Directions of the complete training pairs, scores of every text that is there, and what they tell of the complete test pairs. */
export interface AnalysisResult {
  directions: Directions;
  report: Report;
  scores: Scores;
}

export interface AnalysisCalls {
  /** Takes a reading up: what this disk has of its texts is read. A disk that refuses has nothing. */
  open: { in: { reading: WholeReading; poolings: readonly Pooling[] }; out: Held; event: never };
  /** A text that the model has just read. Answers why this browser did not keep it; null if it did. */
  keep: { in: { reading: string; text: TextIndex; residual: KeptResidual }; out: string | null; event: never };
  /** null until one training pair is complete. */
  analyse: { in: AnalysisRequest; out: AnalysisResult | null; event: never };
  /** Gives up what memory still has of a reading (its name), or of all (null): it was deleted from the disk. */
  forget: { in: string | null; out: null; event: never };
  /** The report alone, of scores that somebody else has made: a run file's. */
  report: { in: Evidence & { seed: number }; out: Report; event: never };
  controls: { in: ControlEvidence & { seed: number }; out: ControlTable; event: never };
}
