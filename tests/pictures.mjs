/**
 * Makes the pictures of README.md (docs/*.webp, for light and for dark pages) and the one that a shared link shows (public/og.png), from
 * the built page as it opens on its recording: `npm run pictures`.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs';

/** What the sites that draw a shared link's picture ask for. */
const SHARED = { width: 1200, height: 630 };
const SCREEN = { width: 1280, height: 850 };
/** Left and right of what the page holds at that width. */
const MARGIN = 90;
/** A picture of more bytes is none for a README. */
const MOST = 150_000;
/** What is shown, by the picture's name: the first screen, or a section from its heading down to where this part of it begins or ends. */
const PICTURES = {
  'first-screen': null,
  layers: { section: '#layers', until: '#layers .folds', edge: 'top' },
  steer: { section: '#steer', until: '#steer .completions', edge: 'bottom' },
};

execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const server = await preview({ preview: { port: Number(process.env.LAB_PORT ?? 4310), strictPort: true } });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });

async function open(viewport, colorScheme) {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
  // The push whose answer the recording shows first.
  await page.goto(`${server.resolvedUrls.local[0]}#alpha=2`);
  await page.waitForFunction(() => 'lab' in globalThis);
  await page.getByTestId('opening-answer').nth(1).waitFor();
  await page.locator('.opening svg path').first().waitFor();
  return page;
}

function write(name, bytes) {
  if (bytes.length > MOST) throw new Error(`${name} would have ${bytes.length} bytes: more than ${MOST}`);
  writeFileSync(new URL(`../${name}`, import.meta.url), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}

/** Playwright itself writes no WebP. */
async function webp(page, clip) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    clip: { ...clip, scale: 1 },
    captureBeyondViewport: true,
  });
  return Buffer.from(data, 'base64');
}

/** Where that lies in the whole page. */
async function placeOf(page, { section, until, edge }) {
  const at = (selector, side) =>
    page
      .locator(selector)
      .first()
      .evaluate((part, side) => part.getBoundingClientRect()[side] + scrollY, side);
  // The bar that sticks would lie across the middle of a picture taller than the window.
  await page.locator('.contents').evaluate((bar) => (bar.style.position = 'static'));
  await page.locator(section).scrollIntoViewIfNeeded();
  await page.locator(until).first().scrollIntoViewIfNeeded();
  const [top, bottom] = [await at(section, 'top'), await at(until, edge)];
  return { x: MARGIN, y: top, width: SCREEN.width - 2 * MARGIN, height: bottom - top };
}

try {
  for (const scheme of ['light', 'dark']) {
    const page = await open(SCREEN, scheme);
    for (const [name, place] of Object.entries(PICTURES))
      write(
        `docs/${name}-${scheme}.webp`,
        await webp(page, place ? await placeOf(page, place) : { x: MARGIN, y: 0, width: SCREEN.width - 2 * MARGIN, height: SCREEN.height }),
      );
    await page.close();
  }
  write('public/og.png', await (await open(SHARED, 'light')).screenshot());
} finally {
  await browser.close();
  await server.close();
}
