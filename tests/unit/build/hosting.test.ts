/** The recipes of docs/hosting.md say what the lab itself does: its own server's headers, its own commands, files small enough. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PAGE_POLICY } from '../../../build/csp';
import { HEADERS, optionsOf } from '../../../serve.mjs';
import { ISOLATION } from '../../../src/sw/isolated';
import { dockerSpace, nginxHeaders, nginxPolicy, recipe, spaceHeaders } from '../../recipes';

const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
/** Of our own server, but what it says of its own abilities. */
const own = lower(Object.fromEntries(Object.entries(HEADERS).filter(([name]) => name !== 'Accept-Ranges')));

test('our own server sends what threads need', () => {
  expect(own).toMatchObject(lower(ISOLATION));
});

test('nginx adds what our own server sends', () => {
  const { 'cache-control': caching, ...added } = nginxHeaders();
  expect(added).toEqual(own);
  expect(caching).toBe('no-cache');
});

test('nginx sends the policy of the page with scripts, and with nothing else', () => {
  const { files, policy } = nginxPolicy();
  expect(policy).toBe(PAGE_POLICY);
  for (const script of ['/lab/sw.js', '/lab/assets/model.worker-x.js', '/lab/ort.mjs']) expect(script).toMatch(files);
  for (const other of ['/lab/', '/lab/index.html', '/lab/models.json', '/lab/a.wasm', '/lab/mjs']) expect(other).not.toMatch(files);
});

test('a Docker Space runs our own server, with all that it imports, at the port that it is asked at', () => {
  const { copied, command, port } = dockerSpace();
  const [node, script, ...options] = command;
  expect([node, optionsOf(options)]).toEqual(['node', { port, secure: false, onlyHere: false }]);
  const imported = [...readFileSync(script!, 'utf8').matchAll(/from '\.\/(.*)'/g)].map(([, name]) => name);
  expect(copied.toSorted()).toEqual([script, 'dist', ...imported].toSorted());
});

test('a static Space has the three headers of it that a Space may set', () => {
  const { 'x-content-type-options': nosniff, ...three } = own;
  expect(nosniff).toBe('nosniff');
  expect(spaceHeaders()).toEqual(three);
});

test('the two headers that the page names are those', () => {
  const text = readFileSync('docs/hosting.md', 'utf8');
  for (const [name, value] of Object.entries(ISOLATION)) expect(text).toContain(`${name}: ${value}`);
});

test('the workflow runs commands that there are, and publishes what they make', () => {
  const workflow = recipe('GitHub Pages', 'yaml');
  const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
    engines: { node: string };
  };
  for (const [, name] of workflow.matchAll(/npm run (\S+)/g)) expect(scripts).toHaveProperty(name!);
  expect(Number(/node-version: (\d+)/.exec(workflow)![1])).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)![0]));
  expect(workflow).toContain('path: dist\n');
});

test('no file of the repository is too large for GitHub', () => {
  const sizes = readdirSync('public', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
  expect(Math.max(...sizes)).toBeLessThan(100 * 2 ** 20);
  expect(Math.round(Math.max(...sizes) / 1e6)).toBe(
    Number(/largest file of the repository has (\d+) MB/.exec(readFileSync('docs/hosting.md', 'utf8'))![1]),
  );
});
