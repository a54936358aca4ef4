/**
 * The run as the charts see it. While texts are read both cores are busy, so the charts follow at low priority and one after the other:
 * each draws a state of the run once the chart before it has put that state on the screen. No clock: React's commits are the pace.
 */
import { startTransition, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { ScenarioSet } from '../formats/scenario-set';
import { shownLayer } from '../app/shown-blocks';
import { shownRun, type ShownRun } from '../experiment/shown';
import { useLab } from './useLab';
import { brief } from './parts/format';
import { passOn } from './pass-on';
import { useOrigin } from './useOrigin';

/**
 * A run, the set that it was made on, whichever is open in the contrast section, and the line that says where it comes from. Run and set
 * are null before the first run.
 */
export interface Shown {
  readonly run: ShownRun | null;
  readonly set: ScenarioSet | null;
  readonly origin: string;
}

/** How many commits after the first chart each one follows. */
const AFTER = { auroc: 0, strips: 1, separation: 2, behaviour: 3 } as const;
export type Chart = keyof typeof AFTER;

/** The run as one chart draws it: typing and scrolling go first. */
export function useShown(chart: Chart): Shown {
  const run = useDeferredValue(useLab((s) => shownRun(s.experiment)));
  const set = run?.set.set ?? null;
  const origin = useOrigin();
  const now = useMemo(() => ({ run, set, origin }), [run, set, origin]);
  const later = useAfter(now, AFTER[chart]);
  // Another model, another set, the first run: two charts must not show different ones.
  const same = later.set === now.set && later.run?.directions.layers === now.run?.directions.layers;
  return same ? later : now;
}

/** The value as it was `commits` commits of this component ago; the value itself once nothing changes any more. */
function useAfter<T>(value: T, commits: number): T {
  const [queue, setQueue] = useState<readonly T[]>(() => passOn([], value, commits));
  useEffect(() => startTransition(() => setQueue((now) => passOn(now, value, commits))), [value, queue, commits]);
  return commits === 0 ? value : queue[commits - 1]!;
}

/** The layer the page shows, at low priority: the slider moves first, the charts follow. */
export const useShownLayer = (): number => useDeferredValue(useLab(shownLayer));

/**
 * Two short names for the two kinds of text, cut where they are long: of the run's set, or before the first run of the one that is open.
 */
export function useSides(): { positive: string; negative: string } {
  const concept = useLab((s) => shownRun(s.experiment)?.set.set.concept ?? (s.set.status === 'ready' ? s.set.set.concept : null));
  return { positive: brief(concept?.positive ?? 'positive', 40), negative: brief(concept?.negative ?? 'negative', 40) };
}

/** Which texts of the set with this hash the run on show has cut; undefined where it read another set. */
export const useCutTexts = (hash: string): readonly boolean[] | undefined =>
  useLab(({ experiment }) => {
    const run = shownRun(experiment);
    return run?.set.hash === hash ? run.truncated : undefined;
  });
