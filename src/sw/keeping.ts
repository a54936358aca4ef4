/** The page's side of its service worker (sw.ts). */
import type { Message, TakenOver } from './messages';

/** What became of it. `here`: the page opens without a network. `newer`: a newer version is here, too, and waits. */
export type Kept =
  | { readonly status: 'here' }
  | { readonly status: 'newer' }
  | { readonly status: 'refused'; /** The browser's words. */ readonly why: string };

export interface Keeping {
  /** Asks the browser to keep the page's files, when it has nothing else to do; nothing in dev, and where a browser has no such thing. */
  keep(tell: (kept: Kept) => void): void;
  /** The build of ONNX Runtime that a device runs on stays on this disk, too. */
  keepRuntime(device: 'wasm' | 'webgpu'): void;
  /** Lets the newer version in and opens the page with it. False where another tab has the lab open: nothing was done. */
  takeNewer(): Promise<boolean>;
  reload(): void;
}

/** Null in dev, over plain http, and where a browser shuts it off. */
const workers = (): ServiceWorkerContainer | null =>
  import.meta.env.PROD && 'serviceWorker' in navigator ? navigator.serviceWorker : null;
const reload = (): void => location.reload();

function follow(registration: ServiceWorkerRegistration, tell: (kept: Kept) => void): void {
  const look = (): void => {
    if (registration.waiting && registration.active) tell({ status: 'newer' });
    else if (registration.active?.state === 'activated') tell({ status: 'here' });
  };
  const watch = (): void => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'redundant' && !registration.active)
        tell({ status: 'refused', why: 'one of its files did not come, or there is no room' });
      else look();
    });
  };
  look();
  watch();
  registration.addEventListener('updatefound', watch);
}

export const keeping = (): Keeping => ({
  keep: (tell) => {
    const begin = async (): Promise<void> => {
      const container = workers();
      if (!container) return;
      try {
        await container.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
      } catch (error) {
        // Without a network there is nothing to register anew: what was kept before stands.
        if (!(await container.getRegistration())) throw error;
      }
      const registration = await container.getRegistration();
      if (registration) follow(registration, tell);
    };
    const later = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1));
    later(() => void begin().catch((error: unknown) => tell({ status: 'refused', why: (error as Error).message })));
  },
  keepRuntime: (device) => {
    const build = device === 'wasm' ? 'plain' : 'Suspending' in WebAssembly ? 'jspi' : 'asyncify';
    const say = async (): Promise<void> =>
      (await workers()?.getRegistration())?.active?.postMessage({ kind: 'keep', build } satisfies Message);
    // Where the browser says no, nothing is kept; `keep` has told of it.
    say().catch(() => undefined);
  },
  takeNewer: async () => {
    const container = workers();
    const waiting = (await container?.getRegistration())?.waiting;
    if (!container || !waiting) return (reload(), true);
    const changed = new Promise((done) => container.addEventListener('controllerchange', done, { once: true }));
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<TakenOver>((done) => (port1.onmessage = ({ data }) => done(data as TakenOver)));
    waiting.postMessage({ kind: 'take-over' } satisfies Message, [port2]);
    if ((await answer) === 'others') return false;
    await changed;
    reload();
    return true;
  },
  reload,
});
