/**
 * What a page that draws is to the app: its pictures, as files; and how far it has drawn. While texts arrive, the next state of a run is
 * made once the last one is on the screen: so many are made as can be drawn, and no clock says how many.
 */
import { shownRun, type ShownRun } from '../experiment/shown';
import type { PictureName } from '../experiment/home/picture-names';
import type { Context } from './ports';

/** A picture that is on the page now, null where it is not. Rejects where the browser cannot draw it. */
type Pictures = (name: PictureName, kind: 'svg' | 'png') => Promise<Blob | null>;

export function drawing({ store }: Pick<Context, 'store'>) {
  let drawers = 0;
  let last: ShownRun | null = null;
  let pictures: Pictures | null = null;
  const waiting = new Set<() => void>();
  const caughtUp = (): boolean => drawers === 0 || last === shownRun(store.getState().experiment);
  const tell = (): void => {
    if (!caughtUp()) return;
    const all = [...waiting];
    waiting.clear();
    all.forEach((go) => go());
  };
  return {
    /** A page draws runs from now on, and hands out pictures. Gives what ends that. */
    beginDrawing(own: Pictures): () => void {
      drawers++;
      pictures = own;
      return () => {
        drawers--;
        pictures = null;
        tell();
      };
    },
    /** Every chart shows this run. */
    drawn(run: ShownRun | null): void {
      last = run;
      tell();
    },
    /** null where it is not on the page, or nothing draws. */
    picture: async (...which: Parameters<Pictures>): Promise<Blob | null> => pictures?.(...which) ?? null,
    /** Resolves once the charts show the run that the store holds; at once where no page draws. */
    allDrawn: (): Promise<void> => (caughtUp() ? Promise.resolve() : new Promise((resolve) => void waiting.add(resolve))),
  };
}
