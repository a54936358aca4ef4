/**
 * Finds the residual stream of a decoder by structure, never by node names: from the embedding of `input_ids`, sum by sum, to
 * the last block. Exporters name and fuse differently; what they share is that each block adds its branches to one stream.
 */
import { embedding, positionTable } from './embedding';
import { GraphError, notUnderstood } from './error';
import { intAttribute, type Graph, type Node } from './onnx';
import { FLOAT16, FLOAT32, type Tensor } from './tensor';

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
}

export interface Residual {
  readonly sites: readonly Site[];
  readonly width: number;
}

const SKIP = new Set(['SkipSimplifiedLayerNormalization', 'SkipLayerNormalization']);
/** Fused norms put the sum at output 3. */
const SKIP_SUM = 3;

/** Tensors whose value does not depend on the inputs: weights, constants and what is computed from them alone. */
export function constants(graph: Graph): Set<string> {
  const names = new Set(graph.initializers.map((t) => t.name));
  names.delete('');
  for (const node of graph.nodes) {
    const fed = node.inputs.filter((name) => name !== '');
    if (node.op === 'Constant' || (fed.length > 0 && fed.every((name) => names.has(name))))
      for (const out of node.outputs) if (out) names.add(out);
  }
  return names;
}

/** Consumers of each tensor, as indices into graph.nodes. */
export function consumers(graph: Graph): Map<string, number[]> {
  const uses = new Map<string, number[]>();
  graph.nodes.forEach((node, i) => {
    for (const name of new Set(node.inputs)) {
      const list = uses.get(name);
      if (list) list.push(i);
      else if (name) uses.set(name, [i]);
    }
  });
  return uses;
}

/**
 * The residual stream of every block. Throws graph-not-understood, saying what was looked for and not found, and
 * graph-bad-size when the widths of embedding and norms disagree.
 */
export function findResidual(graph: Graph): Residual {
  const { chain, width, readsAt } = follow(graph);
  const layers = graph.outputs.filter((o) => /^present\.\d+\.key$/.test(o.name)).length;
  if (layers === 0) throw notUnderstood('outputs present.N.key, one per block', 'the graph has no KV cache');
  const perBlock = chain.length / layers;
  if (perBlock !== 1 && perBlock !== 2)
    throw notUnderstood(`1 or 2 residual sums for each of ${layers} blocks`, `found ${chain.length} in all`);
  for (let block = 0; block < layers; block++) {
    // Attention of block l must read the stream as block l-1 left it: this pins each sum to its block.
    const read = readsAt.get(`present.${block}.key`);
    if (read !== block * perBlock)
      throw notUnderstood(
        `the keys of block ${block} computed from the residual stream after ${block * perBlock} sums`,
        `they depend on ${read ?? 'none of it'}`,
      );
  }
  // A head on an earlier state is a broken export: it would run, and speak nonsense.
  const read = readsAt.get('logits');
  if (read !== undefined && read !== chain.length)
    throw notUnderstood(`logits computed from the residual stream after all ${chain.length} sums`, `they depend on its state after ${read}`);
  const uses = consumers(graph);
  const outputs = new Set(graph.outputs.map((o) => o.name));
  const sites = Array.from({ length: layers }, (_, block) => {
    const site = { ...(chain[(block + 1) * perBlock - 1] as Omit<Site, 'block'>), block };
    const branch = (graph.nodes[site.sum] as Node).inputs[site.branch] as string;
    if (uses.get(branch)?.length !== 1 || outputs.has(branch))
      throw notUnderstood(`one reader of ${branch}, which block ${block} adds to the residual stream`, 'other nodes read it too');
    return site;
  });
  return { sites, width };
}

