/**
 * How soon does a visitor see something, and the first curve, and after how much program? Visits with nothing in the browser's cache.
 * The page itself says when its curve was there: a test that asks learns of it later, and by then more is on its way.
 */
import { gzipSync } from 'node:zlib';

const VISITS = { quick: 3, whole: 9 };

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
  const rows = { paint: [], curve: [], processor: [], program: [], story: [] };
  for (let visit = 0; visit < (quick ? VISITS.quick : VISITS.whole); visit++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(watchCurve);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const scripts = [];
    page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response));
    await page.goto(url);
    const { at, origin } = await page.evaluate(async () => ({ at: await globalThis.curve, origin: performance.timeOrigin }));
    rows.curve.push(at);
    const { metrics } = await session.send('Performance.getMetrics');
    rows.processor.push(metrics.find(({ name }) => name === 'TaskDuration').value * 1000);
    await page.waitForFunction(() => 'lab' in globalThis);
    rows.story.push(await page.evaluate(() => performance.now()));
    // Milliseconds of the same clock.
    const before = scripts.filter((script) => script.request().timing().startTime < origin + at);
    const sizes = await Promise.all(before.map(async (script) => gzipSync(await script.body()).length / 1000));
    rows.program.push(sizes.reduce((sum, size) => sum + size, 0));
    rows.paint.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
    await context.close();
  }
  return [
    { name: 'start: first contentful paint, ms', values: rows.paint },
    { name: 'start: the recorded curve is drawn, ms', values: rows.curve, atMost: 1000 },
    { name: 'start: tasks of the main thread by then, ms', values: rows.processor, note: 'by the clock, without what it waited for' },
    { name: 'start: JavaScript asked for by then, kB gzipped', values: rows.program, atMost: 250 },
    { name: 'start: all of the page is there, ms', values: rows.story },
  ];
}
