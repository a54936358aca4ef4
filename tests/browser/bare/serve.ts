/** Serves tests/browser/bare: the worker's modules on a page without the lab. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '../fixtures';

const PORT = Number(process.env.LAB_PORT ?? 4310) + 1;

export interface BarePage {
  url: string;
  stop: () => Promise<unknown>;
}

export async function serveBarePage(): Promise<BarePage> {
  const url = `http://localhost:${PORT}/`;
  const vite = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', '--config', 'tests/browser/bare/vite.config.ts', '--port', String(PORT), '--strictPort'],
    { stdio: 'ignore' },
  );
  const ended = once(vite, 'exit');
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 60_000 }).toBe(true);
  return { url, stop: () => (vite.kill(), ended) };
}
