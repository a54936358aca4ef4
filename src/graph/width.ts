/** How wide the residual stream is, by every witness there is: they must agree. */
import { GraphError, notUnderstood } from './error';
import type { Hints } from './hints';
import { intAttribute, type Graph, type Node } from './onnx';
import { UINT8, type Tensor } from './tensor';

const PRODUCTS = new Set(['MatMul', 'MatMulNBits', 'MatMulInteger']);

/**
 * Features of the residual stream: by the embedding table (or the matrix behind it, where that makes the stream), by `gains` of norms on
 * the stream (name → length), by value_info; by config.json where the graph is silent. Throws graph-not-understood where nobody says it,
 * graph-bad-size where two say otherwise.
 */
export function streamWidth(graph: Graph, first: Node, gains: ReadonlyMap<string, number>, hints: Hints): number {
  const witnesses = new Map(gains);
  const table = graph.initializers.find((t) => t.name === first.inputs[PRODUCTS.has(first.op) ? 1 : 0]);
  const features = table && tableWidth(first, table);
  if (table && features !== null && features !== undefined) witnesses.set(table.name, features);
  const last = graph.valueInfo.find((v) => v.name === first.outputs[0])?.dims?.at(-1);
  if (typeof last === 'number') witnesses.set(first.outputs[0] as string, last);
  const stated = [...witnesses.values()][0] ?? hints.width;
  if (stated === undefined)
    throw notUnderstood('the width of the residual stream in the embedding table, the norms or config.json (hidden_size)', 'none says it');
  for (const [name, width] of witnesses)
    if (width !== stated || width < 1)
      throw new GraphError('graph-bad-size', `the residual stream is ${stated} wide, but ${name} is ${width}`);
  return stated;
}

/** Features that the lookup or the product puts out a token; null where the table's shape alone does not say. */
function tableWidth(embed: Node, { dims, dataType }: Tensor): number | null {
  if (embed.op === 'MatMulNBits') return intAttribute(embed, 'N', 0);
  if (dims.length !== 2) return null;
  const [, stored = 0] = dims;
  if (embed.op === 'Gather' || embed.op === 'MatMul' || embed.op === 'MatMulInteger') return stored;
  // Two 4-bit numbers a byte; the types UINT4 and INT4 count numbers.
  return dataType === UINT8 ? (stored * 8) / intAttribute(embed, 'bits', 4) : stored;
}
