/**
 * Attention in plain operators (src/graph/attention.ts) gives the numbers of the fused node: on every export at hand that has one, in both
 * forms of the graph, for a first run, for several tokens from a cache and for one. Of several rows it does what the fused node cannot.
 */
import { afterAll, describe, expect, test, vi } from 'vitest';
import { fusedReason, leftFused, lowerAttention, LOWERED_FROM } from '../../../src/graph/attention';
import { rewire, writeModel, withoutAttributes, makeNode } from '../../../src/graph/build';
import { NO_BOUND } from '../../../src/graph/clamp';
import { instrument, type GraphInfo } from '../../../src/graph/instrument';
import { lower } from '../../../src/graph/lower';
import { attributeNames, readModel, type Node } from '../../../src/graph/onnx';
import { indices, type TokenIndex } from '../../../src/lab/indices';
import { relativeError, seeded } from './compare';
import { EXPORTS, filesOf, whole } from './exports';
import { bytes, carry, floats, Lab, ort, session } from './fixture';

vi.mock('../../../workers/device/runtime', () => ({ ort }));
const { integerFeeds } = await import('../../../workers/pass/integer-feeds');

const ROOT = new URL('../../fixtures/', import.meta.url).pathname;
const ATTENTION = ['GroupQueryAttention', 'MultiHeadAttention'];
const ops = (onnx: Uint8Array): string[] => readModel(onnx).graph.nodes.map(({ op }) => op);
const FUSED = EXPORTS.filter(({ folder, file }) => ops(bytes(`${ROOT}${folder}/onnx/${file}`)).some((op) => ATTENTION.includes(op)));

/** The instrumented graph of an export as the processor runs it, fused, and the same lowered from `from` new tokens on. */
function made(folder: string, file: string, o: { clamps?: boolean; from?: number } = {}) {
  const { bytes: instrumented, info } = instrument(whole(folder, file), { file, clamps: o.clamps ?? false });
  const fused = lower(instrumented, 'wasm') ?? instrumented;
  const files = filesOf(folder, file, info);
  return { fused, lowered: lowerAttention(fused, info, o.from ?? 0), info, files };
}

/** A longer text than any window of the fixtures; its rest from the cache, then one token. */
const [FIRST, MORE] = [60, 15];
const random = seeded(5);
const TEXT = Array.from({ length: FIRST + MORE + 1 }, () => 3 + Math.floor(random() * 120));

/** Directions and bounds that hold every block's stream, in the second form. */
function edits({ layers, width }: GraphInfo): Record<string, ort.Tensor> {
  const directions = Float32Array.from({ length: layers * width }, () => Math.sqrt(1 / width));
  return {
    edit_directions: new ort.Tensor('float32', directions, [layers, 1, 1, width]),
    edit_low: new ort.Tensor('float32', new Float32Array(layers).fill(-NO_BOUND), [layers, 1, 1]),
    edit_high: new ort.Tensor('float32', new Float32Array(layers).fill(0.05), [layers, 1, 1]),
  };
}

describe.each(FUSED)('$folder $file', ({ folder, file }) => {
  test.each([
    ['first form', false],
    ['form for edits', true],
  ])('%s: logits, residuals and cache of the fused graph', async (_, clamps) => {
    const { fused, lowered, info, files } = made(folder, file, { clamps });
    const left = leftFused(fused, info);
    const stays = folder.includes('gptoss') ? 'it has head_sink' : info.kvType === 'float16' ? '16 bits' : null;
    if (stays) {
      expect(lowered).toBeNull();
      expect(left.length).toBeGreaterThan(0);
      expect(left.filter(({ reason }) => !reason.includes(stays))).toEqual([]);
      return;
    }
    expect(left).toEqual([]);
    expect(ops(lowered!).filter((op) => ATTENTION.includes(op))).toEqual([]);
    const [a, b] = [await Lab.of(await session(fused, files), info, fused), await Lab.of(await session(lowered!, files), info, lowered!)];
    const steer = a.steer(
      1,
      Float32Array.from({ length: info.width }, (_v, i) => Math.cos(i)),
    );
    let past: [Record<string, ort.Tensor>?, Record<string, ort.Tensor>?] = [];
    // The mask that the builder writes beside MultiHeadAttention takes several tokens without a cache alone.
    const runs = folder === 'tiny-mha-builder' ? [FIRST, FIRST + 1] : [FIRST, FIRST + MORE, FIRST + MORE + 1];
    for (const [i, to] of runs.entries()) {
      const from = runs[i - 1] ?? 0;
      const ids = TEXT.slice(from, to);
      const keep = indices<TokenIndex>(ids.length);
      const all = { keep, steer, more: { ...integerFeeds(info, [ids], from, keep), ...(clamps && edits(info)) } };
      const [wanted, got] = [
        await a.run([ids], { ...all, ...(past[0] && { past: past[0] }) }),
        await b.run([ids], { ...all, ...(past[1] && { past: past[1] }) }),
      ];
      expect(relativeError(got.logits, wanted.logits)).toBeLessThan(1e-4);
      expect(relativeError(got.resid, wanted.resid)).toBeLessThan(1e-4);
      past = [carry(info, wanted.cache), carry(info, got.cache)];
      for (const { present } of info.cache)
        expect(relativeError(floats(got.cache, present), floats(wanted.cache, present)), present).toBeLessThan(1e-4);
    }
    await Promise.all([a.close(), b.close()]);
  });
});

