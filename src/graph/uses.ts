/** Who makes and who reads each tensor of a graph, and what hangs on its inputs at all. */
import type { Graph, Node } from './onnx';

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

/** The node that makes each tensor. An output that is left out has no name, and no maker. */
export function makers({ nodes }: Graph): Map<string, Node> {
  const made = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  made.delete('');
  return made;
}

/**
 * The tensor that `name` is made from by nodes of these operators alone, each by its first input; `name` itself where another node makes
 * it, or none.
 */
export function source(made: ReadonlyMap<string, Node>, name: string, ops: ReadonlySet<string>): string {
  const passed = new Set<Node>();
  for (let node = made.get(name); node && ops.has(node.op) && !passed.has(node); node = made.get(name)) {
    passed.add(node);
    name = node.inputs[0] ?? '';
  }
  return name;
}
