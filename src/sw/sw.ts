/**
 * The service worker: keeps the page, its workers, sets and recordings on this disk when the page was opened first, and ONNX Runtime (14
 * to 27 MB a build) once a model was loaded with it. Models it does not touch: src/storage keeps them. Every answer has the headers that
 * give a page threads. A newer version waits until the person, or the end of the last tab, lets it in.
 */
import { addPlugins, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { isolated } from './isolated';
import type { Message, TakenOver } from './messages';
import { buildOf } from './runtime';

declare const self: ServiceWorkerGlobalScope;

/** Every cache of the lab is named so, with the scope behind it: two labs of one origin keep apart. */
const NAME = 'eia-lab-';
const { scope } = self.registration;
const RUNTIME = `${NAME}runtime-1 ${scope}`;

/** The build writes the list here. */
const files = self.__WB_MANIFEST as readonly PrecacheEntry[];
const runtime = new Set(files.filter(({ url }) => buildOf(url) !== null).map(({ url }) => new URL(url, scope).href));
const withHeaders = {
  handlerWillRespond: ({ request, response }: { request: Request; response: Response }) =>
    Promise.resolve(isolated(response, request.destination)),
};

addPlugins([withHeaders]);
precacheAndRoute(
  files.filter(({ url }) => buildOf(url) === null),
  // What stands behind a question mark is for the page.
  { ignoreURLParametersMatching: [/./], cleanURLs: false },
);
registerRoute(({ url }) => runtime.has(url.href), new CacheFirst({ cacheName: RUNTIME, plugins: [withHeaders] }));

self.addEventListener('activate', (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  const message = event.data as Message;
  if (message.kind === 'keep') event.waitUntil(keepRuntime(message.build));
  else event.waitUntil(takeOver().then((answer) => event.ports[0]?.postMessage(answer)));
});

/** Caches of older versions, and files of an older ONNX Runtime. What is precached workbox clears. */
async function forgetOlder(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME) && name.endsWith(` ${scope}`) && name !== RUNTIME);
  await Promise.all(names.map((name) => caches.delete(name)));
  const cache = await caches.open(RUNTIME);
  const old = (await cache.keys()).filter(({ url }) => !runtime.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
}

/** From the browser's own cache, where the page has just had it from. */
async function keepRuntime(build: string): Promise<void> {
  const cache = await caches.open(RUNTIME);
  for (const url of [...runtime].filter((one) => buildOf(one) === build))
    if (!(await cache.match(url))) await cache.add(new Request(url, { cache: 'force-cache' }));
}

async function takeOver(): Promise<TakenOver> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.filter(({ url }) => url.startsWith(scope)).length > 1) return 'others';
  await self.skipWaiting();
  return 'taken';
}