test('what stays fused is said in one line', () => {
  const sink = made('tiny-18-gptoss-builder', 'model.onnx');
  expect(fusedReason(sink.fused, sink.info)).toBe(
    'The attention of 4 blocks stays one slow operator (it has head_sink): long prompts take longer.',
  );
  // Norms of heads and caches as long as a window: lower.ts takes both out before.
  for (const [folder, file] of [
    ['tiny-18-qwen3hd-builder', 'model_q4.onnx'],
    ['tiny-18-gemma2-builder', 'model.onnx'],
  ] as const) {
    const { bytes: graph, info } = instrument(whole(folder, file), { file });
    expect(fusedReason(graph, info), folder).toBeNull();
  }
});

test('exports of every kind are among them', () => expect(FUSED.length).toBeGreaterThan(40));

test('a graph whose attention is written out already stays as it is', () => {
  for (const { folder, file } of EXPORTS.filter((one) => !FUSED.includes(one))) {
    const { bytes: graph, info } = instrument(whole(folder, file), { file });
    expect(lowerAttention(graph, info), folder).toBeNull();
    expect(leftFused(graph, info), folder).toEqual([]);
  }
});

describe('by the numbers of rows and new tokens', async () => {
  const { fused, lowered, info, files } = made('tiny-llama-builder', 'model.onnx', { from: LOWERED_FROM });
  const [a, b] = [await Lab.of(await session(fused, files), info, fused), await Lab.of(await session(lowered!, files), info, lowered!)];
  afterAll(() => Promise.all([a.close(), b.close()]));
  const run = async (lab: Lab, rows: number[][], past?: Record<string, ort.Tensor>) => lab.run(rows, past && { past });

  test.each([1, 2, LOWERED_FROM - 1])('%i tokens: the fused node, to the bit', async (count) => {
    const [wanted, got] = [await run(a, [TEXT.slice(0, count)]), await run(b, [TEXT.slice(0, count)])];
    expect(got.logits).toEqual(wanted.logits);
    expect(got.resid).toEqual(wanted.resid);
  });

  test('from the threshold on plain operators, with the cache of either', async () => {
    const ids = TEXT.slice(0, LOWERED_FROM);
    const [wanted, got] = [await run(a, [ids]), await run(b, [ids])];
    expect(got.resid).not.toEqual(wanted.resid);
    expect(relativeError(got.resid, wanted.resid)).toBeLessThan(1e-5);
    const [after, other] = [await run(a, [[5]], carry(info, wanted.cache)), await run(b, [[5]], carry(info, got.cache))];
    expect(relativeError(other.logits, after.logits)).toBeLessThan(1e-5);
  });

  test('rows of a batch do not disturb each other', async () => {
    const rows = [TEXT.slice(0, 40), TEXT.slice(20, 60)];
    const both = await run(b, rows);
    for (const row of [0, 1]) {
      const alone = await run(b, [rows[row]!]);
      expect(relativeError(both.logits.slice(row * alone.logits.length, (row + 1) * alone.logits.length), alone.logits)).toBeLessThan(1e-5);
    }
  });

  test.each([2, 4, LOWERED_FROM - 1])('three rows go on from a cache with %i tokens each as each does alone', async (count) => {
    const rows = [0, 8, 16].map((at) => TEXT.slice(at, at + 20));
    const next = [30, 33, 36].map((at) => TEXT.slice(at, at + count));
    const together = await run(b, next, carry(info, (await run(b, rows)).cache));
    const size = together.logits.length / rows.length;
    for (const [row, ids] of rows.entries()) {
      const alone = await run(a, [next[row]!], carry(info, (await run(a, [ids])).cache));
      expect(alone.logits).toHaveLength(size);
      expect(relativeError(together.logits.slice(row * size, (row + 1) * size), alone.logits)).toBeLessThan(1e-5);
    }
    await expect(run(a, next, carry(info, (await run(a, rows)).cache))).rejects.toThrow();
  });

  test('a decode step of several rows: the fused node, to the bit', async () => {
    const past = carry(info, (await run(a, [TEXT.slice(0, 20), TEXT.slice(20, 40)])).cache);
    const [wanted, got] = [await run(a, [[5], [6]], past), await run(b, [[5], [6]], past)];
    expect(got.logits).toEqual(wanted.logits);
    expect(got.resid).toEqual(wanted.resid);
  });

  test('Infinity: nothing is rewritten', () => expect(lowerAttention(fused, info, Infinity)).toBeNull());
});

