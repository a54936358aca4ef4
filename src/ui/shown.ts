/**
 * The run as the charts see it. While texts are being read the store changes several times a second and both cores are busy,
 * so the charts follow at a calm pace; when the run ends they catch up at once.
 */
import { useDeferredValue } from 'react';
import { create } from 'zustand';
import type { ScenarioSet } from '../data/scenarios';
import type { RunResult } from '../state/experiment';
import { useLab } from '../state/store';
import type { LabState } from '../state/store';

/** Milliseconds between two drawings during a run. */
const PACE = 700;

const useShown = create<{ run: RunResult | null }>(() => ({ run: useLab.getState().experiment.run }));

let timer: ReturnType<typeof setTimeout> | null = null;
const show = (): void => {
  timer = null;
  useShown.setState({ run: useLab.getState().experiment.run });
};

useLab.subscribe((state: LabState, before: LabState) => {
  if (state.experiment.run === useShown.getState().run && timer === null) return;
  const started = state.run.status === 'running' && before.run.status !== 'running';
  if (state.run.status === 'running' && !started) {
    timer ??= setTimeout(show, PACE);
    return;
  }
  if (timer !== null) clearTimeout(timer);
  show();
});

/** The run to draw, at low priority: typing and scrolling go first. */
export const useShownRun = (): RunResult | null => useDeferredValue(useShown((s) => s.run));

/** The layer the page shows, at low priority: the slider moves first, the charts follow. */
export const useShownLayer = (): number => useDeferredValue(useLab((s) => s.experiment.layer));

/** The scenario set the shown run was made on, or null if another one is open: scores are matched to texts by their place in the set. */
export const useRunSet = (): ScenarioSet | null =>
  useLab((s) => (s.set.status === 'ready' && (s.experiment.scenarios === null || s.experiment.scenarios.hash === s.set.hash) ? s.set.set : null));

/** Two short names for the two kinds of text. */
export function useSides(): { positive: string; negative: string } {
  const concept = useLab((s) => (s.set.status === 'ready' ? s.set.set.concept : null));
  return concept ?? { positive: 'positive', negative: 'negative' };
}
