/** A set whose texts have no partners: from a labelled table to the section of the texts, the method and the reader. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, openLab, test } from './fixtures';

const rows = Array.from({ length: 26 }, (_, i) => {
  const kind = i % 2 === 0;
  return `"${kind ? 'Ann waited' : 'He ran on'} at gate ${'abcdefghijklmnopqrstuvwxyz'[i]} for the whole long day.",${kind ? 1 : 0},${i % 4 < 2 ? 'Rome' : 'Oslo'}`;
});
const CSV = ['statement,label,topic', ...rows].join('\n');
const file = { name: 'statements.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) };

for (const scheme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`labelled statements become a set without pairs, ${width} px, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await openLab(page);
      await page.getByTestId('scenario-file').setInputFiles(file);
      await expect(page.getByTestId('import-unpaired')).toContainText('have no partners');
      await expect(page.getByTestId('import-counts')).toContainText('26 of 26 rows can be used');
      if (process.env.LAB_SHOTS)
        await page.getByTestId('import').screenshot({ path: `${process.env.LAB_SHOTS}/unpaired-import-${width}-${scheme}.png` });
      await page.getByTestId('import-accept').click();
      const contrast = page.locator('#contrast');
      await expect(contrast).toContainText('13 + 13 texts without partners');
      await expect(contrast).toContainText('The texts of this set have no partners');
      await expect(contrast.locator('.counts tbody tr')).toHaveCount(2);
      await expect(contrast.locator('.counts tbody')).toContainText(/\d \+ \d/);
      const reader = page.getByRole('group', { name: 'Read a text' });
      await reader.getByRole('button', { name: 'Next text' }).click();
      await expect(reader.locator('blockquote')).toContainText('He ran on at gate b');
      await expect(page.getByTestId('method').locator('option[value=pca]')).toBeDisabled();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page }).include('#contrast').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      if (process.env.LAB_SHOTS) await contrast.screenshot({ path: `${process.env.LAB_SHOTS}/unpaired-set-${width}-${scheme}.png` });
    });
