/** How soon does a visitor see something, and the first curve, and after how much program? Visits with nothing in the browser's cache. */
import { gzipSync } from 'node:zlib';

const VISITS = { quick: 3, whole: 9 };

/** @param {import('@playwright/test').Browser} browser @param {string} url of the built lab @param {boolean} quick */
export async function startRow(browser, url, quick) {
  const paint = [];
  const curve = [];
  const program = [];
  for (let visit = 0; visit < (quick ? VISITS.quick : VISITS.whole); visit++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const scripts = [];
    page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response));
    await page.goto(url);
    await page.locator('[data-testid="opening-chart"] .curve-test path').first().waitFor({ state: 'attached' });
    curve.push(await page.evaluate(() => performance.now()));
    const sizes = await Promise.all([...scripts].map(async (script) => gzipSync(await script.body()).length / 1000));
    program.push(sizes.reduce((sum, size) => sum + size, 0));
    paint.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
    await context.close();
  }
  return [
    { name: 'start: first contentful paint, ms', values: paint },
    { name: 'start: the recorded curve is drawn, ms', values: curve, atMost: 1000 },
    { name: 'start: JavaScript asked for by then, kB gzipped', values: program, atMost: 250 },
  ];
}
