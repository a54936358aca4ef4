/**
 * How far the page has drawn. While texts arrive, the next state of a run is made once the last one is on the screen: so many are made as
 * can be drawn, and no clock says how many.
 */
import { shownRun, type ShownRun } from '../experiment/shown';
import type { Context } from './ports';

export function drawing({ store }: Pick<Context, 'store'>) {
  let drawers = 0;
  let last: ShownRun | null = null;
  const waiting = new Set<() => void>();
  const caughtUp = (): boolean => drawers === 0 || last === shownRun(store.getState().experiment);
  const tell = (): void => {
    if (!caughtUp()) return;
    const all = [...waiting];
    waiting.clear();
    all.forEach((go) => go());
  };
  return {
    /** A page draws runs from now on. Gives what ends that. */
    beginDrawing(): () => void {
      drawers++;
      return () => {
        drawers--;
        tell();
      };
    },
    /** Every chart shows this run. */
    drawn(run: ShownRun | null): void {
      last = run;
      tell();
    },
    /** Resolves once the charts show the run that the store holds; at once where no page draws. */
    allDrawn: (): Promise<void> => (caughtUp() ? Promise.resolve() : new Promise((resolve) => void waiting.add(resolve))),
  };
}
