/** Makes public/og.png, the picture that a shared link shows, from the built page: `npx vite build && node tests/og.mjs`. */
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';

/** What the sites that draw such pictures ask for. */
const SIZE = { width: 1200, height: 630 };
const MOST = 150_000;

const server = await preview({ preview: { port: Number(process.env.LAB_PORT ?? 4310), strictPort: true } });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(server.resolvedUrls.local[0]);
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.getByTestId('opening-answer').nth(1).waitFor();
  const picture = await page.screenshot();
  if (picture.length > MOST) throw new Error(`public/og.png would have ${picture.length} bytes: more than ${MOST}`);
  writeFileSync(new URL('../public/og.png', import.meta.url), picture);
  console.log(`public/og.png: ${picture.length} bytes`);
} finally {
  await browser.close();
  await server.close();
}
