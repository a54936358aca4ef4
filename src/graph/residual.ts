/**
 * Finds the residual stream of a decoder by structure, never by node names: from the embedding of `input_ids`, sum by sum, to
 * the last block. Exporters name and fuse differently; what they share is that each block adds its branches to one stream.
 */
import { sumsPerBlock } from './blocks';
import type { CacheTensor } from './past';
import { embedding } from './embedding';
import { notUnderstood } from './error';
import type { Hints } from './hints';
import { intAttribute, type Graph, type Node } from './onnx';
import { positionTables } from './positions';
import { ranks } from './ranks';
import { Rescaled } from './rescaled';
import { BFLOAT16, FLOAT16, FLOAT32, INT32, UINT8, type Tensor } from './tensor';
import { constants, consumers, makers, source } from './uses';
import { streamWidth } from './width';

/** Where block `block` (0-based) writes its last branch into the residual stream. */
export interface Site {
  readonly block: number;
  /** Index into graph.nodes of the node that adds: Add, or a fused Skip*LayerNormalization. */
  readonly sum: number;
  /** Index among that node's inputs of the branch: what to steer. */
  readonly branch: number;
  /** Index among that node's outputs of the sum: what to read. May be missing on the node. */
  readonly output: number;
  /** FLOAT32 or FLOAT16: element type of branch and sum. */
  readonly elemType: number;
  /** Where branch and sum are [batch · sequence, width] (OPT): the stream before it was laid flat, [batch, sequence, width]; else null. */
  readonly flat: string | null;
}

export interface Residual {
  readonly sites: readonly Site[];
  readonly width: number;
  /** Positions that a table added to the embedding holds; null where none is added. */
  readonly positions: number | null;
}

const SKIP = new Set(['SkipSimplifiedLayerNormalization', 'SkipLayerNormalization']);
/** Fused norms put the sum at output 3. */
const SKIP_SUM = 3;
const TURNS = new Set(['Transpose']);
const NORMS = new Set(['LayerNormalization', 'SimplifiedLayerNormalization', 'RMSNormalization']);
/** A quantised product takes whole numbers; a Cast and its scales make it the stream. */
const PRODUCTS = new Set(['MatMul', 'MatMulNBits', 'MatMulInteger']);

/**
 * The residual stream of every block. `cache` is what the graph remembers: it says at which sums blocks begin.
 * Throws graph-not-understood, saying what was looked for and not found, and graph-bad-size when the widths of embedding and norms
 * disagree.
 */
export function findResidual(graph: Graph, cache: readonly CacheTensor[], hints: Hints = {}): Residual {
  const { chain, width, positions, readsAt } = follow(graph, hints);
  const perBlock = sumsPerBlock(chain.length, cache, readsAt, hints.layers);
  const layers = chain.length / perBlock;
  // A head on an earlier state is a broken export: it would run, and speak nonsense.
  const read = readsAt.get('logits');
  if (read !== undefined && read !== chain.length)
    throw notUnderstood(
      `logits computed from the residual stream after all ${chain.length} sums`,
      `they depend on its state after ${read}`,
    );
  const uses = consumers(graph);
  const outputs = new Set(graph.outputs.map((o) => o.name));
  const sites = Array.from({ length: layers }, (_, block) => {
    const site = { ...(chain[(block + 1) * perBlock - 1] as Omit<Site, 'block'>), block };
    const branch = (graph.nodes[site.sum] as Node).inputs[site.branch] as string;
    if (uses.get(branch)?.length !== 1 || outputs.has(branch))
      throw notUnderstood(`one reader of ${branch}, which block ${block} adds to the residual stream`, 'other nodes read it too');
    return site;
  });
  return { sites, width, positions };
}

