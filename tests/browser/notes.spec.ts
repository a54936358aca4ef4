/** Notes that float: a glossary entry covers no picture, and the note of a number field no other field. */
import type { Page } from '@playwright/test';
import { expect, openLab, test } from './fixtures';

/** Opens the entry of every word that is to be seen, the word at a height of the window, and names those that cover a picture. */
const covering = (page: Page, height: 'top' | 'middle') =>
  page.evaluate(async (height) => {
    const frame = () => new Promise((done) => setTimeout(done, 30));
    const found: string[] = [];
    for (const word of document.querySelectorAll<HTMLElement>('#story button.term')) {
      if (!word.checkVisibility()) continue;
      word.scrollIntoView({ block: 'start', behavior: 'instant' });
      scrollBy({ top: height === 'top' ? -20 : -innerHeight / 2, behavior: 'instant' });
      word.click();
      const open = () =>
        [...document.querySelectorAll<HTMLElement>('.term-note:popover-open')].find((one) => one.style.visibility === 'visible');
      for (let i = 0; i < 50 && !open(); i++) await frame();
      const note = open();
      const box = note?.getBoundingClientRect();
      const name = `${word.textContent} (${word.closest('section')?.id})`;
      if (!note || !box) found.push(`${name}: no entry`);
      else {
        const out = box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
        if (out) found.push(`${name}: beyond the window`);
        const over = [...document.querySelectorAll('#story svg')]
          .map((svg) => svg.getBoundingClientRect())
          .filter(({ width, height }) => width > 100 && height > 40)
          .some((svg) => svg.left < box.right && box.left < svg.right && svg.top < box.bottom - 1 && box.top + 1 < svg.bottom);
        if (over) found.push(`${name}: over a picture`);
        const at = word.getBoundingClientRect();
        if (at.left < box.right && box.left < at.right && at.top < box.bottom && box.top < at.bottom) found.push(`${name}: over its word`);
        note.hidePopover();
        await frame();
      }
    }
    return found;
  }, height);

for (const width of [1280, 360])
  test(`no glossary entry covers a picture, its own word, or leaves the window, at ${width} pixels`, async ({ page }, testInfo) => {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
    await openLab(page);
    await expect(page.getByTestId('auroc-chart')).toBeVisible();
    for (const height of ['top', 'middle'] as const) expect(await covering(page, height), height).toEqual([]);
    await page.locator('#layers .lead').getByRole('button', { name: 'interval' }).click();
    await page.screenshot({ path: testInfo.outputPath(`entry-${width}.png`) });
  });

for (const width of [1280, 360])
  test(`the note of a number field covers no field, and leaves the click that brought it alone, at ${width} pixels`, async ({
    page,
  }, testInfo) => {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
    await openLab(page);
    await page.getByRole('spinbutton', { name: 'Temperature', exact: true }).fill('9');
    // The click that leaves the field arrives where it was meant.
    await page.locator('.finer').getByText('as a chat message').click();
    await expect(page.locator('.finer').getByRole('checkbox')).not.toBeChecked();
    const note = page.locator('.field-note', { hasText: '2 is the most; 2 was taken.' });
    await expect(note).toBeVisible();
    const covered = await note.evaluate((one) => {
      const box = one.getBoundingClientRect();
      return [...document.querySelectorAll('.bench input, .bench label, .bench button')]
        .filter((other) => other.checkVisibility())
        .map((other) => [`${other.tagName} ${other.getAttribute('name') ?? other.textContent}`, other.getBoundingClientRect()] as const)
        .filter(
          ([, { left, right, top, bottom }]) =>
            left < box.right - 1 && box.left + 1 < right && top < box.bottom - 1 && box.top + 1 < bottom,
        )
        .map(([name]) => name);
    });
    expect(covered).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.locator('.finer').screenshot({ path: testInfo.outputPath(`note-${width}.png`) });
  });
