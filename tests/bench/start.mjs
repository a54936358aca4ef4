/**
 * How soon does a visitor see something, and the first curve, and after how much program? Visits with nothing in the browser's cache; each
 * comes again without a network once the page has been kept, and then loads the model twice, the second time from this disk.
 * The page itself says when its curve was there: a test that asks learns of it later, and by then more is on its way.
 */
import { gzipSync } from 'node:zlib';

const VISITS = { quick: 3, whole: 9 };
/** Visits that load the model, too. */
const LOADS = { quick: 1, whole: 3 };

/** Runs in the page, before anything else: when the curve was put into the document, and the processor time of the page until then. */
function watchCurve() {
  globalThis.curve = new Promise((seen) => {
    const look = () => {
      if (!document.querySelector('[data-testid="opening-chart"] .curve-test path')) return;
      watching.disconnect();
      seen(performance.now());
    };
    const watching = new MutationObserver(look);
    watching.observe(document, { childList: true, subtree: true });
  });
}

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab @param {boolean} quick */
export async function startRow(browser, url, quick) {
  const rows = { paint: [], curve: [], processor: [], program: [], recording: [], story: [], again: [] };
  for (let visit = 0; visit < (quick ? VISITS.quick : VISITS.whole); visit++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(watchCurve);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const [scripts, parts] = [[], []];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response);
      if (/\/demo\//.test(response.url())) parts.push(response);
    });
    await page.goto(url);
    const { at, origin } = await page.evaluate(async () => ({ at: await globalThis.curve, origin: performance.timeOrigin }));
    rows.curve.push(at);
    const { metrics } = await session.send('Performance.getMetrics');
    rows.processor.push(metrics.find(({ name }) => name === 'TaskDuration').value * 1000);
    await page.waitForFunction(() => 'lab' in globalThis);
    rows.story.push(await page.evaluate(() => performance.now()));
    // Milliseconds of the same clock.
    const before = (responses) => responses.filter((response) => response.request().timing().startTime < origin + at);
    const sizes = await Promise.all(before(scripts).map(async (script) => gzipSync(await script.body()).length / 1000));
    rows.program.push(sizes.reduce((sum, size) => sum + size, 0));
    // Packed on the disk, and so on its way.
    const packed = await Promise.all(before(parts).map(async (part) => (await part.request().sizes()).responseBodySize / 1000));
    rows.recording.push(packed.reduce((sum, size) => sum + size, 0));
    rows.paint.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
    await page.getByTestId('offline-line').filter({ hasText: 'it opens without a network' }).waitFor({ timeout: 120_000 });
    await context.setOffline(true);
    await page.reload();
    rows.again.push(await page.evaluate(() => globalThis.curve));
    await context.close();
  }
  const loads = await twiceLoaded(browser, url, quick ? LOADS.quick : LOADS.whole);
  return [
    { name: 'start: first contentful paint, ms', values: rows.paint },
    { name: 'start: the recorded curve is drawn, ms', values: rows.curve, atMost: 1000 },
    { name: 'start: tasks of the main thread by then, ms', values: rows.processor, note: 'by the clock, without what it waited for' },
    { name: 'start: JavaScript asked for by then, kB gzipped', values: rows.program, atMost: 250 },
    { name: 'start: recording asked for by then, kB packed', values: rows.recording, atMost: 150 },
    { name: 'start: all of the page is there, ms', values: rows.story, atMost: 1500 },
    { name: 'start: a second visit without a network, the recorded curve is drawn, ms', values: rows.again, atMost: 1000 },
    {
      name: 'start: the model is ready on a second visit / on the first, after its download',
      values: loads.map(({ first, second }) => second / first),
      atMost: 0.5,
      note: 'the second from this disk, all of it counted; weights on the first alone',
    },
    { name: 'start: the model is ready on the first visit, after its download, s', values: loads.map(({ first }) => first / 1000) },
    { name: 'start: the model is ready on a second visit, s', values: loads.map(({ second }) => second / 1000) },
  ];
}

/** Milliseconds of two visits, of the first those after the last byte of its download. */
async function twiceLoaded(browser, url, times) {
  const loads = [];
  for (let i = 0; i < times; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const load = async () => {
      await page.goto(url);
      await page.waitForFunction(() => 'lab' in globalThis);
      return page.evaluate(async () => {
        const from = performance.now();
        let fetched = from;
        await globalThis.lab.load('smollm2-135m-instruct', {
          onProgress: ({ phase, bytes }) => {
            if (phase === 'files' && bytes > 0) fetched = performance.now();
          },
        });
        return { all: performance.now() - from, after: performance.now() - fetched };
      });
    };
    loads.push({ first: (await load()).after, second: (await load()).all });
    await context.close();
  }
  return loads;
}
