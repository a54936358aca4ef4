/**
 * What of a graph tells whether an exporter left something out of the model (`departures`): how its attention, norms, embedding and
 * experts are written.
 */
import { scalarsOf } from './constant';
import { floatAttribute, intAttribute, type Graph, type Node } from './onnx';
import { makers } from './uses';

/** What `departures` reads of a graph. */
export interface Traits {
  readonly ops: ReadonlySet<string>;
  /**
   * Of each fused attention: how many positions it looks back (−1: all), whether it caps its scores, and whether it is given a mask of
   * its own, which may hold a window.
   */
  readonly attention: readonly { readonly window: number; readonly capped: boolean; readonly masked: boolean }[];
  /** Softmaxes of attention written out in single operators, and how many of them are fed through a Tanh. */
  readonly softmaxes: number;
  readonly cappedSoftmaxes: number;
  /**
   * Of each attention, fused or written out: the constants that its scores are multiplied with and divided by, as one text. Alike where
   * the blocks scale alike.
   */
  readonly scales: readonly string[];
  /** What norms that are one operator add to the variance, each value once. */
  readonly epsilons: readonly number[];
  /** What the embedding of tokens is multiplied with, in float32; null where it is not, or by something else. */
  readonly embeddingScale: number | null;
  /** Experts whose tokens the graph picks out one expert at a time. */
  readonly experts: number;
}

/** Fused attention, and which of its inputs is a mask of scores. */
const FUSED = new Map([
  ['GroupQueryAttention', 10],
  ['MultiHeadAttention', 5],
  ['Attention', 5],
  ['PagedAttention', Infinity],
]);
/** Nodes to look at for one Softmax: exporters put a handful there, a hostile file would put them all. */
const FAR = 32;
const NORM = /^(Skip)?(Simplified)?LayerNormalization$/;
/** Between a soft-cap's Tanh and the Softmax: the cap's own factor, the mask, and what changes type or shape. */
const PASSES = new Set(['Mul', 'Add', 'Cast', 'Where', 'Reshape', 'Expand']);

/** Between a Softmax and the product of queries and keys that it is made of. */
const BEHIND = new Set([...PASSES, 'Div']);
/** Between that product and what makes queries and keys: exporters put factors on either. */
const BEFORE = new Set(['Transpose', 'Mul', 'Div', 'Sqrt', 'Cast']);

/** Reads a published graph. */
export function traitsOf(graph: Graph): Traits {
  const made = makers(graph);
  const scalar = scalarsOf(graph);
  const fused = graph.nodes.filter((node) => FUSED.has(node.op));
  const softmaxes = graph.nodes.filter((node) => node.op === 'Softmax');
  return {
    ops: new Set(graph.nodes.map((node) => node.op)),
    attention: fused.map((node) => ({
      window: intAttribute(node, 'local_window_size', -1),
      capped: floatAttribute(node, 'softcap', 0) > 0,
      masked: Boolean(node.inputs[FUSED.get(node.op) as number]),
    })),
    softmaxes: softmaxes.length,
    cappedSoftmaxes: softmaxes.filter((node) => followsTanh(node, made)).length,
    scales:
      fused.length > 0
        ? fused.map((node) => String(floatAttribute(node, 'scale', 0)))
        : softmaxes.map((node) => scaleOf(node, made, scalar)),
    epsilons: [...new Set(graph.nodes.filter((node) => NORM.test(node.op)).map((node) => floatAttribute(node, 'epsilon', 1e-5)))],
    embeddingScale: embeddingScale(graph, scalar),
    experts: graph.nodes.some((node) => node.op === 'TopK') ? graph.nodes.filter((node) => node.op === 'NonZero').length : 0,
  };
}

function embeddingScale(graph: Graph, scalar: (name: string) => number | null): number | null {
  const embedded = graph.nodes.find((node) => /^Gather(BlockQuantized)?$/.test(node.op) && node.inputs[1] === 'input_ids')?.outputs[0];
  const scaled = embedded === undefined ? undefined : graph.nodes.find((node) => node.op === 'Mul' && node.inputs.includes(embedded));
  const factor = scaled?.inputs.find((name) => name !== embedded);
  return factor === undefined ? null : scalar(factor);
}

/** Whether a Softmax's scores went through a Tanh on their way from the product of queries and keys. */
function followsTanh(softmax: Node, made: ReadonlyMap<string, Node>): boolean {
  const open: Node[] = [softmax];
  const seen = new Set<Node>();
  for (let node = open.shift(); node; node = open.shift())
    for (const name of node.inputs) {
      const maker = made.get(name);
      if (maker?.op === 'Tanh') return true;
      if (maker && PASSES.has(maker.op) && !seen.has(maker) && seen.size < FAR) {
        seen.add(maker);
        open.push(maker);
      }
    }
  return false;
}

/** The constant factors of a Softmax's scores: behind the product of queries and keys, and before it on either. */
function scaleOf(softmax: Node, made: ReadonlyMap<string, Node>, scalar: (name: string) => number | null): string {
  const open: Node[] = [softmax];
  const seen = new Set<Node>();
  const found: string[] = [];
  let product = false;
  for (let node = open.shift(); node; node = open.shift())
    for (const name of node.inputs) {
      const value = /^(Mul|Div|Sqrt)$/.test(node.op) ? scalar(name) : null;
      if (value !== null) found.push(`${node.op} ${value}`);
      const maker = made.get(name);
      if (!maker || seen.has(maker) || seen.size >= FAR) continue;
      if (!(product ? BEFORE.has(maker.op) : BEHIND.has(maker.op) || maker.op === 'MatMul')) continue;
      product ||= maker.op === 'MatMul';
      seen.add(maker);
      open.push(maker);
    }
  return found.sort().join(', ');
}
