/** What a file of vectors says of itself, beside its numbers. */
import type { OwnScale } from './own-extras';

export interface VectorFacts {
  /** The model that it is for. */
  readonly model: string | null;
  /** How many blocks that has; null where the file does not say. */
  readonly blocks: number | null;
  readonly licence: string | null;
  readonly source: string | null;
  /** What it calls its direction. */
  readonly label: string | null;
  /** Of the lab's own file: what gives a score and a dose along its first direction their scale. */
  readonly scale: OwnScale | null;
  /** Sentences that a reader should know. */
  readonly notes: readonly string[];
}

export const NO_FACTS: VectorFacts = { model: null, blocks: null, licence: null, source: null, label: null, scale: null, notes: [] };
