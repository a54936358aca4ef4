/**
 * For the CPU: behind the attention of the last block nothing is read of a position but its own numbers, so that those positions whose
 * logits or residuals nobody wants are left out there: of a prompt with an option, most.
 *
 *   input  last_index  int64 [N]  the new tokens' positions that are gone on with, ascending; `logit_index` then counts among them
 *
 * `pool` is as long as before, and cut alike: its weights must be zero at what is left out.
 */
import { isAttention } from './attention-form';
import { makeNode, makeValueInfo, rewire, writeModel } from './build';
import { OURS } from './edit';
import type { GraphInfo } from './info';
import { readModel, type Node } from './onnx';
import { INT64 } from './tensor';
import { constants } from './uses';

export const LAST_INDEX = 'last_index';

/**
 * The instrumented graph with that input, before its attention is lowered; null where what comes behind the last attention takes more from
 * before it than the stream (branches side by side, a gate), or a state; where numbers hang on what is read at once; and in the form for
 * edits, which hands out projections of all positions.
 */
export function cutLast(
  onnx: Uint8Array,
  { sites, clamps, rowsCoupled }: Pick<GraphInfo, 'sites' | 'clamps' | 'rowsCoupled'>,
): Uint8Array | null {
  const model = readModel(onnx);
  const { graph } = model;
  const mixed = graph.nodes.filter(isAttention).at(-1)?.outputs[0];
  const stream = sites.at(-2)?.sum;
  if (clamps || rowsCoupled || !mixed || !stream) return null;
  const behind = madeFrom(graph.nodes, mixed);
  const made = new Set(graph.nodes.filter((node) => behind.has(node)).flatMap(({ outputs }) => outputs));
  const positioned = new Map([
    [mixed, 1],
    [stream, 1],
    ['pool', 2],
  ]);
  const last = `${OURS}block.${sites.length - 1}/`;
  const others = new Set([
    ...[`${last}steer`, `${OURS}logit_index`, `${OURS}shape`],
    ...sites.slice(0, -1).map(({ block }) => `${OURS}block.${block}/pooled`),
    ...constants(graph),
  ]);
  const taken = [...behind].flatMap(({ inputs }) => inputs.filter((name) => name && !made.has(name)));
  if (!taken.every((name) => positioned.has(name) || others.has(name)) || [...behind].some(isAttention)) return null;
  const cut = (name: string): string => (positioned.has(name) ? `${OURS}last/${name}` : name);
  const gathers = [...positioned].map(([name, axis]) => makeNode('Gather', [name, LAST_INDEX], cut(name), { axis }));
  const first = graph.nodes.findIndex((node) => behind.has(node));
  return writeModel(model, {
    ...graph,
    nodes: graph.nodes.flatMap((node, i) => [
      ...(i === first ? gathers : []),
      behind.has(node) ? rewire(node, node.inputs.map(cut)) : node,
    ]),
    inputs: [...graph.inputs, makeValueInfo(LAST_INDEX, INT64, ['eia_last'])],
    valueInfo: graph.valueInfo.filter(({ name }) => !made.has(name)),
  });
}

/** The nodes that need the tensor `name`, in their (topological) order. */
function madeFrom(nodes: readonly Node[], name: string): Set<Node> {
  const names = new Set([name]);
  const found = new Set<Node>();
  for (const node of nodes)
    if (node.inputs.some((input) => names.has(input))) {
      found.add(node);
      for (const output of node.outputs) if (output) names.add(output);
    }
  return found;
}
