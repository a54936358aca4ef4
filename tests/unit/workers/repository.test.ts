/**
 * Repositories as they are: several models in one, a branch that moves, files that git-lfs never fetched, refusals by their real reason.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ModelChoice } from '../../../src/protocol';
import { filesFor } from '../../../src/hub/listing';
import { memoryPlace } from '../../../src/storage/memory';
import { modelsOf } from '../../../src/storage/stored-model';
import type { Place } from '../../../src/storage/place';
import { openModelFiles } from '../../../workers/files/repository';
import { readDescription } from '../../../workers/files/description';
import { readTokenizer, readTokenizerConfig } from '../../../workers/files/tokenizer-files';
import { openGraph } from '../../../workers/files/layout';
import { readJson, wrongFile, type ModelFiles } from '../../../workers/files/model-files';
import { choice } from './tiny';

const never = new AbortController().signal;
const sha256 = (body: string) => createHash('sha256').update(body).digest('hex');
const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 271669748\n`;

/** A hub over these files, at a commit; `refuse` answers for everything, `sends` are bodies that its list does not know of. */
function hub(
  files: Record<string, string>,
  { commit = ONE as string | null, listed = true, refuse = null as (() => Response) | null, sends = {} as Record<string, string> } = {},
) {
  const state = { files, commit, asked: [] as string[] };
  const listing = () =>
    Response.json({
      ...(state.commit ? { sha: state.commit } : {}),
      siblings: Object.entries(state.files).map(([rfilename, body]) => ({
        rfilename,
        size: body.length,
        ...(/onnx/.test(rfilename) ? { lfs: { sha256: sha256(body), size: body.length } } : {}),
      })),
    });
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    const path = url.includes('/api/models/') ? 'listing' : (url.split('/resolve/main/')[1] ?? '');
    state.asked.push(path);
    const body = sends[path] ?? state.files[path];
    const answer = refuse
      ? refuse()
      : path === 'listing'
        ? listed
          ? listing()
          : new Response('', { status: 404 })
        : body === undefined
          ? new Response('', { status: 404 })
          : new Response(init.method === 'HEAD' ? null : body, {
              headers: { 'content-length': String(body.length), ...(listed || !state.commit ? {} : { 'x-repo-commit': state.commit }) },
            });
    return Promise.resolve(answer);
  };
  const edge = { fetch, sleep: () => Promise.resolve(), random: () => 0.5, now: () => 0, patience: 1000 };
  const open = (store: Place, over: Partial<ModelChoice> = {}) =>
    openModelFiles(choice('owner/name', over), () => undefined, never, { edge, place: store });
  return { state, open };
}
const model = (root: string, weights = 'weights') => ({
  [`${root}genai_config.json`]: '{"model":{"type":"phi3"}}',
  [`${root}tokenizer.json`]: '{"model":{}}',
  [`${root}tokenizer_config.json`]: `{"of":"${root}"}`,
  [`${root}model.onnx`]: `graph ${root}`,
  [`${root}model.onnx.data`]: weights,
});
const text = async (files: ModelFiles, path: string) => (await files.open(path)).blob.text();

