/** The page's own files on this disk: whether they are here, and how a newer version of them comes, never in the middle of work. */
import { LabError } from '../error';
import { busyWith } from './busy';
import { guard } from './guard';
import type { Context } from './ports';
import type { LabState } from './state';
import { t } from '../language/t';

/** Why the page should not be opened anew now, in words; null where nothing would be broken off. */
export const inTheWay = (state: LabState): string | null =>
  busyWith(state) ?? (state.model.status === 'loading' ? t`a model is being loaded` : null);

export function offlineActions({ store, keeping }: Context) {
  const { getState: get, setState: set } = store;
  const whenFree = async (work: () => Promise<void>): Promise<void> => {
    const busy = inTheWay(get());
    if (busy)
      throw new LabError(
        'model-busy',
        t`Opening the page anew would break off what it does: ${busy}.`,
        t`Wait until that is done, or stop it.`,
      );
    return work();
  };
  return {
    /** Asks the browser to keep the page's files. Called once, when the page has started. */
    keepOffline(): void {
      const keepRuntime = ({ model, offline }: LabState): void => {
        if (model.status === 'ready' && offline.status !== 'off') keeping.keepRuntime(model.info.device);
      };
      keeping.keep((kept) => {
        set({ offline: kept });
        keepRuntime(get());
      });
      store.subscribe((now, before) => {
        if (now.model !== before.model) keepRuntime(now);
      });
    },
    /** Opens the page in the newer version that is here; not while work is under way, nor while another tab has the lab open. */
    takeNewer: (): Promise<void> =>
      guard(store, () =>
        whenFree(async () => {
          if (!(await keeping.takeNewer())) set({ offline: { status: 'newer', elsewhere: true } });
        }),
      ),
    /** Opens the page anew; not while work is under way. */
    openAnew: (): Promise<void> => guard(store, () => whenFree(async () => keeping.reload())),
  };
}
