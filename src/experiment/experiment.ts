/**
 * The experiment: records that name each other, and a view of them. Of each kind there can be several, side by side. It is one immutable
 * value, of which everything on the page is a function: what is saved, exported, opened again and read by scripts.
 */
import type { ScenarioSet } from '../formats/scenario-set';
import type { Analysis, RecordedAnalysis } from './analysis';
import type { Answer } from './answer';
import type { Choice } from './choice';
import type { DamageRecord } from './damage';
import type { DirectionsRecord } from './directions';
import type { KnownGame } from './known-game';
import type { Play } from './play';
import type { Rating } from './rating';
import type { Reading } from './reading';
import type { ReadoutRecord } from './readout';
import type { TrainTestRecord } from './train-test';
import { startView, type View } from './view';

/** A set, texts and all: with it a file can be read anywhere. */
export interface KnownSet {
  /** SHA-256 of what the numbers depend on (`hashScenarioSet`). Readings name their set by it. */
  readonly hash: string;
  readonly set: ScenarioSet;
}

/** `A`: analyses with what follows from their scores, or as a file has them. */
export interface Experiment<A = Analysis> {
  readonly format: 'eia-lab/experiment';
  readonly version: 2;
  readonly sets: readonly KnownSet[];
  readonly readings: readonly Reading[];
  readonly analyses: readonly A[];
  readonly directions: readonly DirectionsRecord[];
  readonly answers: readonly Answer[];
  readonly choices: readonly Choice[];
  readonly damages: readonly DamageRecord[];
  readonly ratings: readonly Rating[];
  readonly matrices: readonly TrainTestRecord[];
  readonly readouts: readonly ReadoutRecord[];
  readonly games: readonly KnownGame[];
  readonly plays: readonly Play[];
  readonly view: View;
}

/** An experiment as a file or a script gives it: what follows from its texts and scores is not taken from it (`remeasure` makes it). */
export type Recorded = Experiment<RecordedAnalysis>;

/** An experiment in which nothing has happened. */
export const emptyExperiment = (layers?: number): Experiment<never> => ({
  format: 'eia-lab/experiment',
  version: 2,
  sets: [],
  readings: [],
  analyses: [],
  directions: [],
  answers: [],
  choices: [],
  damages: [],
  ratings: [],
  matrices: [],
  readouts: [],
  games: [],
  plays: [],
  view: startView(layers),
});

/** The record of that name; undefined where there is none. */
export const byId = <R extends { readonly id: string }>(records: readonly R[], id: string | null): R | undefined =>
  records.find((record) => record.id === id);

/** "analysis-3": the first number that no record has yet. */
export function freshId(kind: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let n = 1;
  while (ids.has(`${kind}-${n}`)) n++;
  return `${kind}-${n}`;
}

/** The list with this record in the place of the one that `same` finds, or at its end. */
export function put<R>(records: readonly R[], record: R, same: (one: R) => boolean): readonly R[] {
  const at = records.findIndex(same);
  return at < 0 ? [...records, record] : records.with(at, record);
}
