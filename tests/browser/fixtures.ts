/** What browser tests share: stored numbers, a hub made of tests/fixtures, the page with a clean console. */
import { readFileSync } from 'node:fs';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Lab } from '../../src/console/console';
import { serveFaultyHub, type FaultyHub } from './faulty-hub';

export const fixture = (path: string): URL => new URL(`../fixtures/${path}`, import.meta.url);
export const readJson = <T>(path: string): T => JSON.parse(readFileSync(fixture(path), 'utf8')) as T;

/** A server with the Hub's layout over tests/fixtures, on its best behaviour. */
export async function serveHub(): Promise<FaultyHub> {
  return serveFaultyHub();
}

/**
 * Opens the page and waits for window.lab. Everything is unfolded by the page's own button, and again after each reload: most tests are
 * about what a fold holds, not about folding. `folded: true` leaves the page as it opens.
 */
export async function openLab(page: Page, query = 'device=wasm', { folded = false } = {}): Promise<void> {
  if (!folded) await page.addInitScript(unfoldEverything);
  await page.goto(`/?${query}`);
  await page.waitForFunction(() => 'lab' in globalThis);
}

/** The recorded games stay away: what the page has of games was played by the test. Before the page opens. */
export const withoutRecordedGames = (page: Page): Promise<unknown> =>
  page.route('**/demo/plays.json.gz', (route) => route.fulfill({ json: { format: 'eia-lab/part', version: 1 } }));

/** Runs in the page before its program: presses “Unfold everything” once it is there, once a document. */
function unfoldEverything(): void {
  const press = (): void => {
    const button = document.querySelector<HTMLElement>('[data-testid=unfold][data-everything=false]');
    if (!button) return;
    waiting.disconnect();
    button.click();
  };
  const waiting = new MutationObserver(press);
  waiting.observe(document, { childList: true, subtree: true });
}

/** Opens a fold or a table if it is closed. */
export async function unfold(fold: Locator): Promise<void> {
  if (!(await fold.evaluate((details) => (details as HTMLDetailsElement).open))) await fold.locator('> summary').click();
}

export const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return dot / Math.sqrt(aa * bb);
};

/** Fails a test whose page logged an error or threw; a test that provokes errors empties `errors` after looking at them. */
export const test = base.extend<{ errors: string[] }>({
  errors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

declare global {
  // In page.evaluate callbacks.
  interface Window {
    lab: Lab;
  }
}
