/** The stick: what is unpacked of it serves the lab. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openAsBlob, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '../../../src/formats/archive';
import { writeStick } from '../../../stick.mjs';

const place = mkdtempSync(join(tmpdir(), 'stick-'));

test('page, server and how to start are in it, and the server runs from where it was unpacked', async () => {
  const root = join(place, 'lab');
  mkdirSync(join(root, 'dist', 'demo'), { recursive: true });
  for (const name of ['serve.mjs', 'certificate.mjs', 'LICENSE', 'README.md']) cpSync(name, join(root, name));
  writeFileSync(join(root, 'dist', 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'dist', 'demo', 'part.json.gz'), Buffer.from([0x1f, 0x8b, 8]));
  const target = join(place, 'stick.zip');
  await writeStick(root, target, 'eia-lab');
  const files = (await openArchive('stick.zip', await openAsBlob(target)))!;
  expect(files.map(({ path }) => path).sort()).toEqual(
    ['LICENSE', 'README.md', 'START.txt', 'certificate.mjs', 'dist/demo/part.json.gz', 'dist/index.html', 'serve.mjs'].map(
      (path) => `eia-lab/${path}`,
    ),
  );
  const start = await files.find(({ path }) => path.endsWith('/START.txt'))!.blob.text();
  expect(start).toMatch(/http\.server --directory dist --bind 127\.0\.0\.1 8080\n[^]*first opening[^]*one\s+thread\. From the second on/);
  for (const { path, blob } of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), Buffer.from(await blob.arrayBuffer()));
  }
  const server = spawn(process.execPath, [join(place, 'eia-lab', 'serve.mjs'), '--only-here', '--port', '48717']);
  await new Promise<void>((done, fail) => {
    server.stdout.on('data', () => done());
    server.stderr.on('data', (said) => fail(new Error(String(said))));
  });
  try {
    expect(await (await fetch('http://127.0.0.1:48717/')).text()).toBe('<!doctype html>');
  } finally {
    server.kill();
  }
});

test('without a build both say what to do', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'empty-'));
  await expect(writeStick(empty, join(empty, 'x.zip'), 'x')).rejects.toThrow('npm run build');
  for (const name of ['serve.mjs', 'certificate.mjs']) cpSync(name, join(empty, name));
  expect(() => execFileSync(process.execPath, [join(empty, 'serve.mjs')], { stdio: 'pipe' })).toThrow('npm run build');
});
