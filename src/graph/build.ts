/** New and changed pieces of a graph, and the model's bytes with them in it. Untouched pieces are copied verbatim. */
import { GRAPH, type Graph, type Model, type Node, readNode, type ValueInfo } from './onnx';
import { put, putInteger, write } from './wire';

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

/** A new node; attributes are integers. Node names must be unique, so ours are made from the output's. */
export function makeNode(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number>> = {},
  domain = '',
  name = `/eia/node:${output}`,
): Node {
  const bytes = write((w) => {
    for (const input of inputs) put(w, 1, input);
    put(w, 2, output);
    put(w, 3, name);
    put(w, 4, op);
    for (const [key, value] of Object.entries(attributes))
      put(
        w,
        5,
        write((a) => (put(a, 1, key), putInteger(a, 3, value), putInteger(a, 20, 2))),
      ); // type 2: INT
    if (domain) put(w, 7, domain);
  });
  return readNode(bytes, 0);
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
