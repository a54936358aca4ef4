/** What a person does with pairs that a model wrote: changes, takes, leaves them. Taken ones go into the set that is being written. */
import type { Draft } from '../experiment/draft/draft';
import type { Side } from '../experiment/write-pairs/instructions';
import { withMade, withoutMade } from '../experiment/write-pairs/into-draft';
import { hindrance, NOTHING_SPENT, withPair, type MadePair } from '../experiment/write-pairs/made';
import type { LabStore } from './state';
import type { WritingState } from './writing-state';

export function writtenList(
  { getState: get }: LabStore,
  change: (next: (now: WritingState) => Partial<WritingState>) => void,
  changeDraft: (change: (now: Draft) => Draft) => void,
) {
  const pairOf = (key: string): MadePair | undefined => get().writing?.made.find((one) => one.key === key);
  return {
    /** A text of a pair that was not decided on yet. */
    changeMade: (key: string, side: Side, text: string): void =>
      change(({ made }) => ({ made: made.map((one) => (one.key === key ? { ...one, now: { ...one.now, [side]: text } } : one)) })),
    /** Into the set that is being written, as its next pair. Nothing where a text is empty, or both are the same. */
    acceptMade(key: string): void {
      const pair = pairOf(key);
      const { draft } = get();
      if (!pair || !draft || pair.state === 'accepted' || hindrance(pair) !== null) return;
      const { draft: next, row } = withMade(draft.now, pair);
      changeDraft(() => next);
      change(({ made }) => ({ made: withPair(made, key, { state: 'accepted', row }) }));
    },
    rejectMade: (key: string): void => change(({ made }) => ({ made: withPair(made, key, { state: 'rejected', row: null }) })),
    /** Undecided again; out of the set, if it is there as it was taken. */
    reopenMade(key: string): void {
      const pair = pairOf(key);
      if (!pair) return;
      if (pair.state === 'accepted') changeDraft((now) => withoutMade(now, pair));
      change(({ made }) => ({ made: withPair(made, key, { state: 'open', row: null }) }));
    },
    /** The list is empty then; what was taken into the set stays there, and the form stays. Returns how it comes back. */
    clearWritten(): () => void {
      const { made = [], halves = [], gone = NOTHING_SPENT } = get().writing ?? {};
      change(() => ({ made: [], halves: [], gone: NOTHING_SPENT, failures: [], work: { status: 'idle', note: null } }));
      return () => change(({ made: now }) => ({ made: [...made, ...now], halves, gone }));
    },
  };
}
