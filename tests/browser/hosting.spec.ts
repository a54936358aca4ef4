/**
 * The recipes of docs/hosting.md, each tried as far as it can be here: threads at the first visit, and the included model loaded. (GitHub
 * Pages, a host without headers of one's own: second-visit.spec.ts.) Service workers stay out, so that no header is theirs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { nginxHeaders, recipe, spaceHeaders } from '../recipes';
import { expect, test } from './fixtures';
import { servePlainly } from './plain-host';

const PORT = Number(process.env.LAB_PORT ?? 4310) + 2;

async function loadsWithThreads(page: Page, url: string): Promise<void> {
  await page.goto(`${url}?device=wasm`);
  await page.waitForFunction(() => 'lab' in globalThis);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const { selfTest } = await page.evaluate(() => lab.load('smollm2-135m-instruct'));
  expect(selfTest.passed).toBe(true);
  await expect(page.getByTestId('model-card')).toContainText(/runs on [2-8] WASM threads/);
}

test('Hugging Face Spaces: a server that sends exactly the custom_headers', async ({ page }) => {
  const host = await servePlainly('', spaceHeaders());
  try {
    await loadsWithThreads(page, host.url);
  } finally {
    await host.close();
  }
});

/** nginx's own list, where Debian and most others have it. */
const TYPES = '/etc/nginx/mime.types';
const nginx = spawnSync('nginx', ['-v']).error ? (spawnSync('/usr/sbin/nginx', ['-v']).error ?? '/usr/sbin/nginx') : 'nginx';

test('nginx: the configuration as it stands, but for port and folder', async ({ page, request }) => {
  test.skip(typeof nginx !== 'string' || !existsSync(TYPES), 'there is no nginx here: apt-get install nginx-light');
  const place = mkdtempSync(path.join(tmpdir(), 'nginx-'));
  const server = recipe('nginx', 'nginx')
    .replace('listen 80;', `listen 127.0.0.1:${PORT};`)
    .replace('server_name lab.example;', 'server_name localhost;')
    .replace('alias /srv/eia-lab/;', `alias ${path.resolve('dist')}/;`)
    .replace('include mime.types;', `include ${TYPES};`);
  for (const folder of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(path.join(place, folder));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${place}/${kind.replace('client_', '')};`,
  );
  const config = `daemon off; pid ${place}/pid; error_log ${place}/error.log; events {}\nhttp { access_log off; ${paths.join(' ')}\n${server} }`;
  // Run as root, nginx would read as somebody who may not look into everybody's folders.
  writeFileSync(path.join(place, 'nginx.conf'), process.getuid?.() === 0 ? `user root; ${config}` : config);
  const running = spawn(nginx as string, ['-c', path.join(place, 'nginx.conf'), '-e', path.join(place, 'error.log')], { stdio: 'inherit' });
  const ended = once(running, 'exit');
  const url = `http://localhost:${PORT}/lab/`;
  try {
    await expect.poll(() => request.get(url).then((answer) => answer.status(), () => 0)).toBe(200); // prettier-ignore
    await loadsWithThreads(page, url);

    const names = readdirSync('dist', { recursive: true, encoding: 'utf8' });
    const one = (ending: string): string => names.find((name) => name.endsWith(ending))!.replaceAll('\\', '/');
    const types = { '.html': 'text/html', '.js': 'application/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
    const all = { ...types, '.css': 'text/css', '.webmanifest': 'application/manifest+json', '.json': 'application/json' };
    for (const [ending, type] of Object.entries(all)) {
      const answer = await request.get(url + one(ending));
      expect(answer.headers()['content-type'], ending).toBe(type);
      expect(answer.headers(), ending).toMatchObject(nginxHeaders());
    }
    // The page unpacks these; the headers are on what is missing, too.
    expect((await request.get(url + one('.json.gz'))).headers()).not.toHaveProperty('content-encoding');
    const missing = await request.get(`${url}nothing.js`);
    expect([missing.status(), missing.headers()]).toEqual([404, expect.objectContaining(nginxHeaders())]);
  } finally {
    running.kill();
    await ended;
    rmSync(place, { recursive: true, force: true });
  }
});