/** Walks the nodes once, in their (topological) order, following the stream from sum to sum. */
function follow(graph: Graph, hints: Hints) {
  const fixed = constants(graph);
  const uses = consumers(graph);
  const weights = new Map(graph.initializers.map((t) => [t.name, t]));
  const start = embedding(graph, fixed);
  const tableOf = positionTables(graph, fixed);
  /**
   * Tensors that are the stream after k sums, up to type and shape: name → [k, element type, the stream before it was laid flat or null].
   */
  const stream = new Map<string, readonly [number, number, string | null]>();
  const rankOf = ranks(graph, (name) => (stream.has(name) ? (stream.get(name)?.[2] === null ? 3 : 2) : null));
  /** Tensors of the stream that, from the embedding on, had one reader each: what that reader makes of them is the stream. */
  const alone = new Set<string>();
  /** Latest state of the stream a tensor depends on. */
  const readsAt = new Map<string, number>();
  const chain: Omit<Site, 'block'>[] = [];
  const gains = new Map<string, number>();
  const rescaled = new Rescaled(
    (name) => stream.has(name),
    (name) => fixed.has(name),
  );
  let positions: number | null = null;
  /** What makes the stream out of tokens: their embedding, or the matrix behind it (OPT's projection). */
  let first = start.node;
  /** What the embedding was divided by when it was quantised for that matrix, times the matrix' own scale or not. */
  const scales = new Set<string>();
  /** Whoever asks for a shape alone does not read, nor does the DequantizeLinear that makes the floats whose shape is asked for. */
  const readers = (name: string, within = true): number =>
    (uses.get(name) ?? []).filter((i) => {
      const { op, outputs } = graph.nodes[i] as Node;
      return (
        op !== 'Shape' && !(within && op === 'DequantizeLinear' && uses.has(outputs[0] ?? '') && readers(outputs[0] as string, false) === 0)
      );
    }).length;
  const begin = (name: string, elemType: number, only: boolean) => {
    stream.set(name, [0, elemType, null]);
    if (only && readers(name) === 1) alone.add(name);
  };

  for (const [i, node] of graph.nodes.entries()) {
    if (i === start.index) {
      begin(start.output, embeddingType(start.node, weights, graph), true);
      readsAt.set(start.output, 0);
      continue;
    }
    const reads = node.inputs.reduce((latest, name) => Math.max(latest, readsAt.get(name) ?? -1), -1);
    if (reads < 0) continue;
    const [a = '', b = ''] = node.inputs;
    const from = stream.get(a) ?? stream.get(b);
    const skip = SKIP.has(node.op);
    const gain = weights.get((skip ? node.inputs[2] : NORMS.has(node.op) && stream.has(a) ? b : '') ?? '');
    if (from && gain?.dims.length === 1) gains.set(gain.name, gain.dims[0] as number);
    if ((skip || node.op === 'Add') && from && !fixed.has(a) && !fixed.has(b)) {
      const branch = stream.has(a) ? 1 : 0;
      const table = chain.length === 0 ? tableOf(node.inputs[branch] as string) : null;
      const sum = node.outputs[skip ? SKIP_SUM : 0];
      if (table !== null) {
        for (const out of node.outputs) if (out) readsAt.set(out, 0);
        // A fused norm whose sum nobody reads is a norm on the embedding.
        begin((sum && uses.has(sum) ? sum : node.outputs[0]) as string, from[1], alone.has(node.inputs[1 - branch] as string));
        positions = Math.min(positions ?? Infinity, table.positions ?? Infinity);
        continue;
      }
      if (from[0] !== chain.length)
        throw notUnderstood(
          'one sum on the residual stream at a time',
          `${node.name} adds to its state after ${from[0]} sums, of ${chain.length}`,
        );
      if (stream.has(a) && stream.has(b))
        throw notUnderstood('a branch added to the residual stream', `${node.name} adds the stream to itself`);
      if (!readsAt.has(node.inputs[branch] as string))
        throw notUnderstood('a branch computed from the residual stream', `${node.name} adds ${node.inputs[branch]}, which is not`);
      if (from[1] !== FLOAT32 && from[1] !== FLOAT16)
        throw notUnderstood(
          'a residual stream in float32 or float16',
          `at ${node.name} it is ${from[1] === BFLOAT16 ? 'in bfloat16, which browsers cannot compute in' : `of ONNX type ${from[1]}`}`,
        );
      chain.push({ sum: i, branch, output: skip ? SKIP_SUM : 0, elemType: from[1], flat: from[2] });
      for (const out of node.outputs) if (out) readsAt.set(out, chain.length);
      if (sum) stream.set(sum, [chain.length, from[1], from[2]]);
      if (skip) rescaled.add(node.outputs[0] ?? '');
      continue;
    }
    if ((skip || node.op === 'Add') && chain.length > 0 && !fixed.has(a) && !fixed.has(b) && (rescaled.has(a) || rescaled.has(b)))
      throw rescaled.refusal(node);
    rescaled.see(node);
    for (const out of node.outputs) if (out) readsAt.set(out, reads);
    const carried = stream.get(a);
    const out = node.outputs[0];
    if (out && node.op === 'Mul' && ((scales.has(a) && fixed.has(b)) || (scales.has(b) && fixed.has(a)))) scales.add(out);
    if (!out || !from) continue;
    if (from[0] === 0) {
      const type = beginning(node);
      if (type !== null) begin(out, type, alone.has(a) || alone.has(b));
    } else if (carried && node.op === 'Cast') stream.set(out, [carried[0], intAttribute(node, 'to', 0), carried[2]]);
    else if (carried && node.op === 'Identity') stream.set(out, carried);
    else if (carried && node.op === 'Reshape') {
      const rank = rankOf(b);
      if (rank === 2 && carried[2] === null) stream.set(out, [carried[0], carried[1], a]);
      else if (rank === 3 && carried[2] !== null) stream.set(out, [carried[0], carried[1], null]);
    }
  }
  if (start.reshaped)
    throw notUnderstood('a Gather that embeds input_ids [batch, sequence] as they are', `${start.node.name} embeds them in another shape`);
  if (chain.length === 0) throw notUnderstood(`an Add or Skip*LayerNormalization that adds to ${start.node.outputs[0]}`, 'there is none');
  return { chain, readsAt, width: streamWidth(graph, first, gains, hints), positions: positions === Infinity ? null : positions };

  /** Element type of what a node makes of the embedding before the first sum, where that is the stream still; else null. */
  function beginning(node: Node): number | null {
    const [a = '', b = ''] = node.inputs;
    const type = stream.get(a)?.[1] ?? stream.get(b)?.[1] ?? 0;
    if (stream.has(a)) {
      if (node.op === 'Cast') return intAttribute(node, 'to', 0);
      if (node.op === 'Identity') return type;
      if (node.op === 'DequantizeLinear') return weights.get(b)?.dataType ?? 0;
      // Bloom norms the embedding; a norm beside which the embedding goes on is the first block's.
      if (NORMS.has(node.op) && alone.has(a)) return type;
      // Embeddings narrower than the stream go through a matrix first; where the embedding goes on beside it, that is a block's.
      if (PRODUCTS.has(node.op) && fixed.has(b) && alone.has(a)) {
        first = node;
        return node.op === 'MatMulInteger' ? INT32 : type;
      }
      if (node.op === 'DynamicQuantizeLinear' && alone.has(a)) {
        scales.add(node.outputs[1] ?? '');
        return UINT8;
      }
    }
    if (node.op === 'Mul' && (scales.has(a) || scales.has(b))) return type;
    // Gemma and Granite scale the embedding; past the first sum a scaled copy is no longer the stream.
    return (node.op === 'Mul' || node.op === 'Div') && (fixed.has(b) || (node.op === 'Mul' && fixed.has(a))) ? type : null;
  }
}

/** Element type of the embedding: its table's, or its scales' where the table is quantised; else what value_info says. */
function embeddingType(node: Node, weights: ReadonlyMap<string, Tensor>, graph: Graph): number {
  const table = node.inputs[node.op === 'Gather' ? 0 : 2] ?? '';
  // A table that the head shares lies the other way round.
  const name = source(makers(graph), table, TURNS);
  return weights.get(name)?.dataType ?? graph.valueInfo.find((v) => v.name === node.outputs[0])?.elemType ?? 0;
}
