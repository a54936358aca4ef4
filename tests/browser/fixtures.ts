/** What browser tests share: stored numbers, a hub made of tests/fixtures, the page with a clean console. */
import { createServer, type Server } from 'node:http';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { test as base, expect, type Page } from '@playwright/test';
import type { Lab } from '../../src/console';

export const fixture = (path: string): URL => new URL(`../fixtures/${path}`, import.meta.url);
export const readJson = <T>(path: string): T => JSON.parse(readFileSync(fixture(path), 'utf8')) as T;

/** A server with the Hub's layout over tests/fixtures. */
export async function serveHub(): Promise<{ url: string; server: Server; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, answer) => {
    const [, repo, file] = /^\/(.+?)\/resolve\/[^/]+\/(.+)$/.exec(request.url ?? '') ?? [];
    requests.push(`${repo}/${file}`);
    answer.setHeader('access-control-allow-origin', '*');
    const path = fixture(`${repo}/${file}`);
    if (!repo || !file || file.includes('..') || !existsSync(path)) return void answer.writeHead(404).end();
    answer.setHeader('content-length', statSync(path).size);
    createReadStream(path).pipe(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, server, requests };
}

/** Opens the page and waits for window.lab. */
export async function openLab(page: Page, query = 'device=wasm'): Promise<void> {
  await page.goto(`/?${query}`);
  await page.waitForFunction(() => 'lab' in globalThis);
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