describe('what is not understood stays one node, by name', () => {
  const { fused, info } = made('tiny-llama-builder', 'model.onnx');
  /** The graph with its second attention changed. */
  const changed = (change: (node: Node) => Node): Uint8Array => {
    const model = readModel(fused);
    const second = model.graph.nodes.filter(({ op }) => op === 'GroupQueryAttention')[1];
    return writeModel(model, { ...model.graph, nodes: model.graph.nodes.map((node) => (node === second ? change(node) : node)) });
  };
  const attributed = (node: Node, name: string, value: number | string): Node => {
    const { rest } = makeNode('x', [], 'y', { [name]: value });
    const bare = withoutAttributes(node, [name]);
    return rewire({ ...bare, rest: [...bare.rest, ...rest.filter(({ no }) => no === 5)] }, node.inputs);
  };
  const input = (node: Node, at: number): Node =>
    rewire(
      node,
      Array.from({ length: Math.max(at + 1, node.inputs.length) }, (_, i) => (i === at ? 'seqlens' : (node.inputs[i] ?? ''))),
    );

  test.each<[string, (node: Node) => Node, string]>([
    ['an attention bias', (node) => input(node, 10), 'it has attention_bias'],
    ['a sink', (node) => input(node, 11), 'it has head_sink'],
    ['norms of heads, which lower.ts puts in front', (node) => input(node, 14), 'it has q_norm_weight'],
    ['an input of a later version', (node) => input(node, 16), 'it has input 16'],
    ['a smooth softmax', (node) => attributed(node, 'smooth_softmax', 1), 'it has smooth_softmax'],
    ['an attribute of a later version', (node) => attributed(node, 'is_causal', 1), 'its is_causal is not known here'],
    ['a quantised cache', (node) => attributed(node, 'k_quant_type', 'PER_TENSOR'), 'its cache is quantised (k_quant_type)'],
    [
      'a cache that is none of the graph',
      (node) => rewire(node, node.inputs.map((name, i) => (i === 3 ? node.inputs[0]! : name))), // prettier-ignore
      'its keys and values are no cache of the graph',
    ],
    ['fewer heads than the cache has', (node) => attributed(node, 'kv_num_heads', 3), '4 heads over 3 do not fit'],
    ['angles of no stated width', (node) => rewire(node, node.inputs.map((name, i) => (i === 7 || i === 8 ? 'nowhere' : name))), 'rotates'], // prettier-ignore
  ])('%s', (_, change, reason) => {
    const graph = changed(change);
    const left = leftFused(graph, info);
    expect(left).toEqual([{ node: expect.stringContaining('layers.1') as string, reason: expect.stringContaining(reason) as string }]);
    const lowered = readModel(lowerAttention(graph, info)!).graph.nodes;
    expect(lowered.filter(({ op }) => op === 'GroupQueryAttention')).toHaveLength(1);
    expect(lowered.filter(({ op, outputs }) => op === 'If' && outputs.length === 3)).toHaveLength(3);
    expect(attributeNames(lowered.find(({ op }) => op === 'If')!)).toEqual(['then_branch', 'else_branch']);
  });
});
