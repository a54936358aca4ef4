/**
 * A whole session, as a person has it: every request is one of the kinds listed here and goes to the page's own server, and nothing in it
 * breaks the page's policy, in the page or in a worker.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, openLab, test } from './fixtures';

/** All that the lab ever asks for, by what it is. A new kind belongs here, and in the sentence about privacy at the foot of the page. */
const KINDS: readonly [kind: string, path: RegExp][] = [
  ['page', /^\/(\?.*)?$/],
  // Its parts are named by the build; all of them lie here.
  ['program', /^\/assets\/[\w.]+(-[\w.]+)*-[\w-]{8}\.(js|css)$/],
  ['runtime', /^\/assets\/ort-wasm-simd-threaded-[\w-]{8}\.(mjs|wasm)$/],
  ['list of models', /^\/models\.json$/],
  ['list of lessons', /^\/lessons\.json$/],
  ['lesson', /^\/lessons\/[\w-]+\.json$/],
  ['set', /^\/scenarios\/[\w-]+\.json$/],
  ['game', /^\/games\/[\w-]+\.json$/],
  ['recording', /^\/demo\/[\w.-]+\.json\.gz$/],
  ['licences', /^\/licences\.txt$/],
  ['included model', /^\/models\/smollm2-135m-instruct\/[\w./-]+$/],
];
const kindOf = (url: URL): string => KINDS.find(([, path]) => path.test(url.pathname + url.search))?.[0] ?? `unknown: ${url.href}`;

const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const some = (split: 'train' | 'test', n: number) => shipped.pairs.filter((pair) => pair.split === split).slice(0, n);
const small: ScenarioSet = { ...shipped, id: 'small', name: 'A small set', pairs: [...some('train', 3), ...some('test', 2)], scored: [] };

/** What the policy refused in the page; a worker's refusals are errors on the console, which the fixture holds against the test. */
const refused = (page: Page) => page.evaluate(() => (globalThis as { refused?: string[] }).refused);

test('open, look round, load the included model, run, steer, choose, take home: our own origin and known kinds only', async ({
  page,
  context,
  baseURL,
}) => {
  const asked: URL[] = [];
  context.on('request', (request) => asked.push(new URL(request.url())));
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    document.addEventListener('securitypolicyviolation', (event) =>
      refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await openLab(page);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
  await page.getByTestId('opening-prompt').selectOption({ label: 'The Maze' });
  await page.getByRole('radio', { name: 'nearly the same words' }).check();
  await expect(page.locator('#contrast h3')).toHaveText('Empathy in action, words matched');
  await page.locator('#choices').scrollIntoViewIfNeeded();

  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-card')).toContainText('WASM', { timeout: 240_000 });
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'small.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(small)) });
  // Recorded choices may still be coming: Run reads the set that is in use.
  await expect(page.locator('#contrast h3')).toHaveText(small.name, { timeout: 60_000 });
  await page.getByTestId('run-button').click();
  await expect(page.getByTestId('run-note')).toContainText('Read 10 texts', { timeout: 240_000 });
  await page.getByTestId('steer-button').click();
  await expect(page.getByTestId('tokens-per-second')).toContainText(/[1-9]\d* so far/, { timeout: 120_000 });
  await page.getByTestId('stop-steer').click();
  await expect(page.getByTestId('steer-button')).toBeVisible({ timeout: 120_000 });
  const items = page.locator('#choices').getByLabel(/Items, of 50/);
  await items.fill('1');
  await items.press('Enter');
  await page.getByTestId('choice-strengths').fill('0, 3');
  await page.locator('#choices').getByRole('radio', { name: 'none', exact: true }).check();
  await page.locator('#choices').getByRole('checkbox').uncheck();
  await page.getByTestId('ask-choices').click();
  await expect(page.getByTestId('choices-estimate')).toHaveAttribute('data-readings', '0', { timeout: 240_000 });

  await page.locator('#play').scrollIntoViewIfNeeded();
  await expect(page.getByTestId('game-about')).toBeVisible();

  // Files are made in the tab.
  const twin = page.locator('#layers').getByRole('button', { name: 'Download as CSV' }).first();
  for (const button of [page.getByTestId('download-run'), twin]) {
    await button.scrollIntoViewIfNeeded();
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(download.url()).toMatch(/^blob:/);
  }

  const licences = page.getByRole('link', { name: 'their licences' });
  expect(await page.evaluate(async (url) => (await (await fetch(url)).text()).slice(0, 7), (await licences.getAttribute('href'))!)).toBe(
    'EIA Lab',
  );

  const own = new URL(baseURL!).origin;
  const sent = asked.filter(({ protocol }) => !/^(blob|data):/.test(protocol));
  expect(sent.filter(({ origin }) => origin !== own).map(({ href }) => href)).toEqual([]);
  expect([...new Set(sent.map(kindOf))].sort()).toEqual(KINDS.map(([kind]) => kind).sort());
  expect(await refused(page)).toEqual([]);
});
