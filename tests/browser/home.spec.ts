/** What goes home of a run: a notebook, a script, lines that find the direction again, and all of it as one archive. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { BlobReader, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { expect, openLab, test } from './fixtures';

async function taken(page: Page, testId: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(testId).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('notebook, script, the direction again; the archive has them, the run, its numbers and the pictures that were drawn', async ({
  page,
}) => {
  await openLab(page, 'device=wasm', { folded: true });
  await page.locator('#fold-home > summary').click();
  await page.locator('#layers').scrollIntoViewIfNeeded();
  await expect(page.locator('#layers figure svg[viewBox]').first()).toBeVisible();
  const notebook = await taken(page, 'home-notebook');
  expect(notebook.name).toMatch(/^eia-lab-smollm2-135m-instruct-empathy-mean-rest-[\dT-]+\.ipynb$/);
  expect(JSON.parse(notebook.bytes.toString())).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
  expect((await taken(page, 'home-script')).bytes.toString()).toContain('import numpy as np');
  expect((await taken(page, 'home-again')).bytes.toString()).toContain('d = a.mean(0) - b.mean(0)');
  const { name, bytes } = await taken(page, 'home-archive');
  const entries = (await new ZipReader(new BlobReader(new Blob([Uint8Array.from(bytes)]))).getEntries()) as FileEntry[];
  const names = entries.map(({ filename }) => filename);
  const run = name.replace('.zip', '.json');
  expect(names).toEqual(
    expect.arrayContaining([
      'README.txt',
      run,
      'empathy.json',
      'empathy.pairs.jsonl',
      'layers.csv',
      'plots.py',
      'plots.ipynb',
      'reproduce.py',
    ]),
  );
  const figures = names.filter((one) => one.startsWith('figures/'));
  expect(figures.filter((one) => one.endsWith('.svg')).length).toBeGreaterThan(0);
  expect(figures.filter((one) => one.endsWith('.png')).length).toBe(figures.length / 2);
  expect(new Set(names).size).toBe(names.length);
  const text = (file: string) => entries.find(({ filename }) => filename === file)!.getData(new TextWriter());
  expect(JSON.parse(await text(run))).toMatchObject({ format: 'eia-lab/experiment', version: 2 });
  const [head, ...rows] = (await text('layers.csv')).split('\r\n');
  expect([head!.startsWith('block,auroc,aurocLow,aurocHigh'), rows.length]).toEqual([true, 30]);
});

test('a script takes pictures that are on the page, and hears of those that are not', async ({ page }) => {
  await openLab(page);
  await expect(page.getByTestId('separation-chart')).toBeVisible();
  const svg = await page.evaluate(async () => (await lab.export('svg:separation')).text());
  expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).not.toContain('var(--');
  const png = await page.evaluate(async () => {
    const blob = await lab.export('png:auroc');
    return { type: blob.type, head: Array.from(new Uint8Array(await blob.slice(0, 4).arrayBuffer())) };
  });
  expect(png).toEqual({ type: 'image/png', head: [0x89, 0x50, 0x4e, 0x47] });
  expect(
    await page.evaluate(() => lab.export('svg:monitor').catch(({ code, message }: { code: string; message: string }) => [code, message])),
  ).toEqual(['bad-input', 'The picture “monitor” is not on the page now.']);
});
