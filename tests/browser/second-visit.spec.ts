/**
 * The page on a plain host, below a path and without headers: kept by its service worker, with threads from the second opening on, and
 * without a network. This file alone lets the service worker in (playwright.config.ts).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, fixture, test } from './fixtures';
import { servePlainly, type PlainHost } from './plain-host';

test.use({ serviceWorkers: 'allow' });

const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const some = (split: 'train' | 'test', n: number) => shipped.pairs.filter((pair) => pair.split === split).slice(0, n);
const small: ScenarioSet = { ...shipped, id: 'small', name: 'A small set', pairs: [...some('train', 3), ...some('test', 2)], scored: [] };

let host: PlainHost;
test.beforeEach(async () => {
  host = await servePlainly();
});
test.afterEach(() => host.close());

async function open(page: Page): Promise<void> {
  await page.goto(`${host.url}?device=wasm`);
  await page.waitForFunction(() => 'lab' in globalThis);
}
const kept = (page: Page) => expect(page.getByTestId('offline-line')).toContainText('it opens without a network', { timeout: 60_000 });
const caches = (page: Page) => page.evaluate(() => globalThis.caches.keys());
/** Paths of all that is kept. */
const files = (page: Page) =>
  page.evaluate(async () => {
    const names = await globalThis.caches.keys();
    const all = await Promise.all(names.map(async (name) => (await globalThis.caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname.split('/lab/')[1]!);
  });

test('opened, kept, opened anew with threads, away from the network: recording, sets, the included model and a run with threads', async ({
  page,
  context,
  errors,
}) => {
  await open(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await kept(page);
  const light = await files(page);
  for (const file of ['index.html', 'models.json', 'scenarios/decisions.json', 'demo/empathy.json.gz', 'demo/decisions.choices.json.gz'])
    expect(light).toContain(file);
  expect(light.some((file) => /model\.worker/.test(file))).toBe(true);
  // Neither the model, nor a build of ONNX Runtime that nobody has used.
  expect(light.filter((file) => /^models\/|ort-wasm/.test(file))).toEqual([]);

  // The page says what threads need, and does it when it is told to.
  await expect(page.getByTestId('one-thread')).toContainText('opened anew, it has all threads');
  await page.getByTestId('open-anew').click();
  await page.waitForFunction(() => 'lab' in globalThis && crossOriginIsolated);
  await expect(page.getByTestId('one-thread')).toHaveCount(0);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText('WASM', { timeout: 240_000 });
  await expect.poll(async () => (await files(page)).filter((file) => /ort-wasm/.test(file)).length).toBe(2);

  // The host is gone, and the network with it.
  await context.setOffline(true);
  await host.close();
  await page.reload();
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
  await page.getByTestId('opening-prompt').selectOption({ label: 'The Maze' });
  await expect(page.locator('.opening-prompt')).toContainText('maze');
  await page.getByRole('radio', { name: 'nearly the same words' }).check();
  await expect(page.locator('#contrast h3')).toHaveText('Empathy in action, words matched');
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText(/runs on [2-8] WASM threads/, { timeout: 240_000 });
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid=unfold][data-everything=false]')?.click());
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 10 texts', { timeout: 240_000 });
  errors.length = 0; // The browser's own lines about the network.
});

test('a model that was loaded before the page was kept: what it ran on is kept all the same', async ({ page }) => {
  await page.addInitScript(() => {
    // The service worker comes late, as over a slow network.
    const { serviceWorker } = navigator;
    const register = serviceWorker.register.bind(serviceWorker);
    serviceWorker.register = async (...all) => {
      const letIn = new Promise((done) => document.addEventListener('let it in', done, { once: true }));
      document.documentElement.dataset.asked = 'true';
      await letIn;
      return register(...all);
    };
  });
  await open(page);
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid=unfold][data-everything=false]')?.click());
  await page.getByTestId('load-folder').setInputFiles(fileURLToPath(fixture('tiny-llama-builder')));
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
  // The page asks when it has nothing else to do, which may be after the model.
  await expect(page.locator('html')).toHaveAttribute('data-asked', 'true', { timeout: 60_000 });
  await page.evaluate(() => document.dispatchEvent(new Event('let it in')));
  await kept(page);
  await expect.poll(async () => (await files(page)).filter((file) => /ort-wasm/.test(file)).length).toBe(2);
});

test('a newer version is announced, waits for work and other tabs, and opens when it is let in', async ({ page, context }) => {
  await open(page);
  await kept(page);
  const old = readFileSync('dist/index.html', 'utf8');
  host.others.set('index.html', old.replace('<title>EIA Lab</title>', '<title>EIA Lab, newer</title>'));
  // Another list of files is another worker.
  host.others.set(
    'sw.js',
    readFileSync('dist/sw.js', 'utf8')
      .replace(/("revision":")([0-9a-f]{32})(","url":"index.html")/, `$1${'0'.repeat(32)}$3`)
      .replace(/("url":"index.html","revision":")[0-9a-f]{32}/, `$1${'0'.repeat(32)}`),
  );
  await page.reload();
  await expect(page.getByTestId('newer-lab')).toContainText('A newer version of the lab is on this machine', { timeout: 60_000 });
  await expect(page).toHaveTitle('EIA Lab');

  const other = await context.newPage();
  await open(other);
  await page.getByTestId('take-newer').click();
  await expect(page.getByTestId('newer-lab')).toContainText('open in another tab');
  await expect(page).toHaveTitle('EIA Lab');
  await other.close();

  // Not while work is under way.
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-testid=unfold][data-everything=false]')?.click());
  await page.getByTestId('load-folder').setInputFiles(fileURLToPath(fixture('tiny-llama-builder')));
  await expect(page.getByTestId('storage-note')).toContainText('was loaded', { timeout: 60_000 });
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('newer-lab')).toContainText('Not now, though: a run is reading texts.');
  await expect(page.getByTestId('take-newer')).toBeDisabled();
  await page.getByTestId('stop-run').click();
  await page.getByTestId('take-newer').click();
  await expect(page).toHaveTitle('EIA Lab, newer', { timeout: 60_000 });
  await page.waitForFunction(() => 'lab' in globalThis);
  await expect(page.getByTestId('newer-lab')).toHaveCount(0);
});

test('a service worker of an older version: the new page opens, and its caches are gone', async ({ page }) => {
  const scope = host.url;
  host.others.set(
    'sw.js',
    `const open = (name, url, text) => caches.open(name).then((cache) => cache.put(url, new Response(text, { headers: { 'content-type': 'text/html' } })));
    self.addEventListener('install', (event) => event.waitUntil(Promise.all([
      open('workbox-precache-v2-${scope}', '${scope}old.html', 'old'),
      open('eia-lab-runtime-0 ${scope}', '${scope}assets/ort-wasm-simd-threaded-00000000.wasm', 'old'),
      open('eia-lab-runtime-1 ${scope}', '${scope}assets/ort-wasm-simd-threaded-00000000.wasm', 'old'),
      open('of another page', '${scope}elsewhere', 'kept'),
    ]).then(() => self.skipWaiting())));
    self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
    self.addEventListener('fetch', (event) => {
      if (event.request.mode === 'navigate') event.respondWith(new Response('<link rel="icon" href="data:,"><title>An older lab</title>', { headers: { 'content-type': 'text/html' } }));
    });`,
  );
  host.others.set('index.html', '<link rel="icon" href="data:,"><script>navigator.serviceWorker.register("sw.js")</script>');
  await page.goto(host.url);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await page.reload();
  await expect(page).toHaveTitle('An older lab');
  expect(await caches(page)).toHaveLength(4);

  // The host has the version of today. A browser looks for it with each visit, and lets it in when the old one is shown nowhere.
  host.others.clear();
  await page.reload();
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state), { timeout: 60_000 })
    .toBe('installed');
  await page.goto('about:blank');
  await open(page);
  await kept(page);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  const left = await files(page);
  expect(left.filter((file) => /old\.html|00000000/.test(file))).toEqual([]);
  expect(left).toContain('elsewhere');
  expect(await caches(page)).not.toContain(`eia-lab-runtime-0 ${scope}`);
});

