/** Folders, archives and listings: what comes from outside is read with care. */
import { describe, expect, test } from 'vitest';
import { modelsIn, only, withoutNotes, type WhichModel } from '../../../src/hub/model-roots';
import { claimedDtype, DTYPES, dtypeOf, graphPath } from '../../../src/hub/graph-path';
import type { LabError } from '../../../src/error';
import { hintsOf } from '../../../src/graph/hints';
import type { LocalFile } from '../../../src/protocol';
import { safePath } from '../../../src/hub/addresses';
import { filesFor, listingUrl, noGraph, readListing } from '../../../src/hub/listing';
import { readTar, writeTar } from '../../../src/formats/tar';
import { splitAddress } from '../../../src/storage/stored-model';
import { configOfGenai } from '../../../workers/files/genai';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const files = (...paths: string[]) => paths.map((path) => ({ path, file: new Blob([path]) }));

/** The one model there is. */
const one = async (all: LocalFile[], wanted?: WhichModel) => only(await modelsIn(withoutNotes(all), wanted));
const refusal = async (all: LocalFile[], wanted?: WhichModel) =>
  one(all, wanted).then(
    () => null,
    (error: unknown) => error as LabError,
  );

describe('a folder', () => {
  test('with the layout of the Hub', async () => {
    const folder = await one(
      files(
        'mine/config.json',
        'mine/tokenizer.json',
        'mine/onnx/model_q4f16.onnx',
        'mine/onnx/model_q4f16.onnx_data',
        'mine/onnx/model.onnx',
      ),
    );
    expect(folder).toMatchObject({
      name: 'mine',
      graph: 'onnx/model_q4f16.onnx',
      dtype: 'q4f16',
      revision: 'folder',
      bytes: 'mine/onnx/model_q4f16.onnx'.length * 2 + 5,
    });
    expect(folder.files.map(({ path }) => path)).toContain('config.json');
  });
  test('as the genai builder writes it: flat, without config.json', async () => {
    expect(await one(files('out/genai_config.json', 'out/tokenizer.json', 'out/model.onnx', 'out/model.onnx.data'))).toMatchObject({
      name: 'out',
      graph: 'model.onnx',
      dtype: 'fp32',
    });
    expect(configOfGenai({ model: { type: 'qwen2', context_length: 4096, eos_token_id: [1, 2], vocab_size: 9 } })).toEqual({
      model_type: 'qwen2',
      max_position_embeddings: 4096,
      eos_token_id: [1, 2],
      vocab_size: 9,
    });
  });
  test('what genai_config.json says of sizes are the hints of the config.json it was made from', () => {
    // As the builder 0.18.0 writes it of a Qwen3 with heads wider than width over heads.
    const decoder = {
      filename: 'model.onnx',
      head_size: 128,
      hidden_size: 1024,
      num_attention_heads: 16,
      num_hidden_layers: 28,
      num_key_value_heads: 8,
    };
    expect(hintsOf(configOfGenai({ model: { type: 'qwen3', decoder } }))).toEqual(
      hintsOf({ hidden_size: 1024, num_attention_heads: 16, num_hidden_layers: 28, head_dim: 128 }),
    );
    expect(hintsOf(configOfGenai({ model: { type: 'qwen3', decoder } }))).toEqual({ width: 1024, layers: 28, headSize: 128 });
  });
  test('in a dtype or a graph that was asked for', async () => {
    const all = files('config.json', 'tokenizer.json', 'onnx/model.onnx', 'onnx/model_q4.onnx');
    expect((await one(all)).dtype).toBe('q4');
    expect((await one(all, { dtype: 'fp32' })).graph).toBe('onnx/model.onnx');
    expect((await one(all, { graph: 'onnx/model.onnx' })).graph).toBe('onnx/model.onnx');
    for (const wanted of [{ dtype: 'fp16' as const }, { graph: 'onnx/model_fp16.onnx' }])
      expect(await refusal(all, wanted)).toMatchObject({
        code: 'folder-incomplete',
        message: expect.stringContaining('fp16') as string,
        hint: 'Its graphs: onnx/model.onnx, onnx/model_q4.onnx (q4).',
      });
  });
  test.each([
    [['a.txt'], 'config.json'],
    [['config.json', 'tokenizer.json'], '.onnx'],
    [['config.json', 'onnx/model.onnx'], 'tokenizer.json'],
    [[], 'config.json'],
    [['a/config.json', 'a/tokenizer.json', 'b/model.onnx'], 'above the .onnx'],
  ])('%j lacks %s', async (paths, what) => {
    expect(await refusal(files(...paths))).toMatchObject({ code: 'folder-incomplete', message: expect.stringContaining(what) as string });
  });
  test("a Mac's notes beside the files are no files", async () => {
    const all = files(
      '__MACOSX/mine/._config.json',
      '__MACOSX/mine/config.json',
      '.DS_Store',
      'mine/._config.json',
      'mine/._tokenizer.json',
      'mine/onnx/._model.onnx',
      'mine/.DS_Store',
      './mine/config.json',
      'mine/tokenizer.json',
      'mine/onnx/model.onnx',
    );
    const folder = await one(all);
    expect([folder.graph, folder.files.map(({ path }) => path)]).toEqual([
      'onnx/model.onnx',
      ['config.json', 'tokenizer.json', 'onnx/model.onnx'],
    ]);
    expect(await refusal(files('._config.json', '._tokenizer.json', '._model.onnx'))).toMatchObject({ code: 'folder-incomplete' });
  });
  test.each([
    [['m/config.json', 'm/model.safetensors', 'm/tokenizer.json'], 'm/model.safetensors', '-i m -o m-onnx '],
    [['config.json', 'pytorch_model-00001-of-2.bin'], 'pytorch_model', '-i . -o exported-onnx '],
    [
      ['my model/x.gguf', 'my model/x.safetensors', 'my model/adapter_model.safetensors'],
      'x.safetensors',
      '-i "my model" -o "my model-onnx" ',
    ],
    [["-it's $5/a.safetensors"], 'a.safetensors', `-i './-it'\\''s $5' -o './-it'\\''s $5-onnx' `],
  ])('weights for another program (%j) are named, with the command that exports them', async (paths, found, command) => {
    expect(await refusal(files(...paths))).toMatchObject({
      code: 'no-onnx',
      message: expect.stringContaining(found) as string,
      hint: expect.stringContaining(`onnxruntime_genai.models.builder ${command}-p`) as string,
    });
    expect((await refusal(files(...paths)))?.hint).toContain('optimum-cli export onnx --model ');
    expect((await refusal(files(...paths, 'onnx/model.onnx')))?.code).not.toBe('no-onnx');
  });
  const REST = ['m/config.json', 'm/tokenizer.json'];
  test('that has only parts of a model is told that the decoder is missing, with the command where there are weights', async () => {
    for (const part of ['vision_encoder.onnx', 'embed_tokens_q4.onnx', 'audio_encoder.onnx']) {
      expect(await refusal(files(...REST, `m/onnx/${part}`))).toMatchObject({
        code: 'folder-incomplete',
        message: `This folder holds only parts of a model (m/onnx/${part}), and the graph of its decoder is missing.`,
        hint: expect.stringContaining('decoder_model_merged') as string,
      });
      expect(await refusal(files(...REST, `m/onnx/${part}`, 'm/model.safetensors'))).toMatchObject({
        code: 'no-onnx',
        message: expect.stringContaining('decoder is missing, but m/model.safetensors') as string,
        hint: expect.stringContaining('builder -i m -o m-onnx') as string,
      });
      expect(noGraph('owner/name', 'onnx/model_q4.onnx', [`onnx/${part}`])).toMatchObject({
        code: 'file-missing',
        message: expect.stringContaining('decoder is missing') as string,
      });
      expect(noGraph('owner/name', 'onnx/model_q4.onnx', [`onnx/${part}`, 'model.safetensors'])).toMatchObject({
        code: 'no-onnx',
        message: expect.stringContaining('decoder is missing, but model.safetensors') as string,
        hint: expect.stringContaining('builder -m owner/name') as string,
      });
    }
    expect(noGraph('owner/name', 'onnx/model_q4.onnx', ['onnx/vision_encoder.onnx', 'onnx/model.onnx', 'model.safetensors'])).toMatchObject(
      { code: 'file-missing', hint: expect.stringContaining('Its data types: fp32') as string },
    );
  });
  test.each([
    ['G.Q4_K_M.GGUF', /llama\.cpp/, /No exporter reads quantised/],
    ['Model.SAFETENSORS', /weights for another program/, /builder -/],
    ['model.safetensors.index.json', /list of weight files that are not there/, /Fetch the files that it names/],
    ['tf_model.h5', /TensorFlow/, /from_tf=True/],
    ['model.pt', /file of PyTorch/, /save_pretrained/],
    ['model.bin', /for another program/, /No exporter reads it/],
    ['openvino_model.bin', /OpenVINO/, /No exporter reads it/],
    ['unet/diffusion_pytorch_model.safetensors', /pictures/, /^Choose a language model[^;]*$/],
  ])('%s is named for what it is, in a folder and in a repository', async (name, message, hint) => {
    const wanted = { code: 'no-onnx', message: expect.stringMatching(message) as string, hint: expect.stringMatching(hint) as string };
    expect(await refusal(files(...REST, `m/${name}`))).toMatchObject(wanted);
    expect(noGraph('owner/name', 'onnx/model_q4.onnx', [name, 'config.json'])).toMatchObject(wanted);
  });
  test('what a training leaves beside its weights is no model', async () => {
    expect(await refusal(files(...REST, 'm/optimizer.pt', 'm/rng_state.pth', 'm/training_args.bin'))).toMatchObject({
      code: 'folder-incomplete',
    });
    expect(
      await refusal(files('m/model_index.json', 'm/text_encoder/model.safetensors', 'm/unet/diffusion_pytorch_model.safetensors')),
    ).toMatchObject({ hint: expect.not.stringContaining('builder') as string });
  });
  test('a graph whose ending is in capitals is to be renamed', async () => {
    expect(await refusal(files(...REST, 'm/model.ONNX'))).toMatchObject({
      code: 'folder-incomplete',
      hint: expect.stringContaining('rename it to m/model.onnx') as string,
    });
    expect(noGraph('owner/name', 'onnx/model_q4.onnx', ['model.ONNX'])).toMatchObject({
      code: 'file-missing',
      message: expect.stringContaining('but model.ONNX') as string,
    });
  });
  test('the base of an adapter is read as JSON', async () => {
    const adapter = async (text: string) =>
      (
        await refusal([
          { path: 'a/adapter_model.safetensors', file: new Blob(['x']) },
          { path: 'a/adapter_config.json', file: new Blob([text]) },
        ])
      )?.hint;
    expect(await adapter('{"base_model_name_or_path":"meta-llama\\/Llama-3.2-1B"}')).toContain('-m meta-llama/Llama-3.2-1B ');
    expect(await adapter('{"note": "\\"base_model_name_or_path\\": \\"no/such\\"", "base_model_name_or_path": "./local/x"}')).toContain(
      '-m owner/base ',
    );
    for (const broken of ['{', 'null', '[]', '{"base_model_name_or_path": 5}']) expect(await adapter(broken)).toContain('-m owner/base ');
  });
  test('a GGUF folder is told what exporters read of it, and no optimum', async () => {
    const told = await refusal(files('m/model-Q4_K_M.gguf'));
    expect(told).toMatchObject({
      code: 'no-onnx',
      message: expect.stringContaining('m/model-Q4_K_M.gguf: weights for llama.cpp') as string,
      hint: expect.stringMatching(
        /-m owner\/original -o original-onnx .*float16 or float32.*-i m\/model-Q4_K_M\.gguf.*quantised/,
      ) as string,
    });
    expect(told?.hint).not.toContain('optimum');
  });
  test('an adapter is exported with the model that its config names', async () => {
    const config = (base: string) => ({
      path: 'my lora/adapter_config.json',
      file: new Blob([JSON.stringify({ base_model_name_or_path: base })]),
    });
    const told = await refusal([
      ...files('my lora/adapter_model.safetensors', 'my lora/tokenizer.json'),
      config('meta-llama/Llama-3.2-1B'),
    ]);
    expect(told).toMatchObject({
      code: 'no-onnx',
      message: expect.stringContaining('an adapter') as string,
      hint: expect.stringContaining(
        'builder -m meta-llama/Llama-3.2-1B -o "my lora-onnx" -p int4 -e webgpu --extra_options "adapter_path=my lora".',
      ) as string,
    });
    expect(told?.hint).not.toContain('optimum');
    expect((await refusal([...files('my lora/adapter_model.bin'), config('/home/me/base')]))?.hint).toMatch(
      /base_model_name_or_path.*-m owner\/base /,
    );
  });
  test("the layout of a maker's own program is no export away, but a conversion", async () => {
    expect(await refusal(files('l/consolidated.00.pth', 'l/params.json'))).toMatchObject({
      code: 'no-onnx',
      hint: expect.stringMatching(/layout of transformers/) as string,
    });
    expect((await refusal(files('m/consolidated.safetensors', 'm/model-1.safetensors')))?.message).toContain('m/model-1.safetensors');
  });
  test('a repository gets the same', () => {
    expect(noGraph('owner/name', 'onnx/model.onnx', ['a.gguf', 'README.md'])).toMatchObject({
      code: 'no-onnx',
      message: 'owner/name holds no .onnx file, but a.gguf: weights for llama.cpp.',
    });
    expect(noGraph('owner/lora', 'onnx/model.onnx', ['adapter_config.json', 'adapter_model.safetensors']).hint).toContain(
      '-m owner/base -o lora-onnx -p int4 -e webgpu --extra_options adapter_path=owner/lora.',
    );
    expect(noGraph('owner/name', 'onnx/model.onnx', ['x/y.safetensors', 'z.safetensors'])).toMatchObject({
      message: expect.stringContaining('but z.safetensors') as string,
      hint: expect.stringContaining('builder -m owner/name -o name-onnx -p') as string,
    });
  });
  test('parts that are no decoder stand back', async () => {
    expect(
      (
        await one(
          files(
            'config.json',
            'tokenizer.json',
            'onnx/embed_tokens_q4.onnx',
            'onnx/vision_encoder_q4.onnx',
            'onnx/decoder_model_merged_q4.onnx',
          ),
        )
      ).graph,
    ).toBe('onnx/decoder_model_merged_q4.onnx');
  });
  test('and are no model by themselves', async () => {
    expect(await refusal(files('config.json', 'tokenizer.json', 'onnx/embed_tokens.onnx', 'onnx/vision_encoder.onnx'))).toMatchObject({
      code: 'folder-incomplete',
    });
  });
  test('dtype by name', () =>
    expect(
      ['model_q4.onnx', 'x_q4f16.onnx', 'model.onnx', 'model_quantized.onnx', 'model_q2f16.onnx', 'model_uint8.onnx'].map(dtypeOf),
    ).toEqual(['q4', 'q4f16', 'fp32', 'q8', 'q2f16', 'uint8']));
  test('every dtype has a file name of its own, and the name says it', () => {
    expect(DTYPES.map((dtype) => dtypeOf(graphPath(dtype)))).toEqual(DTYPES);
    expect(claimedDtype('model.onnx')).toBeNull();
  });
});

