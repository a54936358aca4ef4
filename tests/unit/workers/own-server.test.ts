/** A file that the server of the page does not give is told as that, without a word about hubs. */
import { describe, expect, test, vi, afterEach } from 'vitest';
import { LabError } from '../../../src/error';
import type { ModelChoice } from '../../../src/protocol';
import { memoryPlace } from '../../../src/storage/memory';
import type { Edge } from '../../../workers/files/download';
import { ofOwnServer } from '../../../workers/files/own-server';
import { openModelFiles } from '../../../workers/files/repository';
import { choice } from './tiny';

const ORIGIN = 'http://lab.example:8080';
const ROOT = `${ORIGIN}/page/models/small`;
const FILE = 'onnx/model_q4.onnx';
const included: ModelChoice = { ...choice('owner/name'), id: 'small', root: ROOT, files: [{ path: FILE, bytes: 3, sha256: null }] };
const edge = (fetch: Edge['fetch']): Edge => ({ fetch, sleep: () => Promise.resolve(), random: () => 0, now: () => 0, patience: 1000 });
const failure = async (of: ModelChoice, fetch: Edge['fetch']): Promise<LabError> =>
  openModelFiles(of, () => undefined, new AbortController().signal, { edge: edge(fetch), place: memoryPlace() })
    .open(FILE)
    .then(
      () => expect.fail('it was opened'),
      (error: unknown) => error as LabError,
    );
const answer =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    Promise.resolve(new Response('x', { status, headers }));
const dead = () => Promise.reject(new TypeError('Failed to fetch'));

afterEach(() => vi.unstubAllGlobals());

describe('the included model', () => {
  test.each([
    ['a server that is down', dead, 'network', /could not be fetched from .*: no answer\.$/, /network is away, or that server has stopped/],
    ['a server in trouble', answer(503), 'server-busy', /could not be fetched from .*: it answered 503\.$/, /start it again/],
    ['a file that is not there', answer(404), 'file-missing', /is missing on .*: it answered 404\.$/, /npm run build/],
    ['a file that it keeps back', answer(403), 'access-refused', /is not given by .*: it answered 403\.$/, /npm run build/],
    [
      'a page in its place',
      answer(200, { 'content-type': 'text/html' }),
      'not-a-model-file',
      /is missing on .*: it answered a web page instead\.$/,
      /npm run build/,
    ],
    [
      'another file',
      answer(200, { 'content-length': '9' }),
      'download-corrupt',
      /is another one on .* should have 3 bytes, the server offers 9\.$/,
      /npm run build/,
    ],
  ])('%s', async (_, fetch, code, message, hint) => {
    vi.stubGlobal('location', { origin: ORIGIN });
    const error = await failure(included, fetch);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^models\/small\/onnx\/model_q4\.onnx, a file of this page, /);
    expect(error.message).toContain('lab.example:8080, the server of this page');
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
    expect(error.message + error.hint).not.toMatch(/CORS|hub|repository|mirror/i);
  });
});

test('a hub that is the server of the page, too, is told where the file has to lie; another one is told as ever', async () => {
  vi.stubGlobal('location', { origin: ORIGIN });
  const own = { ...choice('owner/name'), root: `${ORIGIN}/owner/name/resolve/main` };
  expect(await failure(own, answer(404))).toMatchObject({
    message: `${FILE} is missing on lab.example:8080, the server of this page: it answered 404.`,
    hint: `It has to lie at ${own.root}/${FILE}: check repository, revision and dtype.`,
  });
  expect((await failure(choice('owner/name'), dead)).hint).toContain('CORS');
});

test('an error about something else stays as it is', () => {
  const full = new LabError('storage-full', 'full', '');
  expect(ofOwnServer(full, included, FILE, ORIGIN)).toBe(full);
  expect(ofOwnServer('stopped', included, FILE, ORIGIN)).toBe('stopped');
  expect(ofOwnServer(full, included, FILE, undefined)).toBe(full);
});
