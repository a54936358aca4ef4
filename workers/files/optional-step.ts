/**
 * What to do next for a file that a model may lack, after each thing that came of the last step. Pure: optional-file.ts does the steps.
 * It goes look → list → open, and where opening fails: why, and whether to ask the server once more.
 */

/** Times the server is asked before a missing file is remembered: one bad answer must not be. */
const ASKS = 2;

export interface State {
  /** The files are those of the page's catalogue: what it does not name, nobody has to remember. */
  readonly catalogued: boolean;
  /** Times that opening failed. */
  readonly failures: number;
  /** Why it failed the last time. */
  readonly error: unknown;
}

/** What came of a step. */
export type Outcome =
  /** What this disk has of the file: the file, that its server lacks it, or nothing. */
  | { readonly kind: 'looked'; readonly kept: 'file' | 'lack' | null }
  /** Whether the repository's list names the file; null where there is no list. */
  | { readonly kind: 'listed'; readonly named: boolean | null }
  | { readonly kind: 'failed'; readonly error: unknown; readonly why: Why; readonly named: boolean }
  /** Whether this disk has tokenizer.json. */
  | { readonly kind: 'looked-for-tokenizer'; readonly kept: boolean };

/** `unseen`: the server answers, but not for this file; `network`: no answer; `absent`: there is no such file; `other`: all else. */
export type Why = 'unseen' | 'network' | 'absent' | 'other';

export type Step =
  /** Ask the repository's list, as far as it is known. */
  | { readonly kind: 'list' }
  | { readonly kind: 'open' }
  | { readonly kind: 'look-for-tokenizer' }
  /** The model has no such file; `remember` it, so that the next load need not ask. */
  | { readonly kind: 'none'; readonly remember: boolean }
  | { readonly kind: 'give-up'; readonly error: unknown };

/** Before the first step, which is to look at the disk. */
export const beginning = (catalogued: boolean): State => ({ catalogued, failures: 0, error: null });

/** The state after `outcome`, and the next step. */
export function next(state: State, outcome: Outcome): [State, Step] {
  switch (outcome.kind) {
    case 'looked':
      if (outcome.kept === 'lack') return [state, { kind: 'none', remember: false }];
      return [state, { kind: outcome.kept ? 'open' : 'list' }];
    case 'listed':
      return [state, state.failures === 0 ? afterFirstList(state, outcome.named) : afterFailure(state, outcome.named)];
    case 'failed':
      return [{ ...state, failures: state.failures + 1, error: outcome.error }, failed(outcome)];
    case 'looked-for-tokenizer':
      // Every load asks for tokenizer.json after the optional files: it is on this disk, so an earlier load did without this one.
      return [state, outcome.kept ? { kind: 'none', remember: false } : { kind: 'give-up', error: state.error }];
  }
}

const afterFirstList = ({ catalogued }: State, named: boolean | null): Step =>
  named === false ? { kind: 'none', remember: !catalogued } : { kind: 'open' };

function failed({ error, why, named }: Extract<Outcome, { kind: 'failed' }>): Step {
  if (why === 'unseen') return { kind: 'none', remember: false };
  if (why === 'network' && !named) return { kind: 'look-for-tokenizer' };
  return why === 'absent' ? { kind: 'list' } : { kind: 'give-up', error };
}

/** A file that the list names and the server does not give is the server's trouble: the model has the file. */
function afterFailure({ failures, error }: State, named: boolean | null): Step {
  if (named) return { kind: 'give-up', error };
  return failures < ASKS ? { kind: 'open' } : { kind: 'none', remember: true };
}