describe('several models in one repository', () => {
  const files: Record<string, string> = { 'config.json': '{"model_type":"top"}', ...model('cuda/cuda-fp16/'), ...model('cpu/cpu-int4/') };
  test.each([[true], [false]])('the graph that is named brings the files of its own folder (listed: %s)', async (listed) => {
    const store = memoryPlace();
    const served = hub(files, { listed });
    const source = () => served.open(store, { graph: 'cuda/cuda-fp16/model.onnx' });
    const opened = source();
    expect(await readDescription(opened)).toMatchObject({ config: { model_type: 'phi3' } });
    expect(await readTokenizerConfig(opened)).toEqual({ of: 'cuda/cuda-fp16/' });
    await readTokenizer(opened);
    const { path, file } = await openGraph(opened, { graph: 'cuda/cuda-fp16/model.onnx', dtype: 'fp32', repo: 'owner/name' });
    expect([path, await file.blob.text(), await text(opened, 'cuda/cuda-fp16/model.onnx.data')]).toEqual([
      'cuda/cuda-fp16/model.onnx',
      'graph cuda/cuda-fp16/',
      'weights',
    ]);
    await opened.noteReads(path, ['model.onnx.data']);
    // On the disk it is whole, with what lies beside it; a second visit asks for nothing.
    expect(modelsOf(await store.list())).toMatchObject([{ complete: true, graphs: [{ path, lacks: [] }] }]);
    served.state.asked = [];
    expect(await readTokenizerConfig(source())).toEqual({ of: 'cuda/cuda-fp16/' });
    expect(served.state.asked.filter((asked) => asked !== 'listing')).toEqual([]);
  });
  test('with the tokenizer at the top for all', async () => {
    const rest = Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'cuda/cuda-fp16/tokenizer.json'));
    const source = hub({ ...rest, 'tokenizer.json': '{"model":{"top":1}}', 'tokenizer_config.json': '{"of":"top"}' }).open(memoryPlace(), {
      graph: 'cuda/cuda-fp16/model.onnx',
    });
    expect([await readDescription(source), await readTokenizerConfig(source)]).toMatchObject([
      { config: { model_type: 'top' } },
      { of: 'top' },
    ]);
  });
  test('a dtype that is not there: which ones are, and what to name', async () => {
    const find = (all: Record<string, string>) => openGraph(hub(all).open(memoryPlace()), { dtype: 'q4', repo: 'owner/name' });
    await expect(find(files)).rejects.toMatchObject({
      code: 'file-missing',
      message: 'owner/name holds no onnx/model_q4.onnx.',
      hint: expect.stringContaining('cpu/cpu-int4/model.onnx, cuda/cuda-fp16/model.onnx') as string,
    });
    // A load asks for its config first.
    await expect(readDescription(hub(model('cuda/')).open(memoryPlace()), { dtype: 'q4', repo: 'owner/name' })).rejects.toMatchObject({
      message: 'owner/name holds no onnx/model_q4.onnx.',
      hint: expect.stringContaining('cuda/model.onnx') as string,
    });
    await expect(
      readDescription(hub({ 'tokenizer.json': '{}', 'onnx/model_q4.onnx': 'x' }).open(memoryPlace()), { dtype: 'q4', repo: 'owner/name' }),
    ).rejects.toMatchObject({ message: expect.stringContaining('config.json') as string });
    await expect(find({ 'tokenizer.json': '{}', 'onnx/model_q4f16.onnx': 'x', 'onnx/model_fp16.onnx': 'y' })).rejects.toMatchObject({
      hint: expect.stringContaining('data types: fp16, q4f16') as string,
    });
    await expect(find({ 'tokenizer.json': '{}', 'config.json': '{}', 'model.safetensors': 'x' })).rejects.toMatchObject({
      code: 'no-onnx',
      message: expect.stringContaining('model.safetensors') as string,
      hint: expect.stringContaining('builder -m owner/name') as string,
    });
  });
});

