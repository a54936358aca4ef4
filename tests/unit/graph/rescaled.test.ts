/**
 * Decoders that norm their stream after every sum, or scale it behind every block, have no stream that only adds up: refused by that,
 * however it is written.
 */
import { describe, expect, test } from 'vitest';
import { instrument } from '../../../src/graph/instrument';
import { readModel, type Node } from '../../../src/graph/onnx';
import { INT64 } from '../../../src/graph/tensor';
import { bytes, fixture } from './fixture';
import { float32, node, rawTensor, tinyDecoder } from './synthetic';

const REASON = /norms its stream after every sum \(post-norm: .* adds to the normed stream\).*no residual stream that adds up/;
const { initializers } = readModel(tinyDecoder()).graph;
const more = [
  float32('gain', [4], (i) => 1 + i / 10),
  float32('bias', [4], (i) => i / 10),
  float32('epsilon', [], () => 1e-5),
  float32('two', [], () => 2),
  rawTensor('last', INT64, [1], new Uint8Array(BigInt64Array.of(-1n).buffer)),
];

/** The tiny decoder, every sum of it named `s:raw` and made into `s` by `norm`. */
const after = (norm: (raw: string, out: string) => Node[]) =>
  tinyDecoder({
    replace: (nodes) =>
      nodes.flatMap((n) =>
        /^(mid\d|x[12])$/.test(n.outputs[0] ?? '')
          ? [node(n.op, n.inputs, `${n.outputs[0]}:raw`), ...norm(`${n.outputs[0]}:raw`, n.outputs[0]!)]
          : [n],
      ),
    graph: { initializers: [...initializers, ...more] },
  });
const refusal = (onnx: Uint8Array) => {
  try {
    instrument(onnx, { file: 'model.onnx' });
  } catch (error) {
    return (error as Error).message;
  }
  return 'understood';
};

test('OPT-350m, with its projection behind the embedding', () => {
  expect(refusal(bytes(`${new URL('../../fixtures', import.meta.url).pathname}/tiny-18-opt350-optimum/onnx/model.onnx`))).toMatch(REASON);
});

describe('a norm after every sum', () => {
  test.each<[string, (raw: string, out: string) => Node[]]>([
    ['in one operator', (raw, out) => [node('LayerNormalization', [raw, 'gain', 'bias'], out)]],
    [
      'cast on the way',
      (raw, out) => [node('LayerNormalization', [raw, 'gain', 'bias'], `${raw}n`), node('Cast', [`${raw}n`], out, { to: 1 })],
    ],
    [
      'written out with its mean',
      (raw, out) => [
        node('ReduceMean', [raw, 'last'], `${raw}m`),
        node('Sub', [raw, `${raw}m`], `${raw}c`),
        node('Pow', [`${raw}c`, 'two'], `${raw}p`),
        node('ReduceMean', [`${raw}p`, 'last'], `${raw}v`),
        node('Add', [`${raw}v`, 'epsilon'], `${raw}e`),
        node('Sqrt', [`${raw}e`], `${raw}s`),
        node('Div', [`${raw}c`, `${raw}s`], `${raw}d`),
        node('Mul', [`${raw}d`, 'gain'], `${raw}g`),
        node('Add', ['bias', `${raw}g`], out),
      ],
    ],
    [
      'written out as a root mean square',
      (raw, out) => [
        node('Pow', [raw, 'two'], `${raw}p`),
        node('ReduceMean', [`${raw}p`, 'last'], `${raw}v`),
        node('Sqrt', [`${raw}v`], `${raw}s`),
        node('Reciprocal', [`${raw}s`], `${raw}r`),
        node('Mul', [`${raw}r`, raw], `${raw}d`),
        node('Mul', ['gain', `${raw}d`], out),
      ],
    ],
  ])('%s', (_, norm) => {
    expect(refusal(after(norm))).toMatch(REASON);
  });

  test('fused with the sum', () => {
    const fused = tinyDecoder({
      replace: (nodes) =>
        nodes.map((n) =>
          /^(mid\d|x[12])$/.test(n.outputs[0] ?? '')
            ? node('SkipLayerNormalization', [...n.inputs, 'gain', 'bias'], n.outputs[0]!, {}, 'com.microsoft')
            : n,
        ),
      graph: { initializers: [...initializers, ...more] },
    });
    expect(refusal(fused)).toMatch(REASON);
  });
});

describe('a number behind every block (Gemma 4)', () => {
  const SCALED = /multiplies its stream with a number behind its blocks \(.* adds to the scaled stream\)/;
  test('on the sum', () => {
    const scaled = tinyDecoder({
      replace: (nodes) =>
        nodes.flatMap((n) => (n.outputs[0] === 'x1' ? [node('Add', n.inputs, 'x1:raw'), node('Mul', ['x1:raw', 'scale'], 'x1')] : [n])),
    });
    expect(refusal(scaled)).toMatch(SCALED);
  });
  test('on both of its sides, as the builder writes it', () => {
    const sides = tinyDecoder({
      replace: (nodes) =>
        nodes.flatMap((n) =>
          n.outputs[0] === 'x1'
            ? [
                ...n.inputs.map((side) => node('Mul', [side, 'scale'], `${side}:scaled`)),
                node(
                  'Add',
                  n.inputs.map((side) => `${side}:scaled`),
                  'x1',
                ),
              ]
            : [n],
        ),
    });
    expect(refusal(sides)).toMatch(SCALED);
  });
});

test('norms before what a block reads, and the last one, are none', () => {
  for (const folder of ['tiny-phi2-optimum', 'tiny-gemma3-optimum', 'tiny-gemma3-builder'])
    expect(refusal(fixture(folder).onnx('model.onnx'))).toBe('understood');
});
