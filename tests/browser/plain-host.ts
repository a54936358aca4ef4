/**
 * The built page as a plain static host has it, e.g. GitHub Pages: under a path of its own, and without a header but length and type, and
 * those it is told to add. Notes what it was asked for, and can serve other text in a file's place, as after an update.
 */
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  txt: 'text/plain',
};
const DIST = new URL('../../dist/', import.meta.url);

export interface PlainHost {
  /** Of the page, with a slash at its end. */
  readonly url: string;
  /** Paths below the page's that were asked for, in that order. */
  readonly asked: string[];
  /** Text in the place of a file of dist/, by its path there; null for a file that is not there any more. */
  readonly others: Map<string, string | null>;
  close(): Promise<void>;
}

export async function servePlainly(folder = 'some/course/lab/', more: Readonly<Record<string, string>> = {}): Promise<PlainHost> {
  const asked: string[] = [];
  const others = new Map<string, string | null>();
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const path = pathname.startsWith(`/${folder}`) ? pathname.slice(folder.length + 1) || 'index.html' : null;
    if (path !== null) asked.push(path);
    const body = path === null ? null : others.has(path) ? others.get(path)! : fileOf(path);
    if (body === null) return void answer.writeHead(404).end();
    const type = TYPES[path!.slice(path!.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    answer.writeHead(200, { ...more, 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/${folder}`,
    asked,
    others,
    close: () => (server.closeAllConnections(), new Promise((done) => server.close(() => done()))),
  };
}

function fileOf(path: string): Buffer | null {
  const file = new URL(path, DIST);
  return file.href.startsWith(DIST.href) && statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : null;
}
