/** Each figure is one drawing that can be taken away as it is; a cut text is marked where it is read; an error shows the way. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, openLab, test, unfold } from './fixtures';

/** Of each figure: how many <svg> stand in it, and its drawing by itself: what a parser of XML and an <img> make of it. */
async function drawings(page: Page) {
  const all = await asTheyStand(page);
  // Read as by another program, where the page's policy does not hold.
  const elsewhere = await page.context().newPage();
  const read = await elsewhere.evaluate(
    (texts) =>
      texts.map((text) => {
        const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
        return {
          root: parsed.documentElement.nodeName,
          wellFormed: parsed.querySelector('parsererror') === null,
          title: parsed.querySelector('title')!.textContent,
          keys: parsed.querySelectorAll('.legend-key').length,
          origin: parsed.querySelector('.figure-origin')!.textContent,
        };
      }),
    all.map(({ text }) => text),
  );
  await elsewhere.close();
  return all.map((one, i) => ({ ...one, ...read[i]! }));
}

const asTheyStand = (page: Page) =>
  page.evaluate(() =>
    Promise.all(
      [...document.querySelectorAll('figure.figure')].map(async (figure) => {
        const [svg, ...others] = [...figure.querySelectorAll('svg')].filter((one) => !one.parentElement!.closest('svg'));
        const names = getComputedStyle(svg!);
        const text = new XMLSerializer()
          .serializeToString(svg!)
          .replace(/var\((--[\w-]+)\)/g, (_, name: string) => names.getPropertyValue(name).replaceAll('"', "'"));
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
        await image.decode();
        const box = svg!.getBoundingClientRect();
        return {
          text,
          others: others.length,
          size: [image.naturalWidth, image.naturalHeight],
          variables: text.includes('var('),
          outside: [...svg!.querySelectorAll('text')]
            .filter((one) => {
              const { left, right } = one.getBoundingClientRect();
              return left < box.left - 1 || right > box.right + 1;
            })
            .map((one) => one.textContent),
          chart: svg!.querySelector('.axis-foot') !== null,
        };
      }),
    ),
  );

/** Every figure of the recording is there: what chooses and what is read before it are computed by the worker. */
async function drawn(page: Page): Promise<void> {
  for (const fold of ['dots', 'apart', 'before']) await unfold(page.locator(`#fold-${fold}`));
  await expect(page.getByTestId('separation-chart').locator('.axis-foot')).toHaveCount(1);
  for (const chart of ['choices-chart', 'before-chart']) await expect(page.getByTestId(chart)).toHaveCount(1);
}

for (const width of [1280, 360])
  test(`each figure is one well-formed drawing with title, keys and origin, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openLab(page, 'device=wasm', { folded: true });
    await drawn(page);
    const all = await drawings(page);
    expect(all.map(({ title }) => title)).toEqual([
      // Where it has no foot its title says what the foot would.
      `AUROC on 10 test pairs, by block${width < 420 ? ', recorded' : ''}`,
      'AUROC on 10 test pairs, by block',
      'Score of every text at block 15',
      'Separation of the class means, by block (logarithmic)',
      'Score at block 15, by EIA score',
      'Words and deeds apart, scores at block 15',
      'Shift of choices towards “empathic” by α in separations over blocks 10–19, 30 items',
      'Margin towards “empathic” by what is read before, block 15, 90 prompts',
    ]);
    expect(all.map(({ chart }) => chart)).toEqual([true, true, false, true, false, false, false, false]);
    for (const [i, drawing] of all.entries()) {
      expect(drawing).toMatchObject({ others: 0, root: 'svg', wellFormed: true, variables: false, outside: [] });
      // The first screen has two columns.
      expect(drawing.size[0]).toBeGreaterThan(width / 3);
      expect(drawing.keys).toBeGreaterThan(0);
      // On the first screen of a phone the line above it says that.
      if (i > 0 || width > 420) expect(drawing.origin).toMatch(/^SmolLM2-135M.* on .*, (recorded ?)?\d+ ?\w+ ?20\d\d.*EIA Lab/);
    }
  });

/**
 * Of each figure: how many pixels its own drawing and one with the page's colours written into it differ by, as images with no page around
 * them; and the colour of its corner.
 */
const takenAway = (page: Page) =>
  page.evaluate(() =>
    Promise.all(
      [...document.querySelectorAll<SVGSVGElement>('figure.figure svg')]
        .filter((svg) => !svg.parentElement!.closest('svg'))
        .map(async (svg) => {
          const names = getComputedStyle(svg);
          const own = new XMLSerializer().serializeToString(svg);
          const resolved = own
            .replace(/<style>.*?<\/style>/s, '')
            .replace(/var\((--[\w-]+)\)/g, (_, name: string) => names.getPropertyValue(name).replaceAll('"', "'"));
          const pixels = async (text: string) => {
            const image = new Image();
            // In the page, so that it is asked for the page's colour scheme.
            document.body.append(image);
            image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
            await image.decode();
            const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d')!;
            canvas.drawImage(image, 0, 0);
            image.remove();
            return canvas.getImageData(0, 0, image.naturalWidth, image.naturalHeight).data;
          };
          const [alone, painted] = [await pixels(own), await pixels(resolved)];
          return {
            variables: resolved.includes('var('),
            size: alone.length === painted.length,
            differ: alone.filter((value, i) => Math.abs(value - painted[i]!) > 1).length,
            corner: [...alone.slice(0, 4)],
          };
        }),
    ),
  );

for (const [colorScheme, paper] of [
  ['light', [251, 251, 249, 255]],
  ['dark', [20, 23, 26, 255]],
] as const)
  test(`each figure keeps its colours with no page around it, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openLab(page, 'device=wasm', { folded: true });
    await drawn(page);
    const all = await takenAway(page);
    expect(all).toHaveLength(8);
    for (const one of all) expect(one).toEqual({ variables: false, size: true, differ: 0, corner: paper });
  });

