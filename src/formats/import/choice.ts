/** What a person can decide about a file of texts before it is taken: what its columns are, and what becomes of its rows. */
import type { Role, Use } from './layouts';

/** How rows come to train or test: as the file says, whole groups at a time, or by what the texts are. */
export type SplitWay = 'given' | 'group' | 'hash';

/**
 * What becomes of the prompt of a row: kept apart, so that its texts are read as answers to it; put before each as one text with it; left
 * out.
 */
export type PromptWay = 'apart' | 'before' | 'out';

export interface ImportChoice {
  readonly use: Use;
  /** The column of each role. */
  readonly columns: Readonly<Partial<Record<Role, string>>>;
  /** What becomes of the prompt. */
  readonly prompt: PromptWay;
  readonly split: SplitWay;
  /** Of the set that it becomes. */
  readonly name: string;
  /** What the two sides are called, and what they are sides of. */
  readonly concept: { readonly name: string; readonly positive: string; readonly negative: string };
}