describe('several models in one folder', () => {
  const nested = (root: string, name = 'model') =>
    ['genai_config.json', 'tokenizer.json', 'tokenizer_config.json', `${name}.onnx`, `${name}.onnx.data`].map((file) => `${root}/${file}`);
  /** As Microsoft publishes: a config at the top that counts downloads, the models below. */
  const microsoft = files(
    'Phi/config.json',
    'Phi/README.md',
    ...nested('Phi/cuda/cuda-fp16'),
    ...nested('Phi/cpu_and_mobile/cpu-int4-rtn-block-32', 'phi3-int4'),
  );
  test('are told apart by their graphs, and one is chosen by naming it', async () => {
    expect((await modelsIn(microsoft)).map(({ path, graph, name }) => [path, graph, name])).toEqual([
      ['Phi/cpu_and_mobile/cpu-int4-rtn-block-32/phi3-int4.onnx', 'phi3-int4.onnx', 'cpu-int4-rtn-block-32'],
      ['Phi/cuda/cuda-fp16/model.onnx', 'model.onnx', 'cuda-fp16'],
    ]);
    expect(await refusal(microsoft)).toMatchObject({
      code: 'several-models',
      message: expect.stringContaining('Phi/cuda/cuda-fp16/model.onnx') as string,
      hint: expect.stringContaining('graph') as string,
    });
    for (const graph of ['Phi/cuda/cuda-fp16/model.onnx', 'cuda/cuda-fp16/model.onnx', 'model.onnx'])
      expect(await one(microsoft, { graph })).toMatchObject({ path: 'Phi/cuda/cuda-fp16/model.onnx' });
    expect((await one(microsoft, { graph: 'model.onnx' })).files.map(({ path }) => path)).toContain('tokenizer.json');
  });
  test('with one tokenizer at the top for all', async () => {
    const all = files('m/config.json', 'm/tokenizer.json', 'm/cpu/model.onnx', 'm/gpu/model_fp16.onnx', 'm/gpu/model.onnx');
    expect((await modelsIn(all)).map(({ path }) => path)).toEqual(['m/cpu/model.onnx', 'm/gpu/model.onnx']);
    expect(await one(all, { dtype: 'fp16' })).toMatchObject({ graph: 'gpu/model_fp16.onnx' });
  });
  test("a model inside another one's folder is passed over", async () => {
    expect(
      await one(
        files('m/config.json', 'm/tokenizer.json', 'm/model.onnx', 'm/old/config.json', 'm/old/tokenizer.json', 'm/old/model.onnx'),
      ),
    ).toMatchObject({ path: 'm/model.onnx' });
  });

  const snapshot = (commit: string) =>
    ['config.json', 'tokenizer.json', 'onnx/model_q4.onnx'].map((file) => `hub/models--owner--a-name/snapshots/${commit}/${file}`);
  const refs = (commit: string) => ({ path: 'hub/models--owner--a-name/refs/main', file: new Blob([`${commit}\n`]) });
  test("of a Hub's cache with one snapshot that one is taken, under the repository's name", async () => {
    expect(await one(files(...snapshot('abc')))).toMatchObject({ name: 'owner/a-name', revision: 'abc', graph: 'onnx/model_q4.onnx' });
  });
  test('with two, the one that its branch is at; without a word on that, somebody chooses', async () => {
    const two = files(...snapshot('abc'), ...snapshot('def'));
    expect(await one([...two, refs('def')])).toMatchObject({ revision: 'def' });
    expect(await one([...two, refs('abc')])).toMatchObject({ revision: 'abc' });
    expect(await refusal(two)).toMatchObject({ code: 'several-models' });
    expect(await refusal([...two, refs('not here')])).toMatchObject({ code: 'several-models' });
    expect(await one(two, { graph: 'snapshots/def/onnx/model_q4.onnx' })).toMatchObject({ revision: 'def' });
  });
  test('of whose links only the files behind them arrived is called by its name', async () => {
    expect(await refusal(files(`models--a--b/blobs/${'0'.repeat(64)}`, 'models--a--b/refs/main'))).toMatchObject({
      code: 'folder-incomplete',
      hint: expect.stringContaining('cp -rL') as string,
    });
  });
});