test('a text that the run has cut is marked where the pair is read', async ({ page }) => {
  await openLab(page);
  const pair = page.getByRole('group', { name: 'Read a pair' });
  const note = 'Cut: the end of this text was not read.';
  await expect(pair.getByText(note)).toHaveCount(0);
  await page.evaluate(async () => {
    const experiment = lab.experiment();
    // The negative text of the second pair.
    await lab.open({
      ...experiment,
      readings: experiment.readings.map((one) => ({
        ...one,
        texts: one.texts.map((text, i) => (i === 3 ? { ...text, tokens: one.how.maxTokens, truncated: true } : text)),
      })),
    });
  });
  await expect(page.getByTestId('strip-chart')).toContainText('cut, its end was not read');
  await expect(pair.getByText(note)).toHaveCount(0);
  await pair.getByRole('button', { name: 'Next pair' }).click();
  // Its situation has a content note, which comes first.
  await expect(pair.getByTestId('content-note')).toContainText('a person speaks of suicide');
  await expect(pair.locator('.side-negative')).toHaveCount(0);
  await pair.getByRole('button', { name: 'Show it' }).click();
  await expect(pair.locator('.side-negative')).toContainText(note);
  await expect(pair.locator('.side-positive')).not.toContainText(note);
});

test('the number of a section leads there', async ({ page }) => {
  await openLab(page);
  const hash = await page.evaluate(() => location.hash);
  await page.locator('.steer-actions').getByRole('button', { name: 'section 1' }).click();
  await expect(page.locator('#model-title')).toBeFocused();
  expect(await page.evaluate(() => location.hash)).toBe(hash);
});

test('each picture goes home as SVG that stands alone, and as PNG at three times its size', async ({ page }) => {
  await openLab(page);
  const buttons = page.locator('main [data-testid=take-svg]:visible');
  await expect.poll(() => buttons.count()).toBeGreaterThan(3);
  const names: string[] = [];
  for (const button of await buttons.all()) {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect([text.includes('var('), text.includes('<style'), text.includes('EIA Lab')]).toEqual([false, false, true]);
    names.push(download.suggestedFilename());
  }
  expect(names.every((name) => /^[\p{L}\p{N}-]+\.svg$/u.test(name))).toBe(true);
  const first = page.locator('#layers figure', { has: page.getByTestId('take-png') }).first();
  const [download] = await Promise.all([page.waitForEvent('download'), first.getByTestId('take-png').click()]);
  const png = readFileSync(await download.path());
  const { width } = (await first.locator('svg[viewBox]').first().boundingBox())!;
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(Math.abs(png.readUInt32BE(16) - 3 * width)).toBeLessThanOrEqual(3);
});
