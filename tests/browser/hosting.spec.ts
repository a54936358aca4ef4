/**
 * The recipes of docs/hosting.md, each tried as far as it can be here: threads at the first visit, and the included model loaded. (GitHub
 * Pages, a host without headers of one's own: second-visit.spec.ts.) Service workers stay out, so that no header is theirs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { answerFrom, HEADERS } from '../../serve.mjs';
import { dockerSpace, nginxHeaders, recipe, spaceHeaders } from '../recipes';
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

/** One file of dist/ with each of these endings. */
const KINDS = ['.html', '.js', '.mjs', '.css', '.webmanifest', '.json', '.wasm', '.png', '.json.gz'] as const;
const NAMES = existsSync('dist')
  ? readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  : [];
const one = (ending: string): string => NAMES.find((name) => name.endsWith(ending))!;

/** Headers of every kind of file: those that `npm start` sends, by the kind; undefined for one that this server does not send. */
async function headersAt(request: APIRequestContext, url: string): Promise<Record<string, Record<string, string | undefined>>> {
  const own = Object.keys(HEADERS).filter((name) => name !== 'Accept-Ranges');
  const of = async (ending: string) => {
    const said = (await request.get(url + one(ending))).headers();
    return [...own, 'Cache-Control', 'Content-Security-Policy'].map((name) => [name, said[name.toLowerCase()]] as const);
  };
  return Object.fromEntries(await Promise.all(KINDS.map(async (ending) => [ending, Object.fromEntries(await of(ending))] as const)));
}

/** The same of `npm start`. */
async function ownHeaders(request: APIRequestContext): Promise<ReturnType<typeof headersAt>> {
  const server = createServer(answerFrom('dist')).listen(0, 'localhost');
  await once(server, 'listening');
  try {
    return await headersAt(request, `http://localhost:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('Hugging Face Spaces: a server that sends exactly the custom_headers', async ({ page }) => {
  const host = await servePlainly('', spaceHeaders());
  try {
    await loadsWithThreads(page, host.url);
  } finally {
    await host.close();
  }
});

test('Hugging Face Spaces, Docker: what the Dockerfile copies, and its command, but for the port', async ({ request }) => {
  const { copied, command, port } = dockerSpace();
  const place = mkdtempSync(path.join(tmpdir(), 'space-'));
  for (const name of copied)
    if (statSync(name).isDirectory()) symlinkSync(path.resolve(name), path.join(place, name));
    else copyFileSync(name, path.join(place, name));
  const args = command.slice(1).map((arg) => (arg === String(port) ? String(PORT) : arg));
  const running = spawn(process.execPath, args, { cwd: place, stdio: 'ignore' });
  const ended = once(running, 'exit');
  const url = `http://localhost:${PORT}/`;
  try {
    await expect.poll(() => request.get(url).then((answer) => answer.status(), () => 0)).toBe(200); // prettier-ignore
    const own = await ownHeaders(request);
    expect(own['.js']!['Content-Security-Policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(await headersAt(request, url)).toEqual(own);
  } finally {
    running.kill();
    await ended;
    rmSync(place, { recursive: true, force: true });
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

    const types = { '.html': 'text/html', '.js': 'application/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
    const all = { ...types, '.css': 'text/css', '.webmanifest': 'application/manifest+json', '.json': 'application/json' };
    for (const [ending, type] of Object.entries(all)) {
      const answer = await request.get(url + one(ending));
      expect(answer.headers()['content-type'], ending).toBe(type);
      expect(answer.headers(), ending).toMatchObject(nginxHeaders());
    }
    // With scripts, and with them alone, it is the policy, too.
    const own = await ownHeaders(request);
    expect([own['.mjs'], own['.html']].map((said) => said!['Content-Security-Policy'] !== undefined)).toEqual([true, false]);
    expect(await headersAt(request, url)).toEqual(own);
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
