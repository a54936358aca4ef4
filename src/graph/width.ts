/** How wide the residual stream is, by every witness there is: they must agree. */
import { GraphError, notUnderstood } from './error';
import type { Hints } from './hints';
import { intAttribute, type Graph, type Node } from './onnx';
import { UINT8, type Tensor } from './tensor';

/**
 * Features of the residual stream: by the embedding table, by `gains` of norms on the stream (name → length), by value_info; by config.json where the graph is silent.
 * Throws graph-not-understood where nobody says it, graph-bad-size where two say otherwise.
 */
export function streamWidth(graph: Graph, embed: Node, gains: ReadonlyMap<string, number>, hints: Hints): number {
  const witnesses = new Map(gains);
  const table = graph.initializers.find((t) => t.name === embed.inputs[0]);
  const features = table && tableWidth(embed, table);
  if (table && features !== null && features !== undefined) witnesses.set(table.name, features);
  const last = graph.valueInfo.find((v) => v.name === embed.outputs[0])?.dims?.at(-1);
  if (typeof last === 'number') witnesses.set(embed.outputs[0] as string, last);
  const first = [...witnesses.values()][0] ?? hints.width;
  if (first === undefined) throw notUnderstood('the width of the residual stream in the embedding table, the norms or config.json (hidden_size)', 'none says it');
  for (const [name, width] of witnesses)
    if (width !== first || width < 1) throw new GraphError('graph-bad-size', `the residual stream is ${first} wide, but ${name} is ${width}`);
  return first;
}

/** Features of one row of the table; null where its shape alone does not say. */
function tableWidth(embed: Node, { dims, dataType }: Tensor): number | null {
  if (dims.length !== 2) return null;
  const [, stored = 0] = dims;
  if (embed.op === 'Gather') return stored;
  // Two 4-bit numbers a byte; the types UINT4 and INT4 count numbers.
  return dataType === UINT8 ? (stored * 8) / intAttribute(embed, 'bits', 4) : stored;
}
