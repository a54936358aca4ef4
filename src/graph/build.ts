/** New and changed pieces of a graph, and the model's bytes with them in it. Untouched pieces are copied verbatim. */
import { GRAPH, type Graph, type Model, type Node, readNode, type ValueInfo } from './onnx';
import type { Tensor } from './tensor';
import { put, putFloat, putInteger, readFields, string, write } from './wire';

/** The same node with other inputs and outputs; attributes and metadata verbatim. */
export function rewire(node: Node, inputs: readonly string[], outputs: readonly string[] = node.outputs): Node {
  const bytes = write((w) => {
    for (const name of inputs) put(w, 1, name);
    for (const name of outputs) put(w, 2, name);
    for (const field of node.rest) w.raw(field.whole);
  });
  return { ...node, inputs, outputs, bytes };
}

/** The same node with every name of it, its own too, by `name`. */
export function renameNode(node: Node, name: (old: string) => string): Node {
  const inputs = node.inputs.map(name);
  const outputs = node.outputs.map(name);
  const bytes = write((w) => {
    for (const input of inputs) put(w, 1, input);
    for (const output of outputs) put(w, 2, output);
    put(w, 3, name(node.name));
    for (const field of node.rest) if (field.no !== 3) w.raw(field.whole);
  });
  return { ...node, name: name(node.name), inputs, outputs, bytes };
}

/** The same node without the attributes of these names. */
export function withoutAttributes(node: Node, names: readonly string[]): Node {
  const rest = node.rest.filter((field) => field.no !== 5 || !names.includes(string(readFields(field.data, field.at), 1)));
  return rewire({ ...node, rest, attributes: rest.filter((field) => field.no === 5) }, node.inputs);
}

/** What an attribute may be: a number is an integer; a float says so, and a graph, as bytes of `makeGraph`. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number } | { readonly graph: Uint8Array };

/** A new node. Node names must be unique, so ours are made from the output's. */
export function makeNode(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  domain = '',
  name = `/eia/node:${output}`,
): Node {
  const bytes = write((w) => {
    for (const input of inputs) put(w, 1, input);
    put(w, 2, output);
    put(w, 3, name);
    put(w, 4, op);
    for (const [key, value] of Object.entries(attributes)) put(w, 5, makeAttribute(key, value));
    if (domain) put(w, 7, domain);
  });
  return readNode(bytes, 0);
}

/** AttributeProto: its value in the field of its type, and which that is (1 FLOAT, 2 INT, 3 STRING, 5 GRAPH, 7 INTS). */
function makeAttribute(key: string, value: AttributeValue): Uint8Array {
  return write((a) => {
    put(a, 1, key);
    putInteger(a, 20, putValue(a, value));
  });
}

/** Returns the number of the value's type. */
function putValue(a: Parameters<typeof put>[0], value: AttributeValue): number {
  if (typeof value === 'number') {
    putInteger(a, 3, value);
    return 2;
  }
  if (typeof value === 'string') {
    put(a, 4, value);
    return 3;
  }
  if ('float' in value) {
    putFloat(a, 2, value.float);
    return 1;
  }
  if ('graph' in value) {
    put(a, 6, value.graph);
    return 5;
  }
  for (const one of value) putInteger(a, 8, one);
  return 7;
}

/** GraphProto of a branch: no inputs, since it reads the tensors of the graph around it; `outputs` with their types. */
export function makeGraph(
  name: string,
  nodes: readonly Node[],
  initializers: readonly Tensor[],
  outputs: readonly ValueInfo[],
): Uint8Array {
  return write((g) => {
    for (const { bytes } of nodes) put(g, GRAPH.nodes, bytes);
    put(g, 2, name);
    for (const { bytes } of initializers) put(g, GRAPH.initializers, bytes);
    for (const { bytes } of outputs) put(g, GRAPH.outputs, bytes);
  });
}

/** A graph input or output of a new type. */
export function makeValueInfo(name: string, elemType: number, dims: readonly (number | string)[]): ValueInfo {
  const shape = write((w) => {
    for (const d of dims)
      put(
        w,
        1,
        write((dim) => (typeof d === 'number' ? putInteger(dim, 1, d) : put(dim, 2, d))),
      );
  });
  const tensor = write((w) => (putInteger(w, 1, elemType), put(w, 2, shape)));
  const bytes = write(
    (w) => (
      put(w, 1, name),
      put(
        w,
        2,
        write((type) => put(type, 1, tensor)),
      )
    ),
  );
  return { name, elemType, dims, bytes };
}

/** The model's bytes with `graph` in it, fields in order of their number. */
export function writeModel(model: Model, graph: Graph = model.graph): Uint8Array {
  const typed = (Object.keys(GRAPH) as (keyof typeof GRAPH)[]).flatMap((key) =>
    graph[key].map(({ bytes }) => ({ no: GRAPH[key] as number, bytes })),
  );
  const inside = write((w) => {
    for (const { no, bytes, whole } of [
      ...typed.map((t) => ({ ...t, whole: null })),
      ...graph.rest.map((f) => ({ no: f.no, bytes: null, whole: f.whole })),
    ].sort((a, b) => a.no - b.no)) {
      if (whole) w.raw(whole);
      else put(w, no, bytes);
    }
  });
  return write((w) => {
    for (const field of model.rest) if (field.no < 7) w.raw(field.whole);
    put(w, 7, inside);
    for (const field of model.rest) if (field.no > 7) w.raw(field.whole);
  });
}
