/** Small things that bend a page: long names, other scripts, forced colours, what covers a picture, a file dropped beside its button. */
import { readFileSync } from 'node:fs';
import type { ScenarioSet } from '../../src/formats/scenario-set';
import { expect, openLab, test } from './fixtures';
import { RECORDING } from '../recording';

const shipped = JSON.parse(readFileSync(new URL('../../public/scenarios/empathy.json', import.meta.url), 'utf8')) as ScenarioSet;
const asText = (set: ScenarioSet): string => JSON.stringify(set);

test('a name of 5,000 letters moves nothing off the page, and Arabic runs from the right', async ({ page }) => {
  const long = 'W'.repeat(5000);
  const [first, ...rest] = shipped.pairs;
  const set: ScenarioSet = {
    ...shipped,
    id: 'long',
    name: long,
    concept: { name: long, positive: long, negative: `${long}y` },
    scenarios: shipped.scenarios.map((one) => ({ ...one, title: long })),
    pairs: [{ ...first!, positive: 'أنا أساعدك الآن.' }, ...rest],
  };
  await openLab(page);
  await page
    .getByTestId('scenario-file')
    .setInputFiles({ name: 'long.json', mimeType: 'application/json', buffer: Buffer.from(asText(set)) });
  await expect(page.locator('#contrast h3')).toHaveText(/^W{119}…$/);
  // In the run, too: section 3 names its sides.
  const run = await page.evaluate(
    (scenarios) => ({
      ...lab.experiment(),
      sets: lab.experiment().sets.map((one) => ({ ...one, set: { ...one.set, name: scenarios.name, concept: scenarios.concept } })),
    }),
    set,
  );
  await page.evaluate((experiment) => lab.open(experiment).catch(() => undefined), run);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect
      .poll(
        () =>
          page.evaluate(() =>
            document.documentElement.scrollWidth <= innerWidth
              ? []
              : [...document.querySelectorAll('main *')]
                  .filter((part) => part.getBoundingClientRect().right > innerWidth)
                  .map((part) => `${part.tagName} ${part.getAttribute('class')}`),
          ),
        { timeout: 5000 },
      )
      .toEqual([]);
  }
  expect(
    await page
      .locator('.reader blockquote')
      .first()
      .evaluate((text) => getComputedStyle(text).direction),
  ).toBe('rtl');
});

test('slider and chart choose a block at the same place; a glossary entry leaves the picture free', async ({ page }) => {
  await openLab(page);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.getByTestId('layer-slider').scrollIntoViewIfNeeded();
    const [slider, chart] = await Promise.all([
      page.getByTestId('layer-slider').boundingBox(),
      page.getByTestId('auroc-chart').boundingBox(),
    ]);
    expect(slider!.x + 10).toBeCloseTo(chart!.x + 48, 0);
    expect(slider!.x + slider!.width - 10).toBeCloseTo(chart!.x + chart!.width - 22, 0);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => document.querySelector('#layers .lead')!.scrollIntoView({ block: 'center' }));
  await page.locator('#layers .lead').getByRole('button', { name: 'interval' }).click();
  const [note, chart] = await Promise.all([
    page.locator('.term-note:popover-open').boundingBox(),
    page.getByTestId('auroc-chart').boundingBox(),
  ]);
  expect(note!.y + note!.height).toBeLessThanOrEqual(chart!.y);
});

test('forced colours: the chosen one of a switch can be told from the others', async ({ page }, testInfo) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openLab(page);
  const background = (checked: boolean) =>
    page
      .locator(`.finer .choice input${checked ? ':checked' : ':not(:checked)'} + span`)
      .first()
      .evaluate((span) => getComputedStyle(span).backgroundColor);
  expect(await background(true)).not.toBe(await background(false));
  const bar = (which: string) =>
    page
      .locator(`.stack i${which}`)
      .first()
      .evaluate((part) => getComputedStyle(part).backgroundColor);
  expect(await bar('.pushed')).not.toBe(await bar(':not(.pushed)'));
  await page.locator('#layers').screenshot({ path: testInfo.outputPath('forced-layers.png') });
  await page.locator('#steer').screenshot({ path: testInfo.outputPath('forced-steer.png') });
});

test('a file dropped anywhere is opened, and the page stays', async ({ page }) => {
  await openLab(page);
  const prevented = await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'mine.json', { type: 'application/json' }));
      const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('h1')!.dispatchEvent(drop);
      return drop.defaultPrevented;
    },
    asText({ ...shipped, id: 'mine', name: 'Dropped' }),
  );
  expect(prevented).toBe(true);
  await expect(page.locator('#contrast h3')).toHaveText('Dropped');

  // A run file of a program that sorts its fields: "format" stands behind megabytes of numbers.
  await expect(page.getByTestId('show-recording')).toHaveCount(0);
  await page.evaluate((recording) => {
    const { format, ...rest } = JSON.parse(recording) as { format: string };
    const data = new DataTransfer();
    data.items.add(new File([JSON.stringify({ ...rest, format })], 'run.json', { type: 'application/json' }));
    document.querySelector('h1')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, RECORDING);
  await expect(page.getByTestId('show-recording')).toBeVisible();
  await expect(page.getByTestId('error')).toHaveCount(0);
});

test('an old error does not stand beside a new choice', async ({ page, context, errors }) => {
  await openLab(page);
  await context.setOffline(true);
  await page.getByTestId('load-button').click();
  await expect(page.getByTestId('model-error')).toBeVisible();
  await page.getByTestId('choose-other').click();
  await expect(page.getByTestId('model-error')).toHaveCount(0);
  errors.length = 0; // The browser's own line about the worker.
});

test('forced colours: a button that cannot be pressed can be told from one that can', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openLab(page);
  const colour = (which: string) =>
    page
      .locator(`main button${which}:not(.primary):not(.link):not(.term):visible`)
      .first()
      .evaluate((button) => getComputedStyle(button).color);
  expect(await colour(':disabled')).not.toBe(await colour(':not(:disabled)'));
});

test('before its program has come, the page says what it is', async ({ page }) => {
  await page.route('**/assets/index-*.js', () => undefined);
  await page.goto('./', { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { name: 'EIA Lab' })).toBeVisible();
  await expect(page.locator('#root')).toBeEmpty();
});

test('with everything unfolded, tables too, the recording shows no number that is none', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('auroc-chart')).toBeVisible();
  // Recorded choices are fetched once somebody comes near; what unfolds above them moves them away.
  await expect
    .poll(async () => {
      await page.locator('#choices').scrollIntoViewIfNeeded();
      return page.getByTestId('choices-chart').count();
    })
    .toBe(1);
  // Folds hold folds, and a table has rows once it is open.
  const folded = () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll('details:not([open]), details.twin:not(:has(table))')] as HTMLDetailsElement[];
      all.forEach((one) => (one.open = true));
      return all.length;
    });
  const tables = () => page.locator('details.twin table').count();
  // What a fold holds is computed first.
  await expect.poll(async () => (await folded()) === 0 && (await tables()) > 15).toBe(true);
  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll('#root *')]
      .filter(({ children, textContent }) => children.length === 0 && /NaN|undefined|\[object/.test(textContent))
      .map((one) => `${one.closest('section')?.id}: ${one.closest('tr')?.textContent ?? one.textContent}`),
  );
  expect(wrong).toEqual([]);
});
