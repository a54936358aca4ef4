import { existsSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { fetchCatalogue, resolveModel, type CatalogueEntry } from '../../../src/hub/catalogue';

interface Listed extends CatalogueEntry {
  files: { path: string; bytes: number; sha256: string }[];
}
const { models } = JSON.parse(readFileSync('public/models.json', 'utf8')) as { models: Listed[] };
beforeAll(() => vi.stubGlobal('document', { baseURI: 'https://lab.example/here/' }));

test('embedded models lie where the catalogue says, byte for byte', () => {
  const embedded = models.filter((model) => model.embedded);
  expect(embedded.map((model) => model.id)).toContain('smollm2-135m-instruct');
  for (const { id, files, bytes } of embedded) {
    for (const file of files) {
      const path = `public/models/${id}/${file.path}`;
      expect(existsSync(path) && statSync(path).size).toBe(file.bytes);
      expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(file.sha256);
    }
    expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBe(bytes);
  }
});

test('an id becomes the place of its files', () => {
  expect(resolveModel('smollm2-135m-instruct', models, 'auto')).toMatchObject({
    root: 'https://lab.example/here/models/smollm2-135m-instruct',
    dtype: 'q4',
    reference: { file: 'reference.f32' },
  });
});

test('a repository on a mirror has the layout of the Hub', () => {
  expect(resolveModel({ repo: 'a/b', revision: 'c', dtype: 'fp32', hub: 'http://localhost:9/' }, models, 'wasm').root).toBe(
    'http://localhost:9/a/b/resolve/c',
  );
});

test('without 16-bit floats a listed model comes as q4, where it has one', () => {
  const entry = { ...models[0]!, id: 'half', embedded: false, status: 'verified' as const, dtype: 'q4f16' as const };
  const dtypeOf = (dtypes: CatalogueEntry['dtypes'], f16: boolean) =>
    resolveModel('half', [{ ...entry, ...(dtypes ? { dtypes } : {}) }], 'auto', undefined, f16).dtype;
  expect([dtypeOf(['q4', 'q4f16'], true), dtypeOf(['q4', 'q4f16'], false), dtypeOf(['q4f16'], false)]).toEqual(['q4f16', 'q4', 'q4f16']);
});

test.each([
  ['nothing-like-it', 'unknown-model'],
  [{ repo: '' }, 'unknown-model'],
  [null, 'unknown-model'],
  [{ repo: '../a/b' }, 'unknown-model'],
  [{ repo: 'a/b/c' }, 'unknown-model'],
  [{ repo: 'a/b?x=1' }, 'unknown-model'],
  [{ repo: 'a/b#x' }, 'unknown-model'],
  [{ repo: 'a/b', hub: 'localhost:9' }, 'bad-hub'],
  [{ repo: 'a/b', hub: '' }, 'bad-hub'],
  [{ repo: 'a/b', dtype: 'q5' }, 'unknown-dtype'],
])('%j is refused', (spec, code) => {
  expect(() => resolveModel(spec as never, models, 'auto')).toThrow(expect.objectContaining({ code }) as Error);
});

test('a device of another name is refused; a revision may have slashes', () => {
  expect(() => resolveModel('smollm2-135m-instruct', models, 'cuda' as never)).toThrow(
    expect.objectContaining({ code: 'unknown-device' }) as Error,
  );
  expect(resolveModel({ repo: 'a/b', revision: 'refs/pr/1' }, models, 'wasm', 'http://hub').root).toBe(
    'http://hub/a/b/resolve/refs%2Fpr%2F1',
  );
});

test('a model without a web export loads from a hub of one’s own', () => {
  expect(resolveModel('qwen2.5-7b-instruct', models, 'auto', 'http://localhost:8000').root).toBe(
    'http://localhost:8000/Qwen/Qwen2.5-7B-Instruct/resolve/main',
  );
});

test('every entry says what is known of it, and invents no number', () => {
  expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  for (const { id, status, note, exporter, bytes, files, embedded, dtype, dtypes, needs } of models) {
    expect(note, id).toMatch(/\S+ \S+/);
    expect(bytes === null, id).toBe(files === undefined);
    expect(embedded ? 'verified' : status, id).toBe(status);
    expect(typeof exporter === 'string', id).toBe(status === 'no-web-export');
    if (!embedded && status !== 'no-web-export') expect(dtypes, id).toContain(dtype);
    expect(needs.f16, id).toBe(dtype.endsWith('f16'));
  }
});

test('a model without a web export is refused with the command that makes one', () => {
  expect(() => resolveModel('qwen2.5-7b-instruct', models, 'auto')).toThrow(
    expect.objectContaining({
      code: 'no-web-export',
      hint: expect.stringContaining('onnxruntime_genai.models.builder -m Qwen/Qwen2.5-7B-Instruct') as string,
    }) as Error,
  );
});

test('a catalogue that cannot be fetched says what that means and what to do', async () => {
  await expect(fetchCatalogue(() => Promise.reject(new TypeError('Failed to fetch')))).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('models.json') as string,
    hint: expect.stringMatching(/no model is known.*open the lab anew/) as string,
  });
  vi.unstubAllGlobals();
});
