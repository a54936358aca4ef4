/** What is shared: frames for other pages, run files by their address, a set of one's own inside a link. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, statSync } from 'node:fs';
import { expect, openLab, test } from './fixtures';

const RUN = readFileSync('public/demo/decisions.json.gz');

for (const [embed, height] of [
  ['layers', 480],
  ['steer', 700],
] as const)
  for (const width of [320, 720])
    test(`embed=${embed} fits a frame of ${width} pixels in a page of another server, alone, from the recording`, async ({ page }) => {
      // Another origin than the page's: as a blog has it.
      const lab = new URL(test.info().project.use.baseURL!);
      const frame = `<!doctype html><title>A blog</title><iframe title="EIA Lab" width="${width}" height="${height}" src="${lab.origin}/?embed=${embed}"></iframe>`;
      const blog = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(frame)).listen(0);
      try {
        await page.goto(`http://127.0.0.1:${(blog.address() as AddressInfo).port}/`);
        const inside = page.frameLocator('iframe');
        await expect(inside.getByTestId('embedded-source')).toContainText('SmolLM2-135M-Instruct');
        await expect(inside.getByTestId('embedded-source')).toContainText('recorded');
        await expect(inside.locator('.contents, .masthead:visible, .footer')).toHaveCount(0);
        const picture = embed === 'layers' ? inside.getByTestId('embedded-chart') : inside.getByTestId('opening-answer').nth(1);
        await expect(picture).toBeVisible();
        const root = page.frames()[1]!;
        const size = await root.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth, bottom: document.querySelector('.embedded')!.getBoundingClientRect().bottom };
        });
        expect(size.scrollWidth).toBeLessThanOrEqual(size.clientWidth);
        expect(size.bottom).toBeLessThanOrEqual(height);
        // The picture has the width of the frame, not a column of it.
        const shown = embed === 'layers' ? picture : inside.locator('.opening-pair');
        expect((await shown.boundingBox())!.width).toBeGreaterThan(width * 0.85);
        if (embed === 'steer') {
          // The slider has its looks without the rest of the page: its ends stand at its ends.
          const [left, right] = [inside.locator('.alpha-ends span').first(), inside.locator('.alpha-ends span').last()];
          expect((await right.boundingBox())!.x - (await left.boundingBox())!.x).toBeGreaterThan(width * 0.4);
          const before = await picture.textContent();
          await inside.getByTestId('opening-slider').press('ArrowLeft');
          await expect(picture).not.toHaveText(before!);
        }
        const href = await inside.getByTestId('whole-lab').getAttribute('href');
        expect(new URL(href!).search).toBe('');
        if (embed === 'steer') expect(href).toContain('alpha=');
      } finally {
        blog.close();
      }
    });

for (const [width, height] of [
  [900, 700],
  [360, 700],
  [360, 420],
] as const)
  test(`two answers in a frame of ${width} × ${height} have its room, and scroll where that is too little`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('/?embed=steer#alpha=3');
    await expect(page.getByTestId('opening-answer')).toHaveCount(2);
    const last = (await page.getByTestId('embedded-source').boundingBox())!;
    for (const text of await page.locator('.opening-text').all()) {
      const hidden = await text.evaluate((part) => part.scrollHeight - part.clientHeight);
      // A text is cut where the frame is full, and nowhere else; then it scrolls, and some lines of it are in sight.
      if (height === 700) expect(hidden).toBeLessThanOrEqual(height - last.y - last.height < 20 ? Infinity : 0);
      await text.evaluate((part) => part.scrollTo(0, 9999));
      expect(await text.evaluate((part) => part.scrollHeight - part.clientHeight - part.scrollTop)).toBeLessThanOrEqual(1);
      expect((await text.boundingBox())!.height).toBeGreaterThan(60);
    }
    // The frame itself need not be scrolled.
    expect(last.y + last.height).toBeLessThanOrEqual(height);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

test('in a frame, too, a strength between those that are recorded is said to be that', async ({ page }) => {
  await page.goto('/?embed=steer#alpha=5');
  await expect(page.getByTestId('opening-nearest')).toHaveText('The nearest that is recorded: α is set to +5.0 separations.');
  await expect(page.getByTestId('opening-answer').nth(1)).toHaveAttribute('data-alpha', '4');
});

test('a run file of another server waits for a word, opens with where it came from, and a bad one leaves the page as it is', async ({
  page,
}) => {
  await page.route('https://runs.test/*', (route) =>
    route.request().url().endsWith('good.json.gz')
      ? route.fulfill({ body: RUN, headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } })
      : route.fulfill({ body: '{"format":"eia-lab/experiment","version":99}', headers: { 'access-control-allow-origin': '*' } }),
  );
  await openLab(page, 'device=wasm&run=https://runs.test/bad.json', { folded: true });
  await page.getByTestId('open-linked-run').click();
  await expect(page.getByTestId('error')).toContainText('runs.test/bad.json');
  await expect(page.getByTestId('provenance')).toHaveAttribute('data-kind', 'recorded');
  await openLab(page, 'device=wasm&run=https://runs.test/good.json.gz', { folded: true });
  await expect(page.getByTestId('provenance')).toHaveAttribute('data-kind', 'recorded');
  await page.getByTestId('open-linked-run').click();
  await expect(page.getByTestId('provenance')).toContainText('opened from runs.test/good.json.gz');
});

test('a run file of this server opens by its address', async ({ page }) => {
  await openLab(page, 'device=wasm&run=demo/decisions.json.gz', { folded: true });
  await expect(page.getByTestId('provenance')).toContainText('opened from decisions.json.gz');
  await expect(page.getByTestId('error')).toHaveCount(0);
});

test('a server that never answers holds up nothing that was open: fetching is stopped', async ({ page }) => {
  await page.route(
    ({ pathname }) => pathname.endsWith('/never.json'),
    () => undefined,
  );
  for (const address of ['https://runs.test/never.json', 'runs/never.json']) {
    await page.goto(`/?device=wasm&run=${address}`);
    if (address.startsWith('https')) await page.getByTestId('open-linked-run').click();
    await expect(page.getByTestId('open-linked-run')).toHaveText('Fetching…');
    await page.getByTestId('drop-linked-run').click();
    await expect(page.getByTestId('linked-run')).toHaveCount(0);
    await expect(page.getByTestId('provenance')).toHaveAttribute('data-kind', 'recorded');
    await expect(page.getByTestId('opening-chart')).toBeVisible();
    await expect(page.getByTestId('error')).toHaveCount(0);
  }
});

test('a small set of one’s own goes along in the copied link where that is ticked', async ({ page, browser }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: (text: string) => ((globalThis as { copied?: string }).copied = text) && Promise.resolve() },
    }),
  );
  await openLab(page);
  const base = JSON.parse(readFileSync('public/scenarios/empathy.json', 'utf8')) as { pairs: { split: string }[] };
  const of = (split: string) => base.pairs.filter((pair) => pair.split === split).slice(0, 4);
  const set = JSON.stringify({ ...base, name: 'Our class', pairs: [...of('train'), ...of('test')], scored: [] });
  await page.getByTestId('scenario-file').setInputFiles({ name: 'ours.json', mimeType: 'application/json', buffer: Buffer.from(set) });
  await expect(page.getByTestId('with-texts')).toBeVisible();
  await page.getByTestId('copy-link').click();
  await expect(page.getByTestId('link-note')).toContainText('only where you tick them');
  await page.getByTestId('with-texts').check();
  await page.getByTestId('copy-link').click();
  const copied = () => page.evaluate(() => (globalThis as { copied?: string }).copied ?? '');
  await expect.poll(copied).toContain('texts=');
  const other = await (await browser.newContext()).newPage();
  await other.goto(await copied());
  await other.waitForFunction(() => 'lab' in globalThis);
  await expect(other.getByText('Our class').first()).toBeAttached();
  await expect(other.getByTestId('error')).toHaveCount(0);
});

test('the page has a picture for those who share its address', async ({ page, request }) => {
  await page.goto('/');
  const image = await page.locator('meta[property="og:image"]').getAttribute('content');
  const answer = await request.get(new URL(image!, page.url()).href);
  expect(answer.headers()['content-type']).toBe('image/png');
  const png = await answer.body();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(statSync('public/og.png').size).toBeLessThan(150_000);
});
