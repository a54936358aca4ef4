/** Which two games are shown: those that `pairOf` means, until somebody picks others; with the next game they are meant anew. */
import { useCallback, useMemo, useState } from 'react';
import { byId } from '../../experiment/experiment';
import type { Play } from '../../experiment/play';
import { useLab } from '../useLab';
import { pairOf, type Begun } from './pair';

interface Picked {
  /** Under which choice, and which was the last play then. */
  readonly of: string;
  readonly left?: string;
  readonly right?: string;
}

export interface Pair {
  readonly left: Play | null;
  readonly right: Play | null;
  /** Changes with what is meant: the step on show is then the last again. */
  readonly of: string;
  pick(side: 'left' | 'right', id: string): void;
}

export function usePair({ game, variant, seed }: Begun): Pair {
  const plays = useLab((s) => s.experiment.plays);
  const last = plays.at(-1)?.id ?? '';
  const of = JSON.stringify([game, variant, seed, last]);
  const meant = useMemo(() => pairOf(plays, { game, variant, seed }), [plays, game, variant, seed]);
  const [picked, setPicked] = useState<Picked>({ of });
  const chosen = picked.of === of ? picked : null;
  const pick = useCallback(
    (side: 'left' | 'right', id: string) => setPicked((before) => ({ ...(before.of === of ? before : {}), of, [side]: id })),
    [of],
  );
  return {
    left: byId(plays, chosen?.left ?? null) ?? meant[0] ?? null,
    right: byId(plays, chosen?.right ?? null) ?? meant[1] ?? null,
    of,
    pick,
  };
}
