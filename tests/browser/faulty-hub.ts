/**
 * A server with the Hub's layout over tests/fixtures, listing and Range included, that can be told to fail: each fault is for one file
 * and happens once, then the file is served well. Counts what travels.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Fault =
  | 'cut' /** half of what was asked for, then the connection is broken */
  | 'corrupt' /** one bit of the body is another */
  | 'html' /** 200, and a web page */
  | 'html-as-data' /** 200, and a web page that says it is data */
  | 'json-error' /** 200, and an error message in JSON */
  | 'not-found'
  | 'busy'
  | 'down'
  | 'long' /** promises more bytes than it sends */
  | 'short' /** promises and sends fewer bytes than the file has */
  | 'no-range' /** answers a Range request with the whole file */
  | 'slow'; /** a quarter, then nothing until `release` is called */

export interface Sent {
  /** `{repo}/{path}` */
  file: string;
  method: string;
  range: string | null;
  status: number;
  /** Bytes of the body that were written. */
  bytes: number;
}

export interface FaultyHub {
  url: string;
  server: Server;
  sent: Sent[];
  /** Bytes of weights (.onnx and data files) that were written since the last `forget`. */
  weightBytes(): number;
  forget(): void;
  /** The next requests for this file meet these faults, in turn. */
  fail(file: string, ...faults: Fault[]): void;
  /** Lets slow answers go on. */
  release(): void;
  /** No listing: /api answers 404, as a plain static server does. */
  listing: boolean;
  /** Files of its own, by `{repo}/{path}`: before those of the fixtures, and in the listing. */
  own: Map<string, Buffer>;
  /** What the listing says its revision is at. */
  commit: string;
  close(): void;
}

const FIXTURES = new URL('../fixtures/', import.meta.url);

export async function serveFaultyHub(): Promise<FaultyHub> {
  const faults = new Map<string, Fault[]>();
  const waiting: (() => void)[] = [];
  const server = createServer((request, answer) => {
    answer.setHeader('access-control-allow-origin', '*');
    answer.setHeader(
      'access-control-expose-headers',
      'ETag, Content-Range, Content-Length, Accept-Ranges, Retry-After, X-Linked-ETag, X-Linked-Size',
    );
    const [, listed] = /^\/api\/models\/(.+?)\/revision\/[^/?]+/.exec(request.url ?? '') ?? [];
    if (listed) return hub.listing ? listing(listed, hub, answer) : void answer.writeHead(404).end();
    const [, repo, path] = /^\/(.+?)\/resolve\/[^/]+\/(.+)$/.exec(request.url ?? '') ?? [];
    const file = `${repo}/${path}`;
    const where = new URL(file, FIXTURES);
    const one: Sent = { file, method: request.method ?? '', range: request.headers.range ?? null, status: 200, bytes: 0 };
    hub.sent.push(one);
    const fault = request.method === 'GET' ? (faults.get(file)?.shift() ?? null) : null;
    const status = (code: number, headers = {}) => void answer.writeHead((one.status = code), headers).end();
    if (!repo || !path || path.includes('..') || !(hub.own.has(file) || existsSync(where)) || fault === 'not-found') return status(404);
    if (fault === 'busy') return status(429, { 'retry-after': '0' });
    if (fault === 'down') return status(503);
    if (fault === 'json-error') return void answer.writeHead(200, { 'content-type': 'application/json' }).end('{"error":"busy"}');
    if (fault === 'html' || fault === 'html-as-data') {
      return void answer
        .writeHead(200, { 'content-type': fault === 'html' ? 'text/html' : 'application/octet-stream' })
        .end('<!doctype html><title>Sign in</title>');
    }

    const whole = hub.own.get(file) ?? readFileSync(where);
    const [, from] = /^bytes=(\d+)-$/.exec(one.range ?? '') ?? [];
    const start = from === undefined || fault === 'no-range' ? 0 : Number(from);
    if (start >= whole.length && start > 0) return status(416, { 'content-range': `bytes */${whole.length}` });
    let body = whole.subarray(start);
    if (fault === 'corrupt') {
      body = Buffer.from(body);
      body[body.length >> 1]! ^= 1;
    }
    if (fault === 'short') body = body.subarray(0, body.length - 100);
    const partial = from !== undefined && fault !== 'no-range';
    answer.writeHead((one.status = partial ? 206 : 200), {
      'content-type': 'application/octet-stream',
      'content-length': body.length + (fault === 'long' ? 100 : 0),
      'accept-ranges': 'bytes',
      etag: `"${digest(whole).slice(0, 16)}"`,
      ...(partial ? { 'content-range': `bytes ${start}-${whole.length - 1}/${whole.length}` } : {}),
    });
    if (request.method === 'HEAD') return void answer.end();
    const send = (bytes: Buffer, then: () => void) => {
      one.bytes += bytes.length;
      answer.write(bytes, then);
    };
    if (fault === 'cut') return send(body.subarray(0, body.length >> 1), () => setTimeout(() => answer.destroy(), 50));
    if (fault === 'long') return send(body, () => setTimeout(() => answer.destroy(), 50));
    if (fault === 'slow') {
      const quarter = body.length >> 2;
      return send(body.subarray(0, quarter), () =>
        waiting.push(() => answer.destroyed || send(body.subarray(quarter), () => answer.end())),
      );
    }
    send(body, () => answer.end());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const hub: FaultyHub = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    server,
    sent: [],
    weightBytes: () => hub.sent.filter(({ file }) => file.includes('.onnx')).reduce((sum, { bytes }) => sum + bytes, 0),
    forget: () => void hub.sent.splice(0),
    fail: (file, ...told) => void faults.set(file, told),
    release: () => waiting.splice(0).forEach((go) => go()),
    listing: true,
    own: new Map(),
    commit: '1'.repeat(40),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return hub;
}

/** The Hub's API: all files with sizes; large ones with their LFS oid, which is their SHA-256. */
function listing(repo: string, { own, commit }: FaultyHub, answer: ServerResponse): void {
  const root = new URL(`${repo}/`, FIXTURES);
  const files = new Map<string, Buffer>();
  for (const entry of !repo.includes('..') && existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : []) {
    const path = `${entry.parentPath}/${entry.name}`;
    if (entry.isFile()) files.set(path.slice(decodeURIComponent(root.pathname).length).replace(/^\//, ''), readFileSync(path));
  }
  for (const [file, bytes] of own) if (file.startsWith(`${repo}/`)) files.set(file.slice(repo.length + 1), bytes);
  if (files.size === 0) return void answer.writeHead(404).end();
  const siblings = [...files].map(([rfilename, bytes]) => ({
    rfilename,
    size: bytes.length,
    ...(rfilename.includes('.onnx') ? { lfs: { sha256: digest(bytes), size: bytes.length } } : {}),
  }));
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ sha: commit, siblings }));
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
