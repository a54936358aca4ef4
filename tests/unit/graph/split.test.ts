/** Weight files longer than a runtime can address, as pieces. */
import { expect, test } from 'vitest';
import { GraphError } from '../../../src/graph/error';
import { instrument } from '../../../src/graph/instrument';
import { readModel } from '../../../src/graph/onnx';
import { splitFiles } from '../../../src/graph/split';
import { externalTensor, UINT8 } from '../../../src/graph/tensor';
import { bigGraph, LLAMA_8B, QWEN_7B } from './big';
import { fixture, Lab, session } from './fixture';
import { tinyDecoder } from './synthetic';

test.each(['tiny-llama-builder model_q4.onnx', 'tiny-llama-optimum model.onnx'])('%s in pieces computes the same', async (name) => {
  const [folder, file] = name.split(' ') as [string, string];
  const fx = fixture(folder);
  const files = fx.files(file);
  const { bytes, info } = instrument(fx.onnx(file), { file });
  const split = splitFiles(bytes, 40_000)!;
  expect(split.pieces.length).toBeGreaterThan(3);
  const pieces = new Map(
    split.pieces.map(({ location, of, from, bytes: length }) => [location, files.get(of)!.slice(from, from + length)]),
  );
  const whole = await Lab.open(fx.onnx(file), file, files);
  const parts = await Lab.of(await session(split.bytes, pieces), info, split.bytes);
  const ids = [fx.golden.input_ids];
  const [a, b] = [await whole.run(ids), await parts.run(ids)];
  expect(b.logits).toEqual(a.logits);
  expect(b.resid).toEqual(a.resid);
});

test.each([
  ['7B', QWEN_7B],
  ['8B', LLAMA_8B],
])('the one file of a %s model becomes pieces that a runtime can address, every weight whole in one', (_, shape) => {
  const { onnx, data, dataBytes } = bigGraph(shape);
  const { bytes } = instrument(onnx, { file: 'model.onnx' });
  const { bytes: edited, pieces } = splitFiles(bytes)!;
  expect(dataBytes).toBeGreaterThan(2 ** 32);
  expect(pieces.every((piece) => piece.of === data && piece.bytes <= 2 ** 31 && piece.from + piece.bytes <= dataBytes)).toBe(true);
  const before = new Map(readModel(bytes).graph.initializers.map((t) => [t.name, t.storage]));
  for (const { name, storage } of readModel(edited).graph.initializers) {
    const old = before.get(name)!;
    if (storage.kind !== 'external' || old.kind !== 'external') continue;
    const piece = pieces.find(({ location }) => location === storage.location)!;
    expect([piece.from + storage.offset, storage.length]).toEqual([old.offset, old.length]);
    expect(storage.offset + storage.length).toBeLessThanOrEqual(piece.bytes);
  }
});

test('files that are short enough stay as they are', () => {
  expect(splitFiles(instrument(fixture('tiny-llama-builder').onnx('model.onnx'), { file: 'model.onnx' }).bytes)).toBeNull();
});

test('a weight that no runtime can address is refused', () => {
  const tensor = externalTensor('huge', UINT8, [2 ** 32], 'model.data', 0, 2 ** 32);
  const graph = tinyDecoder({ graph: { initializers: [tensor] } });
  expect(() => splitFiles(graph)).toThrow(expect.objectContaining({ name: GraphError.name, code: 'graph-bad-size' }) as Error);
});
