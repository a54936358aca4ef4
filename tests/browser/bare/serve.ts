/** Serves tests/browser/bare: the worker's modules on a page without the lab. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, serveHub, type test as Test } from '../fixtures';

const PORT = Number(process.env.LAB_PORT ?? 4310) + 1;

interface BarePage {
  url: string;
  stop: () => Promise<unknown>;
}

async function serveBarePage(): Promise<BarePage> {
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

/** The bare page beside a hub of tiny models, for all tests of a file: there from the first of them to the last. */
export function bareAndHub(test: Pick<typeof Test, 'beforeAll' | 'afterAll'>): { readonly bare: string; readonly hub: string } {
  const urls = { bare: '', hub: '' };
  let stop = (): Promise<unknown> => Promise.resolve();
  test.beforeAll(async () => {
    const [hub, bare] = [await serveHub(), await serveBarePage()];
    Object.assign(urls, { bare: bare.url, hub: hub.url });
    stop = async () => {
      await bare.stop();
      hub.server.close();
    };
  });
  test.afterAll(() => stop());
  return urls;
}
