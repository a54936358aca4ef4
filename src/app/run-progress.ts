/** How far a run has come: a value, and what each event makes of it. */
import type { Held } from '../analysis-protocol';
import { index, type PassIndex, type TextIndex } from '../lab/indices';
import type { Cut, ReadOn } from '../protocol';

export interface RunProgress {
  /** [pass] what has to be read, in this order: one text of each kind of tokens, with all texts that are the same tokens. */
  readonly missing: readonly (readonly TextIndex[])[];
  /** [text] what it was read on; null where it has not been read, or an earlier version did not say. */
  readonly on: readonly (ReadOn | null)[];
  /** Texts that came from the disk. */
  readonly fromStorage: number;
  /** How many of `missing` the model has read. */
  readonly passes: number;
  /** [text] the analysis worker has it. */
  readonly there: readonly boolean[];
  /** Why a text could not be kept in this browser; null where all were. */
  readonly storageError: string | null;
  /** The first that went wrong; null while nothing has. */
  readonly failure: { readonly error: unknown } | null;
}

export type RunEvent =
  | { readonly kind: 'read'; readonly on: ReadOn }
  | { readonly kind: 'kept'; readonly pass: PassIndex; readonly problem: string | null }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Before anything is read. `order`: of reading. */
export const begin = (order: readonly TextIndex[], { have, on }: Held, cut: Pick<Cut, 'tokenHashes'>): RunProgress => ({
  missing: missingTexts(order, have, cut),
  on: on.map((one, text) => (have[text] ? one : null)),
  fromStorage: have.filter(Boolean).length,
  passes: 0,
  there: have,
  storageError: null,
  failure: null,
});

export function next(state: RunProgress, event: RunEvent): RunProgress {
  const { on, there, passes } = state;
  switch (event.kind) {
    case 'read': {
      const twins = new Set<number>(textsOf(state, index<PassIndex>(passes)));
      return { ...state, passes: passes + 1, on: on.map((one, text) => (twins.has(text) ? event.on : one)) };
    }
    case 'kept': {
      const twins = new Set<number>(textsOf(state, event.pass));
      return { ...state, there: there.map((have, text) => have || twins.has(text)), storageError: state.storageError ?? event.problem };
    }
    case 'failed':
      return { ...state, failure: state.failure ?? { error: event.error } };
  }
}

/** The texts that a pass reads: all are the same tokens. */
export const textsOf = ({ missing }: RunProgress, pass: PassIndex): readonly TextIndex[] => missing[pass]!;

/** Whether a text has been read, in this run or before. */
export const isRead = ({ there, missing, passes }: RunProgress, text: TextIndex): boolean =>
  there[text]! || missing.slice(0, passes).some((twins) => twins.includes(text));

/** Texts that the model has read in this run, and all that are read. */
export const computed = ({ missing, passes }: RunProgress): number =>
  missing.slice(0, passes).reduce((sum, twins) => sum + twins.length, 0);
export const done = (state: RunProgress): number => state.fromStorage + computed(state);

/** Seconds that are left, after so many; null before the first second: the first text also warms up the runtime. */
export const secondsLeft = ({ missing, passes }: RunProgress, seconds: number): number | null =>
  seconds < 1 || passes === 0 ? null : (seconds / passes) * (missing.length - passes);

function missingTexts(order: readonly TextIndex[], have: readonly boolean[], { tokenHashes }: Pick<Cut, 'tokenHashes'>): TextIndex[][] {
  const byTokens = new Map<string, TextIndex[]>();
  for (const text of order) {
    if (have[text]) continue;
    const twins = byTokens.get(tokenHashes[text]!);
    if (twins) twins.push(text);
    else byTokens.set(tokenHashes[text]!, [text]);
  }
  return [...byTokens.values()];
}
