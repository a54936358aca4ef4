/** Small ONNX models built by hand, for what no exporter at hand produces. */
import { makeNode, makeValueInfo, rewire, writeModel, type AttributeValue } from '../../../src/graph/build';
import { readModel, type Graph, type Node } from '../../../src/graph/onnx';
import { FLOAT16, FLOAT32, INT64, UINT8, type Tensor } from '../../../src/graph/tensor';
import { put, putInteger, readFields, write } from '../../../src/graph/wire';

/** A node named like its output, as an exporter would. */
export function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, AttributeValue> = {},
  domain = '',
): Node {
  return makeNode(op, inputs, output, attributes, domain, output);
}

/** A weight inside the file. */
export function rawTensor(name: string, dataType: number, dims: readonly number[], data: Uint8Array): Tensor {
  const bytes = write((w) => {
    for (const d of dims) putInteger(w, 1, d);
    putInteger(w, 2, dataType);
    put(w, 8, name);
    put(w, 9, data);
  });
  return { name, dims, dataType, storage: { kind: 'raw', offset: 0, length: data.length, data }, bytes };
}

export function float32(name: string, dims: readonly number[], value: (i: number) => number): Tensor {
  const data = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => value(i));
  return rawTensor(name, FLOAT32, dims, new Uint8Array(data.buffer));
}

export function uint8(name: string, dims: readonly number[], value: (i: number) => number): Tensor {
  return rawTensor(
    name,
    UINT8,
    dims,
    Uint8Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
  );
}

/** Numbers of the form m · 2^e only, exact in half precision: `value` gives m in 0..1023, the result is (1 + m/1024)/16. */
export function float16(name: string, dims: readonly number[], value: (i: number) => number): Tensor {
  const data = Uint16Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => (11 << 10) | (value(i) & 1023));
  return rawTensor(name, FLOAT16, dims, new Uint8Array(data.buffer));
}

const EMPTY: Graph = { nodes: [], initializers: [], inputs: [], outputs: [], valueInfo: [], rest: [] };

/** The bytes of a model of IR version 8 with this graph. */
export function modelBytes(graph: Partial<Graph>, opset = 18, domains = ['com.microsoft']): Uint8Array {
  const opsets: [string, number][] = [['', opset], ...domains.map((domain): [string, number] => [domain, 1])];
  const rest = write((w) => {
    putInteger(w, 1, 8);
    for (const [domain, version] of opsets)
      put(
        w,
        8,
        write((o) => (put(o, 1, domain), putInteger(o, 2, version))),
      );
  });
  const name = readFields(write((w) => put(w, 2, 'g')));
  return writeModel({ graph: EMPTY, opsets: new Map(opsets), rest: readFields(rest) }, { ...EMPTY, rest: name, ...graph });
}

/** One decoder: a block is one pair of branches. Parallel attention (GPT-J, Phi-2) adds both to the stream at once. */
export function tinyDecoder(
  o: { parallel?: boolean; opset?: number; replace?: (nodes: Node[]) => Node[]; graph?: Partial<Graph> } = {},
): Uint8Array {
  const [V, H] = [11, 4];
  const wave = (i: number) => Math.sin(i * 1.7) / 2;
  const block = (l: number, x: string, out: string): Node[] => [
    node('Tanh', [x], `norm${l}`),
    node('MatMul', [`norm${l}`, 'wk'], `k${l}`),
    node('Unsqueeze', [`k${l}`, 'one'], `heads${l}`), // [B, 1, S, H]
    node('Concat', [`past_key_values.${l}.key`, `heads${l}`], `present.${l}.key`, { axis: 2 }),
    node('Concat', [`past_key_values.${l}.value`, `heads${l}`], `present.${l}.value`, { axis: 2 }),
    node('MatMul', [`k${l}`, 'wo'], `attention${l}`),
    ...(o.parallel
      ? [
          node('MatMul', [`norm${l}`, 'wm'], `mlp${l}`),
          node('Add', [`attention${l}`, `mlp${l}`], `both${l}`),
          node('Add', [`both${l}`, x], out),
        ]
      : [
          node('Add', [x, `attention${l}`], `mid${l}`),
          node('Tanh', [`mid${l}`], `norm${l}b`),
          node('MatMul', [`norm${l}b`, 'wm'], `mlp${l}`),
          node('Add', [`mid${l}`, `mlp${l}`], out),
        ]),
  ];
  const nodes = [
    node('Gather', ['table', 'input_ids'], 'embedded'),
    node('Mul', ['embedded', 'scale'], 'x0'),
    ...block(0, 'x0', 'x1'),
    ...block(1, 'x1', 'x2'),
    node('Tanh', ['x2'], 'final'),
    node('MatMul', ['final', 'head'], 'raw'),
    node('Tanh', ['raw'], 'capped'),
    node('Mul', ['capped', 'scale'], 'logits'),
  ];
  const cache = (kind: string) =>
    [0, 1].flatMap((l) => ['key', 'value'].map((part) => makeValueInfo(`${kind}.${l}.${part}`, FLOAT32, ['b', 1, kind, H])));
  return modelBytes(
    {
      nodes: o.replace?.(nodes) ?? nodes,
      initializers: [
        float32('table', [V, H], wave),
        float32('scale', [], () => 3),
        float32('wk', [H, H], wave),
        float32('wo', [H, H], (i) => wave(i + 5)),
        float32('wm', [H, H], (i) => wave(i + 9)),
        float32('head', [H, V], (i) => wave(i + 2)),
        rawTensor('one', INT64, [1], new Uint8Array(BigInt64Array.of(1n).buffer)),
      ],
      inputs: [
        makeValueInfo('input_ids', INT64, ['b', 's']),
        makeValueInfo('attention_mask', INT64, ['b', 't']),
        ...cache('past_key_values'),
      ],
      outputs: [makeValueInfo('logits', FLOAT32, ['b', 's', V]), ...cache('present')],
      ...o.graph,
    },
    o.opset,
  );
}

/** The head behind a cut to the last `num_logits_to_keep` positions (0: all), as newer exports for transformers.js have it. */
export function keepingLogits(onnx: Uint8Array, hidden: string): Uint8Array {
  const model = readModel(onnx);
  const { graph } = model;
  const integers = (name: string, ...values: bigint[]) =>
    rawTensor(name, INT64, [values.length], new Uint8Array(BigInt64Array.from(values).buffer));
  const at = graph.nodes.findIndex((n) => n.inputs[0] === hidden && n.op.startsWith('MatMul'));
  const head = graph.nodes[at] as Node;
  const cut = [
    node('Neg', ['num_logits_to_keep'], 'keep_from'),
    node('Unsqueeze', ['keep_from', 'keep_axis'], 'keep_start'),
    node('Slice', [hidden, 'keep_start', 'keep_end', 'keep_positions'], 'kept_hidden'),
  ];
  return writeModel(model, {
    ...graph,
    nodes: [...graph.nodes.slice(0, at), ...cut, rewire(head, ['kept_hidden', ...head.inputs.slice(1)]), ...graph.nodes.slice(at + 1)],
    initializers: [...graph.initializers, integers('keep_axis', 0n), integers('keep_end', 2n ** 62n), integers('keep_positions', 1n)],
    inputs: [...graph.inputs, makeValueInfo('num_logits_to_keep', INT64, [])],
  });
}
