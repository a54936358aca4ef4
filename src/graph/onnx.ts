/**
 * A light typed view of an ONNX model: nodes, weights, inputs and outputs, each keeping its own encoding, so that writing
 * the model back (build.ts) copies untouched pieces verbatim. Subgraphs inside attributes stay opaque bytes, but for what they hand out:
 * nothing here recurses.
 */
import { GraphError } from './error';
import { readTensor, type Tensor } from './tensor';
import { budgetOfFile, float, integer, readFields, repeated, string, text, type Budget, type Field } from './wire';

export interface Node {
  readonly domain: string;
  readonly op: string;
  readonly name: string;
  /** '' is an input left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** AttributeProto messages, read on demand by `attribute`. */
  readonly attributes: readonly Field[];
  /** Everything but inputs and outputs, verbatim. */
  readonly rest: readonly Field[];
  /** The message as it will be written. */
  readonly bytes: Uint8Array;
}

/** A graph input, output or inner tensor with its type. `dims` are numbers, or names of free dimensions ('' without a name). */
export interface ValueInfo {
  readonly name: string;
  /** ONNX element type, 0 where the value is no tensor. */
  readonly elemType: number;
  /** null: rank not stated. */
  readonly dims: readonly (number | string)[] | null;
  readonly bytes: Uint8Array;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly initializers: readonly Tensor[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly valueInfo: readonly ValueInfo[];
  /** Name, documentation, metadata, quantisation notes. */
  readonly rest: readonly Field[];
}

export interface Model {
  readonly graph: Graph;
  /** Operator set version by domain; '' is ONNX itself. */
  readonly opsets: ReadonlyMap<string, number>;
  /** All of the model but its graph. */
  readonly rest: readonly Field[];
}

/** GraphProto field numbers of what this file reads. */
export const GRAPH = { nodes: 1, initializers: 5, inputs: 11, outputs: 12, valueInfo: 13 } as const;

/**
 * Reads a model. Throws GraphError graph-truncated (bytes end too early), graph-foreign (no ONNX model),
 * graph-unsafe-location and graph-bad-size (see tensor.ts).
 */
export function readModel(bytes: Uint8Array): Model {
  if (bytes.length === 0) throw new GraphError('graph-truncated', 'the file is empty');
  const budget = budgetOfFile();
  const fields = readTop(bytes, budget);
  const graphs = repeated(fields, 7);
  if (graphs.length !== 1) throw new GraphError('graph-foreign', `expected one graph in the file, got ${graphs.length}`);
  const opsets = new Map<string, number>();
  for (const f of repeated(fields, 8)) {
    const opset = readFields(f.data, f.at, budget);
    opsets.set(domainOf(string(opset, 1)), Number(integer(opset, 2)));
  }
  const graph = readGraph((graphs[0] as Field).data, (graphs[0] as Field).at, budget);
  for (const node of graph.nodes)
    if (!opsets.has(node.domain))
      throw new GraphError(
        'graph-truncated',
        `node ${node.name} (${node.op}) needs operator set '${node.domain}', which the file does not import`,
      );
  return { graph, opsets, rest: fields.filter((f) => f.no !== 7) };
}

/** Writers put ir_version (byte 8) first: what starts otherwise and does not parse was never an ONNX model. The error to throw instead. */
export function notOnnx(error: unknown, first: number | undefined): unknown {
  if (first === 0x08 || first === undefined || !(error instanceof GraphError)) return error;
  return new GraphError('graph-foreign', `this is no ONNX model: such a file begins with byte 8, this one with ${first}`);
}

function readTop(bytes: Uint8Array, budget: Budget): Field[] {
  try {
    return readFields(bytes, 0, budget);
  } catch (error) {
    throw notOnnx(error, bytes[0]);
  }
}

/** 'ai.onnx' is an alias of ''. */
function domainOf(domain: string): string {
  return domain === 'ai.onnx' ? '' : domain;
}

function readGraph(bytes: Uint8Array, at: number, budget: Budget): Graph {
  const fields = readFields(bytes, at, budget);
  const each = <T>(no: number, read: (bytes: Uint8Array, at: number, budget: Budget) => T) =>
    repeated(fields, no).map((f) => read(f.data, f.at, budget));
  const typed: readonly number[] = Object.values(GRAPH);
  return {
    nodes: each(GRAPH.nodes, readNode),
    initializers: each(GRAPH.initializers, readTensor),
    inputs: each(GRAPH.inputs, readValueInfo),
    outputs: each(GRAPH.outputs, readValueInfo),
    valueInfo: each(GRAPH.valueInfo, readValueInfo),
    rest: fields.filter((f) => !typed.includes(f.no)),
  };
}

/** Reads one NodeProto. */
export function readNode(bytes: Uint8Array, at: number, budget = budgetOfFile()): Node {
  const fields = readFields(bytes, at, budget);
  return {
    domain: domainOf(string(fields, 7)),
    op: string(fields, 4),
    name: string(fields, 3),
    inputs: repeated(fields, 1).map(text),
    outputs: repeated(fields, 2).map(text),
    attributes: repeated(fields, 5),
    rest: fields.filter((f) => f.no !== 1 && f.no !== 2),
    bytes,
  };
}

function readValueInfo(bytes: Uint8Array, at: number, budget: Budget): ValueInfo {
  const fields = readFields(bytes, at, budget);
  const inside = (of: Field[], no: number): Field[] | null => {
    const field = repeated(of, no).at(-1);
    return field ? readFields(field.data, field.at, budget) : null;
  };
  const tensor = inside(inside(fields, 2) ?? [], 1) ?? [];
  const shape = inside(tensor, 2);
  const dims =
    shape &&
    repeated(shape, 1)
      .map((f) => readFields(f.data, f.at, budget))
      .map((d) => (d.some((f) => f.no === 1) ? Number(integer(d, 1)) : string(d, 2)));
  return { name: string(fields, 1), elemType: Number(integer(tensor, 1)), dims, bytes };
}

/** An attribute of a node as its message fields (onnx.proto: 3 is i, 4 is s, 5 is t, 8 is ints), or null. */
export function attribute(node: Node, name: string): Field[] | null {
  for (const field of node.attributes) {
    const message = readFields(field.data, field.at);
    if (string(message, 1) === name) return message;
  }
  return null;
}

/** The branches of an `If`, the one where it holds first; none of another node. */
export function branches(node: Node): Graph[] {
  if (node.op !== 'If') return [];
  return ['then_branch', 'else_branch'].flatMap((name) => {
    const graph = repeated(attribute(node, name) ?? [], 6).at(-1);
    return graph ? [readGraph(graph.data, graph.at, budgetOfFile())] : [];
  });
}

/** The names of a node's attributes. */
export const attributeNames = (node: Node): string[] => node.attributes.map((field) => string(readFields(field.data, field.at), 1));

/** An integer attribute, or `otherwise` where the node has none of that name. */
export function intAttribute(node: Node, name: string, otherwise: number): number {
  const message = attribute(node, name);
  return message ? Number(integer(message, 3)) : otherwise;
}

/** A float attribute, or `otherwise` where the node has none of that name. */
export function floatAttribute(node: Node, name: string, otherwise: number): number {
  const message = attribute(node, name);
  return message ? float(message, 2, otherwise) : otherwise;
}

/** A string attribute, or `otherwise` where the node has none of that name. */
export function stringAttribute(node: Node, name: string, otherwise: string): string {
  const message = attribute(node, name);
  return message ? string(message, 4) : otherwise;
}