describe('an archive', () => {
  const entries = [
    { path: 'onnx/model.onnx', blob: new Blob(['x'.repeat(513)]) },
    { path: 'empty', blob: new Blob() },
    { path: 'config.json', blob: new Blob(['{}']) },
  ];
  test('comes back as it was', async () => {
    const back = await readTar(writeTar(entries));
    expect(await Promise.all(back.map(async ({ path, blob }) => [path, await blob.text()]))).toEqual([
      ['onnx/model.onnx', 'x'.repeat(513)],
      ['empty', ''],
      ['config.json', '{}'],
    ]);
  });
  // Windows has no tar that reads a POSIX path by this command line.
  test.skipIf(process.platform === 'win32')('is one that tar reads, and the other way round', async () => {
    const folder = mkdtempSync(`${tmpdir()}/tar-`);
    writeFileSync(`${folder}/ours.tar`, new Uint8Array(await writeTar(entries).arrayBuffer()));
    execFileSync('tar', ['xf', 'ours.tar'], { cwd: folder });
    expect(readFileSync(`${folder}/onnx/model.onnx`, 'utf8')).toBe('x'.repeat(513));
    execFileSync('tar', ['cf', 'theirs.tar', 'onnx', 'config.json'], { cwd: folder });
    expect((await readTar(new Blob([readFileSync(`${folder}/theirs.tar`)]))).map(({ path }) => path)).toEqual([
      'onnx/model.onnx',
      'config.json',
    ]);
  });
  test('cut off, damaged or something else is refused', async () => {
    const tar = writeTar(entries);
    const damaged = new Uint8Array(await tar.arrayBuffer());
    damaged[3]! ^= 1;
    for (const blob of [tar.slice(0, 700), new Blob([damaged]), new Blob(['no archive '.repeat(100)])])
      await expect(readTar(blob)).rejects.toMatchObject({ code: 'archive-damaged' });
    expect(() => writeTar([{ path: 'x'.repeat(101), blob: new Blob() }])).toThrow(
      expect.objectContaining({ code: 'archive-unsupported' }) as Error,
    );
  });
});