describe('templates in additional_chat_templates', () => {
  const base = {
    'config.json': '{"model_type":"llama"}',
    'tokenizer.json': '{"model":{}}',
    'tokenizer_config.json': '{"chat_template":"inside"}',
    'onnx/model_q4.onnx': 'x',
  };
  const extra = {
    'additional_chat_templates/tool_use.jinja': 'tools',
    'additional_chat_templates/rag.jinja': 'rag',
    'additional_chat_templates/notes.txt': 'no',
    'additional_chat_templates/old/a.jinja': 'no',
  };
  test.each<[string, Record<string, string>, unknown]>([
    ['without a default the first goes before the one inside', extra, [{ name: 'rag', template: 'rag' }]],
    [
      '"default" goes before others',
      { ...extra, 'additional_chat_templates/default.jinja': 'usual' },
      [{ name: 'default', template: 'usual' }],
    ],
    ['chat_template.jinja is the default', { ...extra, 'chat_template.jinja': 'alone' }, 'alone'],
    ['none of them', {}, 'inside'],
  ])('%s; kept, it needs no network', async (_, more, wanted) => {
    const store = memoryPlace();
    const served = hub({ ...base, ...more });
    const read = async () => {
      const source = served.open(store, { dtype: 'q4' });
      await readDescription(source);
      const { chat_template } = await readTokenizerConfig(source);
      await readTokenizer(source);
      return chat_template;
    };
    expect(await read()).toEqual(wanted);
    expect(served.state.asked).not.toContain('additional_chat_templates/tool_use.jinja');
    served.state.asked = [];
    expect(await read()).toEqual(wanted);
    expect(served.state.asked).toEqual([]);
    const local = Object.entries({ ...base, ...more }).map(([path, body]) => ({ path, file: new Blob([body]) }));
    expect((await readTokenizerConfig(served.open(memoryPlace(), { local }))).chat_template).toEqual(wanted);
  });
  test.each(['', '"x"'])('one that cannot be a template (%j) ends no load where the model has another', async (body) => {
    const local = Object.entries({ ...base, 'additional_chat_templates/a.jinja': body }).map(([path, text]) => ({
      path,
      file: new Blob([text]),
    }));
    expect((await readTokenizerConfig(hub({}).open(memoryPlace(), { local }))).chat_template).toBe('inside');
    const alone = local.map((one) => (one.path === 'tokenizer_config.json' ? { ...one, file: new Blob(['{}']) } : one));
    await expect(readTokenizerConfig(hub({}).open(memoryPlace(), { local: alone }))).rejects.toMatchObject({ code: 'not-a-model-file' });
  });
  test('are fetched with a model whose files are listed', () => {
    const listing = Object.keys({ ...base, ...extra }).map((path) => ({ path, bytes: 1, sha256: null }));
    expect(filesFor('onnx/model_q4.onnx', listing).map(({ path }) => path)).toContain('additional_chat_templates/rag.jinja');
    expect(
      filesFor('onnx/model_q4.onnx', [...listing, { path: 'chat_template.jinja', bytes: 1, sha256: null }]).map(({ path }) => path),
    ).not.toContain('additional_chat_templates/rag.jinja');
  });
  test('a byte order mark is a part of the template, as transformers reads it', async () => {
    const local = Object.entries({ ...base, 'chat_template.jinja': '\uFEFFA' }).map(([path, body]) => ({ path, file: new Blob([body]) }));
    expect((await readTokenizerConfig(hub({}).open(memoryPlace(), { local }))).chat_template).toBe('\uFEFFA');
  });
});

describe('a branch that moves', () => {
  const before = { ...model(''), 'config.json': '{"model_type":"a"}' };
  const after = { ...before, 'config.json': '{"model_type":"b"}', 'model.onnx.data': 'WEIGHTS' };
  const read = async (source: ModelFiles) => [
    (await readJson(source, 'config.json')).model_type,
    await text(source, 'model.onnx'),
    await text(source, 'model.onnx.data'),
  ];
  /** As `doubtModel` leaves them. */
  const doubt = async (store: Place) => {
    for (const { url } of await store.list()) await store.commit({ ...(await store.open(url))!.marker, listed: false });
  };

  test.each([[true], [false]])('each file says the commit it came with (listed: %s)', async (listed) => {
    const store = memoryPlace();
    const served = hub(before, { listed });
    await read(served.open(store));
    expect(modelsOf(await store.list())).toMatchObject([{ commits: [ONE] }]);
    expect((await served.open(store).open('model.onnx')).commit).toBe(ONE);
  });
  test('what is kept stays until it is doubted; then what changed is fetched, the rest is not, and all are of the new commit', async () => {
    const store = memoryPlace();
    const served = hub(before);
    await read(served.open(store));
    Object.assign(served.state, { files: after, commit: TWO, asked: [] });
    expect(await read(served.open(store))).toEqual(['a', 'graph ', 'weights']);
    expect(served.state.asked).toEqual([]);
    await doubt(store);
    expect(await read(served.open(store))).toEqual(['b', 'graph ', 'WEIGHTS']);
    // config.json has the same length and no hash in the list: the commit tells.
    expect(served.state.asked).toEqual(['listing', 'config.json', 'model.onnx.data']);
    expect(modelsOf(await store.list())).toMatchObject([{ commits: [TWO] }]);
  });
  test('without network a doubted model still loads as it is', async () => {
    const store = memoryPlace();
    await read(hub(before).open(store));
    await doubt(store);
    const dead = hub(after, {
      refuse: () => {
        throw new TypeError('Failed to fetch');
      },
    });
    expect(await read(dead.open(store))).toEqual(['a', 'graph ', 'weights']);
  });
});

