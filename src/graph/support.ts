/** Whether a device can run a graph: asks the table (support-table.ts) node by node, before weights are fetched. */
import { GraphError } from './error';
import { intAttribute, readModel, type Graph } from './onnx';
import { SUPPORT, type Around, type SupportDevice } from './support-table';

/** Operator sets the runtime brings along. */
const DOMAINS = new Set([
  '',
  'com.microsoft',
  'com.microsoft.nchwc',
  'com.microsoft.experimental',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview.training',
  'com.ms.internal.nhwc',
  'org.pytorch.aten',
]);

export interface Unsupported {
  /** What the graph wants, where, and why that cannot be done: one sentence. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/**
 * The first thing in `graph` that `device` cannot do, lowered or not; null where there is none. `widened`: its 4- and 8-bit weights will
 * be float32.
 */
export function unsupported(graph: Graph, device: SupportDevice, o: { widened: boolean }): Unsupported | null {
  const around = surroundings(graph, o.widened);
  for (const node of graph.nodes) {
    if (!DOMAINS.has(node.domain))
      return {
        message: `${node.name || node.op} is of ${node.domain}, an operator set of its maker's own, which this runtime does not have.`,
        hint: 'Choose an export made of ONNX operators and those of ONNX Runtime.',
      };
    for (const row of SUPPORT) {
      const verdict = row.op === node.op ? row[device] : null;
      if (verdict === null || verdict === 'lowered' || !row.when(node, around)) continue;
      const other = device === 'wasm' ? 'webgpu' : 'wasm';
      const elsewhere = SUPPORT.every((r) => r.op !== node.op || r[other] === null || r[other] === 'lowered' || !r.when(node, around));
      const what = row.part ? `${node.op} with ${row.part}` : node.op;
      return {
        message: `${node.name || 'A node'} is ${what}, which cannot run on ${NAMES[device]}: ${verdict}.`,
        hint: elsewhere ? `Choose ${NAMES[other]}. Or: ${row.instead}` : row.instead,
      };
    }
  }
  return null;
}

const NAMES = { wasm: 'the processor (WASM)', webgpu: 'WebGPU' } as const;

/** Throws graph-unsupported for what `unsupported` finds in the graph `onnx`. */
export function checkSupport(onnx: Uint8Array, device: SupportDevice, o: { widened: boolean }): void {
  const found = unsupported(readModel(onnx).graph, device, o);
  if (found) throw new GraphError('graph-unsupported', found.message, found.hint);
}

function surroundings(graph: Graph, widened: boolean): Around {
  const stored = graph.initializers.map(({ name, dataType: elemType, dims }) => ({ name, elemType, dims }));
  const values = new Map([...graph.valueInfo, ...graph.inputs, ...graph.outputs, ...stored].map((value) => [value.name, value]));
  const last = (name: string | undefined): number | null => {
    const size = values.get(name ?? '')?.dims?.at(-1);
    return typeof size === 'number' && size > 0 ? size : null;
  };
  return {
    widened,
    last,
    type: (name) => values.get(name ?? '')?.elemType ?? null,
    headSize(node) {
      // The cache states it, or the output does: [batch, sequence, heads · size].
      const [whole, heads] = [last(node.outputs[0]), intAttribute(node, 'num_heads', 0)];
      return last(node.inputs[3]) ?? (whole !== null && heads > 0 ? whole / heads : null);
    },
  };
}