describe('a listing', () => {
  const oid = 'a'.repeat(64);
  test('gives sizes, and hashes where they are SHA-256', () => {
    const parseListing = (value: unknown) => readListing(value)?.files ?? null;
    const listing = parseListing({
      siblings: [
        { rfilename: 'config.json', size: 3 },
        { rfilename: 'onnx/model_q4.onnx', size: 1, lfs: { sha256: oid.toUpperCase(), size: 7 } },
        { rfilename: 'onnx/model_q4.onnx_data_1', lfs: { sha256: 'short', size: -1 } },
        { rfilename: 'README.md' },
        { rfilename: 'tokenizer.json', size: 9 },
        null,
        { rfilename: 5 },
      ],
    })!;
    expect(filesFor('onnx/model_q4.onnx', listing.values())).toEqual([
      { path: 'config.json', bytes: 3, sha256: null },
      { path: 'onnx/model_q4.onnx', bytes: 7, sha256: oid },
      { path: 'onnx/model_q4.onnx_data_1', bytes: null, sha256: null },
      { path: 'tokenizer.json', bytes: 9, sha256: null },
    ]);
    expect([
      parseListing(null),
      parseListing([]),
      parseListing({ siblings: 'x' }),
      parseListing({ siblings: [{ rfilename: 'config.json' }] }),
    ]).toEqual([null, null, null, null]);
  });
  test('lies beside the files of a hub, not of a plain folder', () => {
    expect(listingUrl('https://hub/sub/a/b/resolve/main', 'a/b', 'main')).toBe('https://hub/sub/api/models/a/b/revision/main?blobs=true');
    expect(listingUrl('https://hub/a/b/resolve/refs%2Fpr%2F1', 'a/b', 'refs/pr/1')).toBe(
      'https://hub/api/models/a/b/revision/refs%2Fpr%2F1?blobs=true',
    );
    expect(listingUrl('https://page/models/x', 'x', 'embedded')).toBeNull();
  });
  test.each(['../x', '/x', 'a/../../x', 'a\\..\\x', '', 'a//b'])('%j is no path inside a model', (path) => {
    expect(() => safePath(path)).toThrow(expect.objectContaining({ code: 'unsafe-path' }) as Error);
  });
  test('an address says which model it belongs to', () => {
    expect(splitAddress('https://hub/a/b/resolve/main/onnx/x.onnx')).toEqual({
      root: 'https://hub/a/b/resolve/main',
      repo: 'a/b',
      revision: 'main',
      path: 'onnx/x.onnx',
    });
    expect(splitAddress('https://hub/a/b/resolve/refs%2Fpr%2F1/c%20d.json')).toEqual({
      root: 'https://hub/a/b/resolve/refs%2Fpr%2F1',
      repo: 'a/b',
      revision: 'refs/pr/1',
      path: 'c d.json',
    });
    expect(splitAddress('https://page/lab/models/smol/onnx/x.onnx')).toEqual({
      root: 'https://page/lab/models/smol',
      repo: 'smol',
      revision: 'embedded',
      path: 'onnx/x.onnx',
    });
    expect(splitAddress('https://page/else')).toBeNull();
  });
});