test('a browser that keeps no copy says so, and the page works as before', async ({ page, errors }) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
  });
  await open(page);
  await expect(page.getByTestId('offline-line')).toContainText('keeps no copy of the page (The operation is insecure.)');
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await expect(page.getByTestId('one-thread')).toContainText('one thread');
  await expect(page.getByTestId('open-anew')).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('a file of the page that does not come: no copy is kept, and it is said; the next visit tries again', async ({ page, errors }) => {
  host.others.set('demo/decisions.json.gz', null);
  await open(page);
  await expect(page.getByTestId('offline-line')).toContainText('keeps no copy of the page (one of its files did not come', {
    timeout: 60_000,
  });
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  host.others.clear();
  await page.reload();
  await kept(page);
  errors.length = 0; // The browser's own line about the file.
});

test('away from the network before any model was loaded: the page opens, and says what a load would need', async ({
  page,
  context,
  errors,
}) => {
  await open(page);
  await kept(page);
  await context.setOffline(true);
  await host.close();
  await page.reload();
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-error')).toContainText(/could not be fetched/, { timeout: 120_000 });
  await expect(page.getByTestId('model-error')).toContainText('network');
  await expect(page.getByTestId('offline-line')).toContainText('Missing then are other models');
  errors.length = 0; // The browser's own lines about the network.
});

test('the page can be installed: its manifest names our icons, and they are there', async ({ page }) => {
  await open(page);
  const manifest = await page.evaluate(async () => {
    const url = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href;
    const manifest = (await (await fetch(url)).json()) as { start_url: string; display: string; icons: { src: string; sizes: string }[] };
    const there = await Promise.all(manifest.icons.map(async ({ src }) => (await fetch(new URL(src, url))).ok));
    return { ...manifest, start: new URL(manifest.start_url, url).href, there };
  });
  expect(manifest).toMatchObject({ name: 'EIA Lab', display: 'standalone', start: host.url });
  expect(manifest.there).not.toContain(false);
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(['any', '192x192', '512x512', '512x512']);
});
