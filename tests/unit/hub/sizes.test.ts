/** What a hub is asked before a download, and what a busy, silent or secretive one is said to be. */
import { beforeEach, expect, test } from 'vitest';
import type { Outside } from '../../../src/hub/ask';
import { filesOf } from '../../../src/hub/sizes';
import type { ModelChoice } from '../../../src/protocol';

const root = 'http://hub/owner/name/resolve/main';
const choice: ModelChoice = { id: 'x', root, repo: 'owner/name', revision: 'main', dtype: 'q4', device: 'wasm' };
const readSizes = (_: string, world: Outside) => filesOf(choice, world);

type Reply = (path: string) => Response | Promise<Response>;
let asked: string[];
let slept: number[];
beforeEach(() => {
  asked = [];
  slept = [];
});

/** `listing` answers for the list, `file` for the headers of a file. */
function hub(listing: Reply, file: Reply): Outside {
  return {
    fetch: async (url, { method = 'GET', signal }) => {
      const path = url.startsWith(root) ? url.slice(root.length + 1) : 'listing';
      asked.push(`${method} ${path}`);
      const answer = Promise.resolve().then(() => (path === 'listing' ? listing : file)(path));
      return Promise.race([
        answer,
        new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
      ]);
    },
    sleep: (milliseconds) => Promise.resolve(void slept.push(milliseconds)),
    random: () => 0.5,
    now: () => 0,
    patience: 20,
  };
}
const status =
  (code: number, headers = {}): Reply =>
  () =>
    new Response('', { status: code, headers });
const silence: Reply = () => new Promise(() => undefined);
/** What a browser makes of an answer that the page may not see. */
const hidden: Reply = () => Promise.reject(new TypeError('Failed to fetch'));
const FILES: Record<string, number> = {
  'config.json': 20,
  'tokenizer.json': 3000,
  'onnx/model_q4.onnx': 500,
  'onnx/model_q4.onnx_data': 90_000,
};
const files =
  (absent: Reply): Reply =>
  (path) =>
    FILES[path] ? new Response(null, { headers: { 'content-length': String(FILES[path]) } }) : absent(path);
const listing: Reply = () => Response.json({ siblings: Object.entries(FILES).map(([rfilename, size]) => ({ rfilename, size })) });

test.each([
  [503, status(503)],
  [429, status(429)],
])('a hub that goes on answering %i is busy, not empty', async (code, busy) => {
  const error: unknown = await readSizes('x', hub(busy, busy)).catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: 'server-busy',
    message: expect.stringContaining(`hub answered ${code}`) as string,
    hint: expect.stringMatching(/no time.*Wait a minute/) as string,
  });
  expect(asked).toEqual(['GET listing', 'GET listing', 'GET listing']);
  expect(slept).toEqual([375, 750]);
});

test('a hub without a listing that is too busy for headers is busy too', async () => {
  await expect(
    readSizes(
      'x',
      hub(status(404), (path) => (path === 'config.json' ? status(200)(path) : status(503)(path))),
    ),
  ).rejects.toMatchObject({ code: 'server-busy' });
});

test('a hub that is busy once is asked again', async () => {
  let first = true;
  const once: Reply = (path) => (first ? ((first = false), status(503)(path)) : listing(path));
  expect((await readSizes('x', hub(once, hidden)))?.map(({ path }) => path)).toEqual(Object.keys(FILES));
  // One that wants an hour is not waited for.
  await expect(readSizes('x', hub(status(429, { 'retry-after': '3600' }), hidden))).rejects.toMatchObject({ code: 'server-busy' });
  expect(Math.max(...slept)).toBeLessThan(1000);
});

test('a silent hub is given up', async () => {
  await expect(readSizes('x', hub(silence, silence))).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('nothing arrived') as string,
  });
  expect(asked).toEqual(['GET listing', 'GET listing', 'GET listing']);
  await expect(readSizes('x', hub(status(404), silence))).rejects.toMatchObject({ code: 'network' });
});

test('a hub that hides its 404 from pages is asked for headers, and what it hides is not there', async () => {
  const found = await readSizes('x', hub(hidden, files(hidden)));
  expect(found?.map(({ path, bytes }) => [path, bytes]).sort()).toEqual(Object.entries(FILES).sort());
});

test('a hub that lets nothing be seen does not answer, and its owner is told what to do', async () => {
  await expect(readSizes('x', hub(hidden, hidden))).rejects.toMatchObject({
    code: 'network',
    message: 'hub does not answer.',
    hint: expect.stringMatching(/CORS headers with every answer, 404 too/) as string,
  });
  // The list, and two files that every model has, three times each: not every file that there might be.
  expect(asked).toHaveLength(9);
});

test('what is not there is missing, what is refused is refused, and a server without HEAD says nothing', async () => {
  await expect(readSizes('x', hub(status(404), status(404)))).rejects.toMatchObject({ code: 'file-missing' });
  await expect(readSizes('x', hub(status(401), status(404)))).rejects.toMatchObject({ code: 'access-refused' });
  for (const code of [405, 501]) expect(await readSizes('x', hub(status(404), status(code)))).toBeNull();
});

test('a graph that is not there: those that are, for the page to choose from', async () => {
  const of =
    (...names: string[]): Reply =>
    () =>
      Response.json({ siblings: names.map((rfilename) => ({ rfilename, size: 1 })) });
  await expect(
    readSizes('x', hub(of('cuda/cuda-fp16/model.onnx', 'cuda/cuda-fp16/tokenizer.json', 'cpu/m.onnx', 'config.json'), hidden)),
  ).rejects.toMatchObject({
    code: 'file-missing',
    message: 'owner/name holds no onnx/model_q4.onnx.',
    graphs: ['cpu/m.onnx', 'cuda/cuda-fp16/model.onnx'],
  });
  await expect(readSizes('x', hub(of('config.json', 'model.safetensors'), status(404)))).rejects.toMatchObject({
    code: 'no-onnx',
    hint: expect.stringContaining('optimum-cli export onnx --model owner/name') as string,
    graphs: [],
  });
});

test('a hub that says why it refuses is believed', async () => {
  await expect(readSizes('x', hub(status(401, { 'x-error-code': 'RepoNotFound' }), status(404)))).rejects.toMatchObject({
    code: 'repo-missing',
    message: expect.stringContaining('owner/name') as string,
  });
  await expect(readSizes('x', hub(status(404, { 'x-error-code': 'RevisionNotFound' }), status(404)))).rejects.toMatchObject({
    code: 'revision-missing',
    message: 'hub has no revision main of owner/name.',
  });
});

test('a question that is taken back asks nothing more', async () => {
  const stop = new AbortController();
  const listing: Reply = () => (stop.abort(new Error('taken back')), hidden(''));
  await expect(filesOf(choice, hub(listing, files(hidden)), stop.signal)).rejects.toThrow('taken back');
  expect(asked).toEqual(['GET listing']);
});
