/** What is shipped: one ONNX Runtime, and nothing that would be fetched from elsewhere. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const assets = readdirSync('dist/assets');
const code = assets.filter((name) => /\.m?js$/.test(name)).map((name) => ({ name, text: readFileSync(`dist/assets/${name}`, 'utf8') }));

test('one ORT frontend, its three binaries, and no other build', () => {
  expect(
    assets
      .filter((name) => name.endsWith('.wasm'))
      .map((name) => name.replace(/-[\w-]{8}\.wasm$/, ''))
      .sort(),
  ).toEqual(['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.asyncify', 'ort-wasm-simd-threaded.jspi']);
  // A string that each copy of the frontend holds once.
  const copies = code.flatMap(({ text }) => text.match(/cannot run inference\. invalid session id/g) ?? []);
  expect(copies).toHaveLength(1);
});

test('the page itself holds no runtime and no tokenizer', () => {
  const text = (start: string) =>
    code
      .filter(({ name }) => name.startsWith(start))
      .map((file) => file.text)
      .join('\n');
  // One word of each library, which the worker must hold if the page may lack it.
  for (const word of ['InferenceSession', '_compiled_template_cache']) {
    expect(text('model.worker-')).toContain(word);
    expect(code.filter((file) => !/worker-|^ort-/.test(file.name) && file.text.includes(word)).map(({ name }) => name)).toEqual([]);
  }
});

test('licences.txt lies beside the page', () => {
  const text = readFileSync('dist/licences.txt', 'utf8');
  for (const name of ['onnxruntime-web', 'react', '@huggingface/transformers']) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
});
