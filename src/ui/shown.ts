/**
 * The run as the charts see it. While texts are being read the store changes several times a second and both cores are busy,
 * so the charts follow at a calm pace and one after the other, none in the same task as another.
 */
import { useDeferredValue } from 'react';
import { create } from 'zustand';
import type { ScenarioSet } from '../formats/scenario-set';
import type { RunResult } from '../experiment/experiment';
import { store } from '../app/store';
import { useLab } from './useLab';
import { brief } from './parts/format';

/** Milliseconds between two drawings of the same chart during a run, and between one chart and the next: no task draws two. */
const PACE = 1600;
const STEP = 300;

/** The charts, in the order in which they follow. */
const CHARTS = ['auroc', 'strips', 'separation', 'behaviour'] as const;
export type Chart = (typeof CHARTS)[number];

const current = (): RunResult | null => store.getState().experiment.run;
const useShown = create<Record<Chart, RunResult | null>>(
  () => Object.fromEntries(CHARTS.map((chart) => [chart, current()])) as Record<Chart, RunResult | null>,
);

let timers: ReturnType<typeof setTimeout>[] = [];
function showAll(): void {
  timers.forEach(clearTimeout);
  timers = [];
  useShown.setState(Object.fromEntries(CHARTS.map((chart) => [chart, current()])));
}
function showInTurn(): void {
  timers.forEach(clearTimeout);
  timers = CHARTS.map((chart, i) => setTimeout(() => useShown.setState({ [chart]: current() }), i * STEP));
  timers.push(setTimeout(() => (timers = []), PACE));
}

store.subscribe(({ experiment, run }, before) => {
  if (experiment.run === before.experiment.run && run.status === before.run.status) return;
  const running = run.status === 'running' || before.run.status === 'running';
  // A run of another model, or of another file: two charts must not show different ones.
  if (!running || experiment.run?.directions.layers !== useShown.getState().auroc?.directions.layers) showAll();
  else if (run.status !== 'running' || timers.length === 0) showInTurn();
});

/** The run as one chart draws it, at low priority: typing and scrolling go first. */
export const useShownRun = (chart: Chart): RunResult | null => useDeferredValue(useShown((s) => s[chart]));

/** The layer the page shows, at low priority: the slider moves first, the charts follow. */
export const useShownLayer = (): number => useDeferredValue(useLab((s) => s.experiment.layer));

/** The scenario set the run on the page was made on, whichever is open in the contrast section; null before the first run. */
export const useRunSet = (): ScenarioSet | null => useLab((s) => s.experiment.scenarios?.set ?? null);

/**
 * Two short names for the two kinds of text, cut where they are long: of the run's set, or before the first run of the one that is open.
 */
export function useSides(): { positive: string; negative: string } {
  const concept = useLab((s) => s.experiment.scenarios?.set.concept ?? (s.set.status === 'ready' ? s.set.set.concept : null));
  return { positive: brief(concept?.positive ?? 'positive', 40), negative: brief(concept?.negative ?? 'negative', 40) };
}