/** Walks the nodes once, in their (topological) order, following the stream from sum to sum. */
function follow(graph: Graph) {
  const fixed = constants(graph);
  const weights = new Map(graph.initializers.map((t) => [t.name, t]));
  const start = embedding(graph, fixed);
  /** Tensors that are the stream after k sums, up to casts: name → [k, element type]. */
  const stream = new Map<string, readonly [number, number]>();
  /** Latest state of the stream a tensor depends on. */
  const readsAt = new Map<string, number>();
  const chain: Omit<Site, 'block'>[] = [];
  const widths = new Map<string, number>();

  for (const [i, node] of graph.nodes.entries()) {
    if (i === start.index) {
      stream.set(start.output, [0, embeddingType(start.node, weights, graph)]);
      readsAt.set(start.output, 0);
      continue;
    }
    const reads = node.inputs.reduce((latest, name) => Math.max(latest, readsAt.get(name) ?? -1), -1);
    if (reads < 0) continue;
    const [a = '', b = ''] = node.inputs;
    const from = stream.get(a) ?? stream.get(b);
    const skip = SKIP.has(node.op);
    if ((skip || node.op === 'Add') && from && !fixed.has(a) && !fixed.has(b)) {
      const branch = stream.has(a) ? 1 : 0;
      const table = chain.length === 0 ? positionTable(graph, fixed, node.inputs[branch] as string) : null;
      if (table !== null)
        throw new GraphError(
          'graph-not-understood',
          `learned position embeddings added to the token embedding: not supported; the lab handles rotary positions (${node.name} adds rows of ${table})`,
          'Choose a model with rotary positions, such as Llama, Qwen, Phi or Gemma; another export of this one will not help.',
        );
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
        throw notUnderstood('a residual stream in float32 or float16', `at ${node.name} its ONNX type is ${from[1]}`);
      chain.push({ sum: i, branch, output: skip ? SKIP_SUM : 0, elemType: from[1] });
      const gain = skip && weights.get(node.inputs[2] ?? '');
      if (gain && gain.dims.length === 1) widths.set(gain.name, gain.dims[0] as number);
      const sum = node.outputs[skip ? SKIP_SUM : 0];
      for (const out of node.outputs) if (out) readsAt.set(out, chain.length);
      if (sum) stream.set(sum, [chain.length, from[1]]);
      continue;
    }
    for (const out of node.outputs) if (out) readsAt.set(out, reads);
    const carried = stream.get(a);
    const out = node.outputs[0];
    if (out && carried && node.op === 'Cast') stream.set(out, [carried[0], intAttribute(node, 'to', 0)]);
    else if (out && carried && node.op === 'Identity') stream.set(out, carried);
    else if (out && carried?.[0] === 0 && node.op === 'DequantizeLinear') stream.set(out, [0, weights.get(b)?.dataType ?? 0]);
    // Gemma and Granite scale the embedding; past the first sum a scaled copy is no longer the stream.
    else if (out && from?.[0] === 0 && (node.op === 'Mul' || node.op === 'Div') && (fixed.has(b) || (node.op === 'Mul' && fixed.has(a))))
      stream.set(out, from);
  }
  if (start.reshaped) throw notUnderstood('a Gather that embeds input_ids [batch, sequence] as they are', `${start.node.name} embeds them in another shape`);
  if (chain.length === 0) throw notUnderstood(`an Add or Skip*LayerNormalization that adds to ${start.node.outputs[0]}`, 'there is none');
  return { chain, readsAt, width: width(graph, start.node, weights, widths) };
}

/** Element type of the embedding: its table's, or its scales' where the table is quantised; else what value_info says. */
function embeddingType(node: Node, weights: ReadonlyMap<string, Tensor>, graph: Graph): number {
  const table = weights.get(node.inputs[node.op === 'Gather' ? 0 : 2] ?? '');
  return table?.dataType ?? graph.valueInfo.find((v) => v.name === node.outputs[0])?.elemType ?? 0;
}

/** Width by every witness there is: embedding table, gains of the fused norms, value_info. They must agree. */
function width(graph: Graph, embed: Node, weights: ReadonlyMap<string, Tensor>, widths: Map<string, number>): number {
  const table = weights.get(embed.inputs[0] ?? '');
  if (embed.op === 'Gather' && table?.dims.length === 2) widths.set(table.name, table.dims[1] as number);
  const last = graph.valueInfo.find((v) => v.name === embed.outputs[0])?.dims?.at(-1);
  if (typeof last === 'number') widths.set(embed.outputs[0] as string, last);
  const [first] = widths.values();
  if (first === undefined) throw notUnderstood('the width of the residual stream in the embedding table or the norms', 'neither says it');
  for (const [name, w] of widths)
    if (w !== first || w < 1) throw new GraphError('graph-bad-size', `the residual stream is ${first} wide, but ${name} is ${w}`);
  return first;
}