describe('a Git LFS pointer', () => {
  test.each([
    ['that nobody lists', false],
    ['where the list says another length', true],
  ])('from a hub, %s, is called one and not kept', async (_, listed) => {
    const store = memoryPlace();
    const served = hub(model('', 'w'.repeat(500)), { listed, sends: { 'model.onnx.data': POINTER } });
    await expect(served.open(store).open('model.onnx.data')).rejects.toMatchObject({
      code: 'lfs-pointer',
      message: expect.stringContaining('(271669748 bytes)') as string,
      hint: expect.stringMatching(/fixtures.*git lfs pull/) as string,
    });
    expect(modelsOf(await store.list()).flatMap((one) => one.files.map(({ path }) => path))).not.toContain('model.onnx.data');
  });
  test('in a folder is called one, with what to do there', async () => {
    const source = openModelFiles(
      choice('mine', { local: [{ path: 'tokenizer.json', file: new Blob([POINTER]) }] }),
      () => undefined,
      never,
    );
    await expect(source.open('tokenizer.json')).rejects.toMatchObject({
      code: 'lfs-pointer',
      message: expect.stringContaining('tokenizer.json') as string,
      hint: expect.stringMatching(/git lfs pull.*folder again/) as string,
    });
  });
});

test.each([
  ['a name the Hub does not know', 401, 'RepoNotFound', 'repo-missing', /knows no repository owner\/name/],
  ['a licence', 403, 'GatedRepo', 'access-refused', /wants its licence accepted/],
  ['a revision', 404, 'RevisionNotFound', 'revision-missing', /no revision main of owner\/name/],
  ['401 without a word', 401, null, 'access-refused', /does not exist, is private, or wants its licence accepted/],
] as const)('refused for %s', async (_, status, reason, code, message) => {
  const served = hub({}, { refuse: () => new Response('', { status, headers: reason ? { 'x-error-code': reason } : {} }) });
  await expect(readDescription(served.open(memoryPlace()))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message) as string,
    hint: expect.stringMatching(/\S/) as string,
  });
});

describe("a person's own folder", () => {
  const folder = (files: Record<string, string | Uint8Array<ArrayBuffer>>) =>
    openModelFiles(
      choice('mine', { local: Object.entries(files).map(([path, body]) => ({ path, file: new Blob([body]) })) }),
      () => undefined,
      never,
    );
  test('is never said to be changed: a wrong file in it is to be mended there', async () => {
    const said = await wrongFile(folder({ 'config.json': '{}' }), 'config.json', 'names no model_type').catch(
      (error: { hint: string }) => error.hint,
    );
    expect(said).toMatch(/Nothing in the folder was changed: put a good copy of config\.json there/);
    expect(said).not.toMatch(/removed/);
    expect(await hub({}).open(memoryPlace()).discard('config.json')).toMatch(/was removed/);
  });
  test('a file in another encoding is refused, not read with other letters', async () => {
    const latin = Uint8Array.from('{"model":{"ö":1}}', (c) => c.charCodeAt(0));
    await expect(readTokenizer(folder({ 'tokenizer.json': latin }))).rejects.toMatchObject({
      code: 'not-a-model-file',
      message: expect.stringMatching(/tokenizer\.json is not UTF-8 text: byte 12, on line 1/) as string,
    });
    await expect(readTokenizerConfig(folder({ 'tokenizer_config.json': '{}', 'chat_template.jinja': latin }))).rejects.toMatchObject({
      code: 'not-a-model-file',
    });
    expect(await readTokenizer(folder({ 'tokenizer.json': '\uFEFF{"model":{"ö":1}}' }))).toEqual({ model: { ö: 1 } });
  });
});
