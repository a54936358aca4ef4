/** Which two games are shown: those that somebody picked, or a fork and its parent; else those that `pairOf` means. Pure. */
import { byId } from '../../experiment/experiment';
import type { Play } from '../../experiment/play';
import { pairOf, type Begun } from './pair';

/** What is wanted to be shown. */
export interface Picked {
  /** Ids of plays; absent where nobody picked one for that side. */
  readonly left?: string;
  readonly right?: string;
  /** A fork that was asked for: of which play, and the last fork of that play before it; null where there was none. */
  readonly fork?: { readonly parent: string; readonly before: string | null };
  /** The id of the fork that was seen last. */
  readonly seen?: string;
}

export interface PairOfPlays {
  readonly left: Play | null;
  readonly right: Play | null;
  /** The id of the fork that was seen last; null where none was asked for, and before the first step of the first. */
  readonly seen: string | null;
}

const lastFork = (plays: readonly Play[], parent: string): Play | undefined => plays.findLast(({ from }) => from?.play === parent);

/** A fork of `parent` is asked for: from its first step on it stands right, and its parent left; until then all stays as it is. */
export const withFork = (plays: readonly Play[], picked: Picked, parent: string): Picked => ({
  ...settled(plays, picked),
  fork: { parent, before: lastFork(plays, parent)?.id ?? null },
});

/** Somebody picks the play of this id for a side; the other side stays as it was picked. */
export const withPick = (plays: readonly Play[], picked: Picked, side: 'left' | 'right', id: string): Picked => ({
  ...settled(plays, picked),
  [side]: id,
});

/** A fork that is there is from now on picked by its id, so that a later pick can take its place. */
function settled(plays: readonly Play[], picked: Picked): Picked {
  const forked = forkIn(plays, picked);
  return forked ? { left: picked.fork!.parent, right: forked.id, seen: forked.id } : picked;
}

function forkIn(plays: readonly Play[], { fork }: Picked): Play | null {
  const last = fork && lastFork(plays, fork.parent);
  return last && last.id !== fork.before ? last : null;
}

/**
 * The two that are shown of these plays; a play that is not there any more is as if it was never picked. Beside one that was picked stands
 * what is meant there, or the other that is meant where that is the picked one; a lone play stands left.
 */
export function shownOf(plays: readonly Play[], begun: Begun, picked: Picked): PairOfPlays {
  const meant = pairOf(plays, begun);
  const wanted = settled(plays, picked);
  const [left, right] = [byId(plays, wanted.left ?? null), byId(plays, wanted.right ?? null)];
  const seen = wanted.seen ?? null;
  if (left && right) return { left, right, seen };
  const one = left ?? right;
  if (!one) return { left: meant[0] ?? null, right: meant[1] ?? null, seen };
  const beside = left ? [meant[1], meant[0]] : meant;
  const other = beside.find((play) => play && play.id !== one.id) ?? null;
  return right && other ? { left: other, right, seen } : { left: one, right: other, seen };
}
