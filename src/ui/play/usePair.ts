/** Which two games are shown, and what somebody picks of them: until another game, variant or seed is chosen, or a game is begun. */
import { useCallback, useMemo, useState } from 'react';
import type { Play } from '../../experiment/play';
import { useLab } from '../useLab';
import { pairOf, type Begun } from './pair';
import { shownOf, withFork, withPick, type Picked } from './picked';

export interface Pair {
  readonly left: Play | null;
  readonly right: Play | null;
  /** Changes with what is meant: the step on show is then the last again. */
  readonly of: string;
  readonly pick: (side: 'left' | 'right', id: string) => void;
  /** A fork of the play of this id is asked for. */
  readonly fork: (parent: string) => void;
  /** Lets go what was picked: the next games are shown as they are meant. */
  readonly letGo: () => void;
}

const NOTHING: Picked = {};

export function usePair({ game, variant, seed }: Begun): Pair {
  const plays = useLab((s) => s.experiment.plays);
  const epoch = useLab((s) => s.epoch);
  /** What was picked under another choice, or in another experiment, counts no more. */
  const under = JSON.stringify([epoch, game, variant, seed]);
  const [all, setAll] = useState({ under, picked: NOTHING });
  const picked = all.under === under ? all.picked : NOTHING;
  const change = useCallback(
    (to: (picked: Picked) => Picked) => setAll((before) => ({ under, picked: to(before.under === under ? before.picked : NOTHING) })),
    [under],
  );
  const begun = useMemo(() => ({ game, variant, seed }), [game, variant, seed]);
  const { left, right, seen } = useMemo(() => shownOf(plays, begun, picked), [plays, begun, picked]);
  const meant = useMemo(() => pairOf(plays, begun).map(({ id }) => id), [plays, begun]);
  const pick = useCallback((side: 'left' | 'right', id: string) => change((now) => withPick(plays, now, side, id)), [change, plays]);
  const fork = useCallback((parent: string) => change((now) => withFork(plays, now, parent)), [change, plays]);
  const letGo = useCallback(() => change(() => NOTHING), [change]);
  return { left, right, of: JSON.stringify([under, meant, seen]), pick, fork, letGo };
}
