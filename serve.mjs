/**
 * Serves the built lab to a room: `npm start`, or `node serve.mjs` beside an unpacked dist/. Needs Node and nothing else.
 * `--port 8080`: another port; `--https`: with a certificate of its own; `--only-here`: for this machine alone.
 */
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { networkInterfaces } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { selfSigned } from './certificate.mjs';

const TYPES = {
  ...{ '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css' },
  ...{ '.json': 'application/json', '.wasm': 'application/wasm', '.png': 'image/png', '.svg': 'image/svg+xml' },
  ...{ '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8', '.gz': 'application/gzip' },
};
/** Threads need the first two; the third lets other pages show the lab in a frame. A .gz file is sent as it is: the page unpacks it. */
export const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Accept-Ranges': 'bytes',
};

/** The file of `root` that an address means; null where there is none in it, whatever the address is made of. */
export function fileOf(root, address) {
  try {
    const path = decodeURIComponent(address.split(/[?#]/)[0]);
    if (path.includes('\0')) return null;
    const asked = resolve(root, `.${sep}${path.replaceAll('\\', '/')}`);
    const file = realpathSync(existsSync(asked) && statSync(asked).isDirectory() ? join(asked, 'index.html') : asked);
    const inside = file.startsWith(realpathSync(root) + sep);
    return inside && statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** A header with the policy that the build wrote into the page; null where there is none. A worker has only what its script brings. */
function policyIn(root) {
  const page = join(root, 'index.html');
  const [, said] = (existsSync(page) && /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(page, 'utf8'))) || [];
  return said === undefined ? null : { 'Content-Security-Policy': said.replaceAll('&#39;', "'") };
}

/** First and last byte of a Range header; null for the whole file, 'outside' where the file has none of them. */
export function rangeOf(header, size) {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first > last ? 'outside' : [first, last];
}

/** Answers one request from the files of `root`. */
export const answerFrom = (root) => (request, answer) => {
  const end = (status, headers = {}) => answer.writeHead(status, { ...HEADERS, ...headers }).end();
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, { Allow: 'GET, HEAD' });
  const file = fileOf(root, request.url ?? '/');
  if (!file) return end(404);
  const { size, mtimeMs } = statSync(file);
  const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers = {
    ...HEADERS,
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    ETag: tag,
    'Cache-Control': 'no-cache',
    ...(/\.m?js$/.test(file) && policyIn(root)),
  };
  if (request.headers['if-none-match'] === tag) return end(304, { ETag: tag });
  const whole = request.headers['if-range'] !== undefined && request.headers['if-range'] !== tag;
  const range = whole ? null : rangeOf(request.headers.range, size);
  if (range === 'outside') return end(416, { 'Content-Range': `bytes */${size}` });
  const [first, last] = range ?? [0, size - 1];
  answer.writeHead(range ? 206 : 200, {
    ...headers,
    'Content-Length': Math.max(0, last - first + 1),
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${size}` }),
  });
  if (request.method === 'HEAD' || size === 0) return answer.end();
  createReadStream(file, { start: first, end: last })
    .on('error', () => answer.destroy())
    .pipe(answer);
};

/** IPv4 addresses under which other machines of the room reach this one. */
const roomAddresses = () =>
  Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  );

/** What was asked for on the command line. Throws an Error that names an option that there is not, or a port that is none. */
export function optionsOf(args) {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string', default: '8080' }, https: { type: 'boolean' }, 'only-here': { type: 'boolean' } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`--port: a whole number, 1 to 65535, got ${values.port}`);
  return { port, secure: values.https === true, onlyHere: values['only-here'] === true };
}

/** What is said at the start. */
export function greeting({ secure, port, addresses, onlyHere = false }) {
  const scheme = secure ? 'https' : 'http';
  const room = addresses.map((one) => `  ${scheme}://${one}:${port}/`);
  const plain = [
    'Over plain http browsers give other machines less: the recording, lessons and tables all work; a model runs on the processor with one',
    'thread, without WebGPU, and is fetched again on each visit. For threads, WebGPU and models that stay: --https, or https by other means.',
  ];
  const own = [
    'Its certificate is signed by itself: each browser warns once (“Advanced”, then “Proceed”). After that the page has WebGPU, threads and',
    'models that stay. Whether a browser then also installs the page and opens it without network is up to that browser.',
  ];
  return [
    `EIA Lab on this machine: ${scheme}://localhost:${port}/`,
    ...(room.length > 0
      ? ['In this room:', ...room, ...(secure ? own : plain)]
      : [onlyHere ? 'For this machine alone, as asked.' : 'No network: this machine alone.']),
    'Ctrl+C ends it.',
  ].join('\n');
}

function main(args) {
  const root = fileURLToPath(new URL('dist', import.meta.url));
  if (!existsSync(join(root, 'index.html'))) return fail('There is no dist/ yet: run `npm run build` first.');
  let options;
  try {
    options = optionsOf(args);
  } catch (error) {
    return fail(error.message);
  }
  const { port, secure, onlyHere } = options;
  const addresses = onlyHere ? [] : roomAddresses();
  const server = secure ? createHttps(selfSigned(addresses), answerFrom(root)) : createHttp(answerFrom(root));
  server.on('error', ({ code, message }) =>
    fail(code === 'EADDRINUSE' ? `Port ${port} is taken: give another, as --port ${port + 1}` : message),
  );
  server.listen(port, onlyHere ? '127.0.0.1' : '0.0.0.0', () => console.log(greeting({ secure, port, addresses, onlyHere })));
}

function fail(why) {
  console.error(why);
  process.exitCode = 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
