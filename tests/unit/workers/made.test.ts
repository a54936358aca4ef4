/** What a load makes of a graph is made once: the next one takes it from the disk, and comes to the same. */
import { expect, test, vi } from 'vitest';
import type { MadeGraph } from '../../../src/storage/loads';
import { Made } from '../../../workers/model/made';
import { mount } from '../../../workers/model/mount';
import { readFileSync } from 'node:fs';
import { instrument } from '../../../src/graph/instrument';

const ROOT = 'tests/fixtures/tiny-llama-builder/onnx';
const onnx = new Uint8Array(readFileSync(`${ROOT}/model_q4.onnx`));
const blobs = new Map([['model_q4.onnx_data', new Blob([readFileSync(`${ROOT}/model_q4.onnx_data`)])]]);

function disk() {
  const kept = new Map<string, MadeGraph>();
  return {
    kept,
    find: (name: string) => Promise.resolve(structuredClone(kept.get(name))),
    keep: (name: string, record: MadeGraph) => Promise.resolve(void kept.set(name, structuredClone(record))),
  };
}

test('a step is made once, and kept for the next load of the same graph by the same program', async () => {
  const here = disk();
  const make = vi.fn(() => ({ bytes: new Uint8Array([1, 2]) }));
  const first = await Made.of(onnx, { blocks: 4 }, 'worker-1.js', here);
  expect([first.step('a', make), first.step('a', make)]).toEqual([{ bytes: new Uint8Array([1, 2]) }, { bytes: new Uint8Array([1, 2]) }]);
  await first.keep();
  const second = await Made.of(onnx, { blocks: 4 }, 'worker-1.js', here);
  expect(second.step('a', make)).toEqual({ bytes: new Uint8Array([1, 2]) });
  expect(make).toHaveBeenCalledTimes(1);
  for (const [graph, hints, program] of [
    [onnx.slice(1), { blocks: 4 }, 'worker-1.js'],
    [onnx, { blocks: 5 }, 'worker-1.js'],
    [onnx, { blocks: 4 }, 'worker-2.js'],
    [onnx, { blocks: 4 }, null],
  ] as const)
    (await Made.of(graph, hints, program, here)).step('a', make);
  expect(make).toHaveBeenCalledTimes(5);
});

test('a step that fails is not kept; a disk that refuses costs the steps alone', async () => {
  const here = disk();
  const made = await Made.of(onnx, null, 'worker-1.js', here);
  expect(() => made.step('a', () => JSON.parse('{') as unknown)).toThrow(SyntaxError);
  await made.keep();
  expect(here.kept.size).toBe(0);
  const refusing = { find: () => Promise.reject(new Error('refused')), keep: () => Promise.reject(new Error('refused')) };
  const without = await Made.of(onnx, null, 'worker-1.js', refusing);
  expect(without.step('a', () => 3)).toBe(3);
  await without.keep();
});

test.each([true, false])('a graph mounted from what was kept, widened %s, is the same to the byte', async (widen) => {
  const here = disk();
  const { bytes, info } = instrument(onnx, { file: 'model_q4.onnx' });
  const mounted = async () => {
    const made = await Made.of(onnx, null, 'worker-1.js', here);
    const all = await mount(bytes, blobs, { info, device: 'wasm', widen, made });
    await made.keep();
    const files = await Promise.all(
      [...all.files].map(async ([name, file]) => [name, new Uint8Array(await new Blob([file as BlobPart]).arrayBuffer())]),
    );
    return { ...all, files };
  };
  const [first, second] = [await mounted(), await mounted()];
  expect(here.kept.size).toBe(1);
  expect(second.bytes).toEqual(first.bytes);
  expect(second).toEqual(first);
  expect(first.files.length).toBeGreaterThan(0);
});
