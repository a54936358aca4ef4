/**
 * An embedding and a decoder in two graphs are one model once joined. Real ones are read in tests/unit/workers/gold.test.ts
 * (tiny-18-*-split).
 */
import { describe, expect, test } from 'vitest';
import { makeValueInfo, writeModel } from '../../../src/graph/build';
import { GraphError } from '../../../src/graph/error';
import { instrument } from '../../../src/graph/instrument';
import { join, takesEmbeds } from '../../../src/graph/join';
import { readModel, type Graph } from '../../../src/graph/onnx';
import { FLOAT16, FLOAT32, INT64 } from '../../../src/graph/tensor';
import { floats, plainFeeds, session } from './fixture';
import { float32, modelBytes, node, tinyDecoder } from './synthetic';

const IDS = [1, 5, 2, 7];

/** The tiny decoder cut behind its embedding: [embedding, decoder]. */
function cut(change: { embed?: Partial<Graph>; opset?: number; type?: number } = {}): [Uint8Array, Uint8Array] {
  const { graph } = readModel(tinyDecoder());
  const embedding = modelBytes(
    {
      nodes: [node('Gather', ['table', 'input_ids'], 'inputs_embeds')],
      initializers: graph.initializers.filter((t) => t.name === 'table'),
      inputs: [makeValueInfo('input_ids', INT64, ['b', 's'])],
      outputs: [makeValueInfo('inputs_embeds', FLOAT32, ['b', 's', 4])],
      ...change.embed,
    },
    change.opset,
  );
  const decoder = tinyDecoder({
    replace: ([, mul, ...blocks]) => [
      ...(change.type === FLOAT16 ? [node('Cast', ['inputs_embeds'], 'wide', { to: FLOAT32 })] : []),
      node('Mul', [change.type === FLOAT16 ? 'wide' : 'inputs_embeds', mul!.inputs[1]!], 'x0'),
      ...blocks,
    ],
    graph: {
      // A name that both graphs have, and neither shares.
      initializers: graph.initializers.map((t) => (t.name === 'table' ? float32('table', [2, 2], () => 9) : t)),
      inputs: [
        makeValueInfo('inputs_embeds', change.type ?? FLOAT32, ['b', 's', 4]),
        ...graph.inputs.filter((i) => i.name !== 'input_ids'),
      ],
    },
  });
  return [embedding, decoder];
}

async function logits(onnx: Uint8Array): Promise<Float32Array> {
  const { info } = instrument(onnx, { file: 'model.onnx' });
  const run = await session(onnx, new Map());
  return floats(await run.run(plainFeeds(info, [IDS])), 'logits');
}

test('an embedding joined to its decoder computes what the whole did, though they share names', async () => {
  const [embedding, decoder] = cut();
  expect([takesEmbeds(decoder), takesEmbeds(tinyDecoder())]).toEqual([true, false]);
  const whole = join(decoder, embedding);
  expect(instrument(whole, { file: 'model.onnx' }).info).toMatchObject({ layers: 2, width: 4 });
  expect(await logits(whole)).toEqual(await logits(tinyDecoder()));
});

test('an embedding of another operator set, and of another type than the decoder takes', async () => {
  const [embedding, decoder] = cut({ opset: 15, type: FLOAT16 });
  const got = await logits(join(decoder, embedding));
  const wanted = await logits(tinyDecoder());
  got.forEach((x, i) => expect(x).toBeCloseTo(wanted[i]!, 2));
});

describe('refused', () => {
  const refusal = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof GraphError) return `${error.code}: ${error.message} ${error.hint}`;
      throw error;
    }
    return 'taken';
  };
  test('an embedding that makes something else', () => {
    const [embedding, decoder] = cut({ embed: { outputs: [makeValueInfo('image_features', FLOAT32, [])] } });
    expect(refusal(() => join(decoder, embedding))).toMatch(
      /looked for an output inputs_embeds of the embedding’s graph; its outputs are image_features/,
    );
  });
  test('operators that may differ between operator sets', () => {
    const [embedding, decoder] = cut({
      opset: 15,
      embed: { nodes: [node('Gather', ['table', 'input_ids'], 'x'), node('Hardmax', ['x'], 'inputs_embeds')] },
    });
    expect(refusal(() => join(decoder, embedding))).toMatch(/operator set 15 of '', the decoder’s 18, and Hardmax may differ/);
  });
  test('a decoder alone, by its reason', () => {
    expect(refusal(() => instrument(cut()[1], { file: 'm.onnx' }))).toMatch(
      /takes embeddings \(inputs_embeds\) instead of tokens, and the graph that makes them \(embed_tokens\) is not beside it.*onnx\/embed_tokens/,
    );
  });
  test('a decoder whose blocks take embeddings of their own (Gemma 3n, small Gemma 4), with and without the graph that makes them', () => {
    const [embedding, decoder] = cut({
      embed: {
        outputs: [makeValueInfo('inputs_embeds', FLOAT32, ['b', 's', 4]), makeValueInfo('per_layer_inputs', FLOAT32, ['b', 's', 2, 4])],
      },
    });
    const model = readModel(decoder);
    const more = writeModel(model, {
      ...model.graph,
      inputs: [...model.graph.inputs, makeValueInfo('per_layer_inputs', FLOAT32, ['b', 's', 2, 4])],
    });
    const reason = /an embedding of their own beside the stream \(per_layer_inputs\).*four streams.*AltUp.*no one residual stream/;
    expect(refusal(() => takesEmbeds(more))).toMatch(reason);
    expect(refusal(() => instrument(more, { file: 'm.onnx' }))).toMatch(reason);
    expect(refusal(() => join(more, embedding))).toMatch(reason);
  });
  test('an input of the embedding that nobody can feed', () => {
    const [embedding, decoder] = cut({
      embed: { inputs: [makeValueInfo('input_ids', INT64, ['b', 's']), makeValueInfo('image_features', FLOAT32, ['n', 4])] },
    });
    expect(refusal(() => instrument(join(decoder, embedding), { file: 'm.onnx' }))).toMatch(/takes pictures or sound beside the text/);
  });
  test('bytes that are no graph', () => {
    expect(refusal(() => join(cut()[1], Uint8Array.of(1, 2, 3)))).toMatch(/^graph-/);
  });
});

test('writing back keeps the decoder’s own fields', () => {
  const [embedding, decoder] = cut();
  const model = readModel(join(decoder, embedding));
  expect(Buffer.compare(writeModel(model), join(decoder, embedding))).toBe(0);
  expect([...model.opsets]).toEqual([...readModel(decoder).opsets]);
});
