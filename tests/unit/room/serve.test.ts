/** The room's server: files of dist/ and nothing else, whole or by ranges, over http or https. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { request as ask } from 'node:http';
import { request as askSecurely } from 'node:https';
import type { AddressInfo } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { selfSigned } from '../../../certificate.mjs';
import { answerFrom, fileOf, greeting, rangeOf, optionsOf } from '../../../serve.mjs';

const place = mkdtempSync(join(tmpdir(), 'room-'));
const root = join(place, 'dist');
mkdirSync(join(root, 'demo'), { recursive: true });
writeFileSync(join(place, 'secret.txt'), 'secret');
const POLICY = "default-src 'none'; script-src 'self'";
const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY.replaceAll("'", '&#39;')}">`;
writeFileSync(join(root, 'index.html'), `<!doctype html>${meta}`);
writeFileSync(join(root, 'model.worker.js'), 'self.onmessage = null;');
writeFileSync(join(root, 'model.onnx'), '0123456789');
writeFileSync(join(root, 'demo', 'part.json.gz'), Buffer.from([0x1f, 0x8b, 8]));
writeFileSync(join(root, 'empty.txt'), '');
mkdirSync(`${root}-other`);
writeFileSync(join(`${root}-other`, 'secret.txt'), 'secret');
symlinkSync(join(place, 'secret.txt'), join(root, 'link.txt'));

const server = createServer(answerFrom(root) as RequestListener);
let port = 0;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}
/** Sends the path as it stands: fetch would tidy it up. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    ask({ host: '127.0.0.1', port, path, headers, method }, (answer) => {
      let body = '';
      answer.setEncoding('latin1').on('data', (part: string) => (body += part));
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body }));
    })
      .on('error', reject)
      .end();
  });

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..\\secret.txt',
  '/%2e%2e%5csecret.txt',
  '/demo/../../secret.txt',
  '/../dist-other/secret.txt',
  '//../secret.txt',
  '/link.txt',
  '/%00',
  '/%E0%A4%A',
  '/demo',
  '/nothing',
])('%s is not there', async (path) => {
  expect(fileOf(root, path)).toBeNull();
  expect(await get(path)).toMatchObject({ status: 404, body: '' });
});

test('the page comes with the headers that threads need; a query changes nothing', async () => {
  const { status, headers, body } = await get('/?run=demo/part.json.gz');
  expect([status, body, headers['content-type']]).toEqual([200, `<!doctype html>${meta}`, 'text/html; charset=utf-8']);
  expect(headers).toMatchObject({ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' });
  expect(await get('/', { 'if-none-match': headers.etag as string })).toMatchObject({ status: 304, body: '' });
  expect(await get('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  expect(await get('/', {}, 'POST')).toMatchObject({ status: 405 });
  expect(await get('/empty.txt')).toMatchObject({ status: 200, body: '' });
});

test('gzipped parts are sent as they are', async () => {
  const { headers, body } = await get('/demo/part.json.gz');
  expect([headers['content-type'], headers['content-encoding'], body.length]).toEqual(['application/gzip', undefined, 3]);
});

test.each([
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=4-2', 416, '', 'bytes */10'],
  ['bytes=0-1,4-5', 200, '0123456789', undefined],
  ['pages=1-2', 200, '0123456789', undefined],
])('range %s', async (range, status, body, content) => {
  const answer = await get('/model.onnx', { range });
  expect([answer.status, answer.body, answer.headers['content-range']]).toEqual([status, body, content]);
});

test('a range of a file that has changed since is the whole file', async () => {
  expect(await get('/model.onnx', { range: 'bytes=2-4', 'if-range': '"older"' })).toMatchObject({ status: 200, body: '0123456789' });
  expect(rangeOf(undefined, 10)).toBeNull();
});

test('its own certificate is good for localhost and the addresses of the room, and serves', async () => {
  const { key, cert } = selfSigned(['192.168.1.20'], new Date('2026-11-27T00:00:00Z'));
  const read = new X509Certificate(cert);
  expect(read.verify(read.publicKey)).toBe(true);
  expect([read.checkHost('localhost'), read.checkIP('192.168.1.20'), read.checkIP('192.168.1.21')]).toEqual([
    'localhost',
    '192.168.1.20',
    undefined,
  ]);
  expect([read.validFrom, read.validTo].map((one) => new Date(one).toISOString().slice(0, 10))).toEqual(['2026-11-26', '2026-12-27']);
  const today = selfSigned(['127.0.0.1']);
  const secure = createSecure(today, answerFrom(root) as RequestListener);
  await new Promise<void>((done) => secure.listen(0, '127.0.0.1', done));
  const status = await new Promise((resolve, reject) => {
    const { port: at } = secure.address() as AddressInfo;
    askSecurely({ host: '127.0.0.1', port: at, path: '/', ca: today.cert }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
  secure.close();
  expect(status).toBe(200);
  expect(key).toContain('PRIVATE KEY');
});

test('what it says names the addresses of the room, and what plain http lacks', () => {
  const plain = greeting({ secure: false, port: 8080, addresses: ['192.168.1.20'] });
  expect(plain).toContain('http://192.168.1.20:8080/');
  expect(plain).toMatch(/without WebGPU/);
  expect(greeting({ secure: true, port: 8080, addresses: ['192.168.1.20'] })).toMatch(/https:\/\/192\.168\.1\.20:8080\/[^]*warns once/);
  expect(greeting({ secure: false, port: 8080, addresses: [] })).toContain('this machine alone');
});

test('an option that there is not is refused: a room must not be served plainly by a slip of the hand', () => {
  expect(optionsOf([])).toEqual({ port: 8080, secure: false, onlyHere: false });
  expect(optionsOf(['--port', '9000', '--https', '--only-here'])).toEqual({ port: 9000, secure: true, onlyHere: true });
  expect(() => optionsOf(['--htps'])).toThrow("Unknown option '--htps'");
  expect(() => optionsOf(['extra'])).toThrow('extra');
  expect(() => optionsOf(['--port', '70000'])).toThrow('--port: a whole number, 1 to 65535, got 70000');
  expect(greeting({ secure: false, port: 1, addresses: [], onlyHere: true })).toContain('For this machine alone, as asked.');
});

test('a script comes with the policy of the page, which a worker has from nowhere else', async () => {
  expect((await get('/model.worker.js')).headers['content-security-policy']).toBe(POLICY);
  expect((await get('/model.onnx')).headers['content-security-policy']).toBeUndefined();
});
