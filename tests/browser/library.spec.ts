/**
 * The package of src/graph in a page that has nothing of the lab: plain HTML, an import map, ONNX Runtime as npm has it, and the examples
 * of the package's README as they stand there, but for the tokens and the push, which are those of the model's golden numbers.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { answerFrom } from '../../serve.mjs';
import { examples, PACKAGE, packed } from '../packed';
import { relativeError } from '../unit/graph/compare';
import { expect, fixture, readJson, test } from './fixtures';

const MODEL = 'tiny-llama-optimum';
const PAGE = `<!doctype html>
<meta charset="utf-8" />
<link rel="icon" href="data:," />
<title>A page of one's own</title>
<script type="importmap">
  {
    "imports": {
      "onnxruntime-web/wasm": "./node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs",
      "@bufbuild/protobuf/wire": "./node_modules/@bufbuild/protobuf/dist/esm/wire/index.js",
      "${PACKAGE}": "./node_modules/${PACKAGE}/index.js"
    }
  }
</script>
<script type="module" src="example.js"></script>
`;

interface Entry {
  offset: number;
  shape: number[];
}
const golden = readJson<{ input_ids: number[]; steer_layer: number; steer: number[]; torch: Record<string, Entry> }>(
  `${MODEL}/golden.json`,
);
const floats = readFileSync(fixture(`${MODEL}/golden.f32`));
const reference = (key: string): Float32Array => {
  const { offset, shape } = golden.torch[key]!;
  return new Float32Array(
    floats.buffer.slice(floats.byteOffset + offset, floats.byteOffset + offset + 4 * shape.reduce((a, b) => a * b, 1)),
  );
};

/** The README's examples, one after the other, with these tokens and this push; what it found is left where the test can read it. */
function example(readme: string): string {
  const [text, goOn] = examples(readme);
  const put = (from: RegExp, to: string, into: string): string => {
    expect(into).toMatch(from);
    return into.replace(from, to);
  };
  const withIds = put(/const ids = \[.*?\];/, `const ids = ${JSON.stringify(golden.input_ids)};`, text);
  const withPush = put(
    /steer\.fill\(.*?\);/,
    `const zero = await run(ids, { steer });\nsteer.set(${JSON.stringify(golden.steer)}, 1 * graph.width);`,
    withIds,
  );
  return `${withPush}
${goOn}
const whole = await run([...ids, next]);
const numbers = (tensor) => Array.from(tensor.data);
window.seen = {
  found: { blocks: found.blocks, width: found.width, vocabulary: found.vocabulary },
  dims: states.dims, states: numbers(states), logits: numbers(logits), zero: numbers(zero.logits), pushed: numbers(pushed.logits),
  next, goneOn: numbers(output.logits), whole: numbers(whole.logits),
};`;
}

test('a page without the lab reads hidden states and pushes, by the README’s examples', async ({ page }) => {
  expect(golden.steer_layer).toBe(1);
  const { root, remove } = packed();
  const server = createServer(answerFrom(root));
  try {
    for (const name of ['ort.wasm.bundle.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'])
      cpSync(path.join('node_modules/onnxruntime-web/dist', name), path.join(root, 'node_modules/onnxruntime-web/dist', name));
    cpSync(fixture(`${MODEL}/`), path.join(root, 'model'), { recursive: true });
    writeFileSync(path.join(root, 'example.js'), example(readFileSync(path.join(root, 'node_modules', PACKAGE, 'README.md'), 'utf8')));
    writeFileSync(path.join(root, 'index.html'), PAGE);
    await new Promise<void>((done) => server.listen(0, 'localhost', done));
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'seen' in globalThis);
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);

    expect(seen.found).toEqual({ blocks: 4, width: 64, vocabulary: 512 });
    expect(seen.dims).toEqual([4, 1, golden.input_ids.length, 64]);
    expect(relativeError(Float32Array.from(seen.states), reference('resid_post'))).toBeLessThan(1e-5);
    expect(relativeError(Float32Array.from(seen.logits), reference('logits_last'))).toBeLessThan(1e-5);
    expect(seen.zero).toEqual(seen.logits);
    expect(relativeError(Float32Array.from(seen.pushed), reference('logits_last_steered'))).toBeLessThan(1e-5);
    // Gone on from the cache as if all had been read at once.
    expect(seen.next).toBe(seen.logits.indexOf(Math.max(...seen.logits)));
    expect(relativeError(Float32Array.from(seen.goneOn), Float32Array.from(seen.whole))).toBeLessThan(1e-5);
  } finally {
    server.close();
    remove();
  }
});

interface Seen {
  found: { blocks: number; width: number; vocabulary: number };
  dims: number[];
  states: number[];
  logits: number[];
  zero: number[];
  pushed: number[];
  next: number;
  goneOn: number[];
  whole: number[];
}
