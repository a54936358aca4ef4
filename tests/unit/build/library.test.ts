/** The package of src/graph, as npm packs it: its files, its exports, and its types in a stranger's program. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examples, PACKAGE, packed, type Packed } from '../../packed';

let given: Packed;
let folder: string;
beforeAll(() => {
  given = packed();
  folder = path.join(given.root, 'node_modules', PACKAGE);
});
afterAll(() => given.remove());
const text = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

test('it holds code, types, README and licence, and names what it needs', () => {
  expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'README.md', 'index.d.ts', 'index.js', 'package.json']);
  const own = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; dependencies: Record<string, string> };
  expect(JSON.parse(text('package.json'))).toMatchObject({
    version: own.version,
    license: 'MIT',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: { '@bufbuild/protobuf': `^${own.dependencies['@bufbuild/protobuf']}` },
  });
  expect([...text('index.js').matchAll(/^import .* from "(.*)";$/gm)].map(([, from]) => from)).toEqual(['@bufbuild/protobuf/wire']);
  expect(text('LICENSE')).toContain('MIT License');
});

test('its exports are those that its README names', async () => {
  const names = Object.keys((await import(/* @vite-ignore */ path.join(folder, 'index.js'))) as object).sort();
  expect(names).toEqual(['GraphError', 'feeds', 'inspect', 'instrument', 'widen']);
  const listed = /## What it exports\n([\s\S]*?)\n\|/.exec(text('README.md'))![1]!;
  expect([...listed.matchAll(/^- `(\w+)/gm)].map(([, name]) => name).sort()).toEqual(names);
});

test('its example has twenty lines', () => {
  expect(
    examples(text('README.md'))[0]
      .split('\n')
      .filter((line) => line.trim() !== '').length,
  ).toBeLessThanOrEqual(21);
});

/** What a stranger may write, beside what must not compile. */
const CONSUMER = `
import * as ort from 'onnxruntime-web';
import { feeds, GraphError, inspect, instrument, widen, type Instrumented, type Place } from '${PACKAGE}';
export async function states(onnx: Uint8Array, ids: number[], config: Record<string, unknown>): Promise<Float32Array | string> {
  const found = inspect(onnx, { config });
  if (!found.understood) return [found.code satisfies GraphError['code'], found.reason, found.hint].join(' ');
  const graph: Instrumented = instrument(onnx, { file: 'model.onnx', config, device: 'wasm' });
  const wide = widen(graph, new Map([['model.onnx', onnx]]));
  const session = await ort.InferenceSession.create(wide.bytes, { externalData: [...wide.files].map(([path, data]) => ({ path, data })) });
  const inputs: Record<string, ort.Tensor> = {};
  for (const [name, { type, data, dims }] of Object.entries(feeds(graph, [ids], { pool: 'mean', logitsAt: [0] })))
    inputs[name] = new ort.Tensor(type, data, dims);
  const [first]: readonly Place[] = graph.inputs;
  return first?.added ? first.meaning : ((await session.run(inputs)).hook_resid_post!.data as Float32Array);
}
// @ts-expect-error no such device
instrument(new Uint8Array(), { device: 'npu' });
// @ts-expect-error what was found is known only of a graph that was understood
inspect(new Uint8Array()).blocks;
// @ts-expect-error ids are rows
feeds(instrument(new Uint8Array()), [1, 2]);
`;

test('its types compile in a strict program, themselves looked at', () => {
  const [at, modules] = [path.join(given.root, 'consumer'), path.join(given.root, 'node_modules')];
  mkdirSync(at);
  for (const name of ['onnxruntime-web', 'onnxruntime-common'])
    symlinkSync(path.resolve('node_modules', name), path.join(modules, name), 'dir');
  writeFileSync(path.join(at, 'consumer.ts'), CONSUMER);
  const options = { target: 'es2022', module: 'nodenext', strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [] };
  writeFileSync(path.join(at, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...options, lib: ['es2022', 'dom'] } }));
  const { stdout } = spawnSync(process.execPath, [path.resolve('node_modules/typescript/bin/tsc'), '-p', at], { encoding: 'utf8' });
  expect(stdout).toBe('');
});
