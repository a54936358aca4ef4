/** Forced colours: what is told apart by colour elsewhere is told apart by shape, or by a system colour that is another in every theme. */
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await openLab(page);
});

/** Comes near all that waits for it, and opens every fold within folds. */
async function drawAll(page: Page): Promise<void> {
  for (const id of ['layers', 'behaviour', 'steer', 'choices']) await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await expect.poll(async () => {
    await page.locator('#choices').scrollIntoViewIfNeeded();
    return page.getByTestId('choices-chart').count();
  }).toBe(1); // prettier-ignore
}

test('no two keys of a picture look the same, colours of one theme aside', async ({ page }) => {
  await drawAll(page);
  // The numbers of a heat map stand in its cells: its keys say which end of the scale is which, by colour for those who see it.
  const figures = await page.locator('svg:has(.legend-key):not(:has([data-testid=cosines]))').evaluateAll((all) =>
    all.map((svg) =>
      [...svg.querySelectorAll('.legend-key')].map((key) => {
        const mark = key.querySelector(':scope > g > *')!;
        const { strokeDasharray, strokeWidth, fill, stroke } = getComputedStyle(mark);
        // Lines by dashes and width; areas by edge and whether they are of the text's colour; dots by being full or hollow.
        const ofText = /ink|rule|axis/.test(mark.getAttribute('fill') ?? '');
        const looks =
          mark.tagName === 'line' ? [strokeDasharray, strokeWidth] : [fill === 'none', ofText, stroke === 'none', strokeDasharray];
        return { label: key.textContent, looks: [mark.tagName, ...looks].join(' ') };
      }),
    ),
  );
  expect(figures.length).toBeGreaterThan(5);
  const alike = figures.flatMap((keys) =>
    keys.filter(({ looks }, i) => keys.findIndex((other) => other.looks === looks) < i).map(({ label, looks }) => `${label}: ${looks}`),
  );
  expect(alike).toEqual([]);
});

test('grid lines stand behind the data', async ({ page }) => {
  const [grid, line] = await page.getByTestId('auroc-chart').evaluate((chart) => {
    const svg = chart.closest('svg') ?? chart;
    const of = (selector: string): string => getComputedStyle(svg.querySelector(selector)!).stroke;
    return [of('[stroke="var(--rule)"]'), of('[stroke="var(--axis)"]')];
  });
  expect(grid).not.toBe(line);
  const disabled = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'GrayText';
    return getComputedStyle(probe).color;
  });
  expect(grid).not.toBe(disabled);
});

test('the main button is letters on a ground of their own; the section in view has a line that the others have not', async ({ page }) => {
  const button = page.getByTestId('load-button');
  const [ink, ground, adjust] = await button.evaluate((one) => {
    const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(one) as CSSStyleDeclaration & { forcedColorAdjust: string };
    return [color, backgroundColor, forcedColorAdjust];
  });
  expect(ink).not.toBe(ground);
  expect(adjust).toBe('none');
  await page.locator('#layers').scrollIntoViewIfNeeded();
  const border = (which: string) =>
    page
      .locator(`ol .contents-link${which}`)
      .first()
      .evaluate((link) => getComputedStyle(link).borderBottomColor);
  await expect(page.locator('.contents-link[aria-current]')).toHaveCount(1);
  expect(await border('[aria-current]')).not.toBe(await border(':not([aria-current])'));
});
