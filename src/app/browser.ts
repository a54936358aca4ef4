/** The ports of a browser's tab. */
import type { AnalysisCalls, RunFileCalls } from '../analysis-protocol';
import { WorkerClient } from '../client';
import type { EndpointWorld } from '../endpoint/chat';
import { TRIES, type Outside } from '../hub/ask';
import { pageUrl } from '../hub/catalogue';
import type { Calls } from '../protocol';
import * as models from '../storage/models';
import * as readings from '../storage/readings';
import * as room from '../storage/room';
import * as session from '../storage/session';
import * as settings from '../storage/settings';
import { WORKER_NAME } from '../language/chosen';
import { keeping } from '../sw/keeping';
import type { Ports } from './ports';
import { t } from '../language/t';

const modelWorker = () => new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module', name: WORKER_NAME });
const runFileWorker = () => new Worker(new URL('../../workers/run-file.worker.ts', import.meta.url), { type: 'module', name: WORKER_NAME });
const analysisWorker = () =>
  new Worker(new URL('../../workers/analysis.worker.ts', import.meta.url), { type: 'module', name: WORKER_NAME });

/** Rejects at once when the signal fires. */
const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((done, failed) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      done();
    }, milliseconds);
    const end = (): void => {
      clearTimeout(timer);
      failed(signal.reason as Error);
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });

/** Three tries have, together, the patience of a download. */
const hub: Outside = {
  fetch: (url, init) => fetch(url, init),
  sleep,
  random: Math.random,
  now: Date.now,
  patience: 30_000 / TRIES,
  offline: () => !navigator.onLine,
};

/** A large model on a small machine says nothing for a long while, then everything at once. */
const endpoint: EndpointWorld = { ...hub, patience: 180_000, longest: 600_000 };

/** Touches nothing but when it is used. */
export const browserPorts = (): Ports => ({
  model: (onCrash) =>
    new WorkerClient<Calls>(
      modelWorker,
      {
        ended: t`The model was unloaded.`,
        crashed: {
          what: t`The model's worker stopped`,
          hint: t`The model it held is gone; everything computed so far is kept. Often memory ran out: if it stops again, close other tabs, choose a smaller model, or open the lab anew.`,
        },
        program: t`The program that runs models`,
      },
      onCrash,
    ),
  analysis: new WorkerClient<AnalysisCalls>(analysisWorker, {
    ended: t`The analysis was ended.`,
    crashed: {
      what: t`The worker that computes directions stopped`,
      hint: t`What was read is kept on this disk: run again. If it stops again, memory ran out: close other tabs.`,
    },
    program: t`The program that computes directions`,
  }),
  runFiles: new WorkerClient<RunFileCalls>(runFileWorker, {
    ended: t`Reading the file was ended.`,
    crashed: {
      what: t`The worker that reads run files stopped`,
      hint: t`What is on the page stays: open the file again. If it stops again, memory ran out: close other tabs.`,
    },
    program: t`The program that reads run files`,
  }),
  disk: { models, readings, session, settings, room },
  address: {
    get href() {
      return location.href;
    },
    get hash() {
      return location.hash;
    },
    get search() {
      return globalThis.location?.search ?? '';
    },
    replace: (href) => history.replaceState(null, '', href),
    onChange: (work) => addEventListener('hashchange', (event) => work(new URL((event as HashChangeEvent).newURL).hash)),
    onLeave: (work) => addEventListener('pagehide', work),
    get arrival() {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return navigation?.type === 'reload' || navigation?.type === 'back_forward' ? 'again' : 'new';
    },
  },
  clock: {
    now: () => new Date(),
    elapsed: () => performance.now(),
    after: (milliseconds, work) => void setTimeout(work, milliseconds),
  },
  hub,
  endpoint,
  keeping: keeping(),
  fetchOwn: async (path) => {
    const answer = await fetch(pageUrl(path));
    if (!answer.ok) throw new TypeError(t`the server answered ${answer.status} ${answer.statusText}`.trim());
    return answer;
  },
  fetchRun: (url, signal) => fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal }),
  // The first curve is drawn by then. A tab that is not looked at draws nothing, and goes on.
  idle: () =>
    new Promise((go) => {
      // Safari has no idle callbacks.
      if ('requestIdleCallback' in globalThis) requestIdleCallback(() => go(), { timeout: 1000 });
      else setTimeout(go, 100);
    }),
  hasF16: async () => (await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }))?.features.has('shader-f16') ?? false,
});
