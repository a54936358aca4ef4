/** A window of 1280 × 1024 at 400 %: 320 × 256 px of CSS. Text goes on below, nothing runs off to the side (WCAG 1.4.10). */
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';

test.use({ viewport: { width: 320, height: 256 } });

/** What reaches over the right edge, but for what scrolls within itself (tables). */
const over = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const inside = (part: Element): boolean => {
      for (let at = part.parentElement; at; at = at.parentElement)
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
      return false;
    };
    const wide = [...document.querySelectorAll('body *')].filter((part) => {
      const { width, right } = part.getBoundingClientRect();
      return width > 0 && right > innerWidth + 1 && !inside(part);
    });
    const page = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    return [...page, ...wide.map((part) => `${part.tagName} ${part.getAttribute('class')}: ${part.textContent.slice(0, 40)}`)];
  });

/** Text that is cut off and cannot be scrolled to. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((part) => {
        const { overflowX } = getComputedStyle(part);
        const hidden = part.closest('.visually-hidden') !== null || part.tagName === 'INPUT';
        return /hidden|clip/.test(overflowX) && !hidden && part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1;
      })
      .map((part) => `${part.tagName} ${part.getAttribute('class')}: ${part.textContent.slice(0, 40)}`),
  );

test('at 400 % nothing runs off the page and nothing is cut, folded and unfolded, tables too', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  await expect(page.getByTestId('opening-answer')).toHaveCount(2);
  expect([await over(page), await cut(page)]).toEqual([[], []]);

  await page.getByTestId('unfold').click();
  await expect.poll(async () => {
    await page.locator('#choices').scrollIntoViewIfNeeded();
    return page.getByTestId('choices-chart').count();
  }).toBe(1); // prettier-ignore
  // Folds hold folds, and a table has rows once it is open.
  await expect
    .poll(() =>
      page.evaluate(() => {
        const all = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open]), details.twin:not(:has(table))')];
        all.forEach((one) => (one.open = true));
        return all.length;
      }),
    )
    .toBe(0);
  await expect.poll(() => over(page)).toEqual([]);
  expect(await cut(page)).toEqual([]);
});

test('at 400 % the bar that sticks leaves most of the window; a glossary entry fits in it', async ({ page }) => {
  await openLab(page, 'device=wasm', { folded: true });
  const bar = page.locator('.contents');
  await page.locator('#layers .lead').scrollIntoViewIfNeeded();
  expect(await bar.evaluate((part) => part.getBoundingClientRect().height)).toBeLessThan(256 / 4);
  await page.locator('#layers .lead').getByRole('button', { name: 'AUROC' }).click();
  const { x, y, width, height } = (await page.locator('.term-note:popover-open').boundingBox())!;
  expect([x >= 0, y >= 0, x + width <= 320, y + height <= 256]).toEqual([true, true, true, true]);
});
