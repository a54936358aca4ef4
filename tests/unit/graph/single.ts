/**
 * Graphs of one operator, and what ONNX Runtime's plain WASM build says to them: the proof behind the table of
 * src/graph/support-table.ts.
 */
import { makeValueInfo, rewire, type AttributeValue } from '../../../src/graph/build';
import { FLOAT16, FLOAT32, INT64, UINT8 } from '../../../src/graph/tensor';
import { ort } from './fixture';
import { modelBytes, node, rawTensor } from './synthetic';

export const [INT8, INT32, BFLOAT16, FLOAT8, UINT4] = [3, 6, 16, 17, 21];
const KINDS: Readonly<Record<number, [ort.Tensor.Type, (length: number) => ort.Tensor.DataType]>> = {
  [FLOAT32]: ['float32', (n) => Float32Array.from({ length: n }, (_, i) => Math.sin(i * 1.7) / 2)],
  [FLOAT16]: ['float16', (n) => Uint16Array.from({ length: n }, (_, i) => (11 << 10) | ((i * 37) & 1023))],
  [UINT8]: ['uint8', (n) => Uint8Array.from({ length: n }, (_, i) => (i * 37) & 255)],
  [INT8]: ['int8', (n) => new Int8Array(n)],
  [INT32]: ['int32', (n) => new Int32Array(n).fill(1)],
  [INT64]: ['int64', (n) => new BigInt64Array(n)],
};

/** One operator: its inputs (type and shape, null for one left out), its outputs (type and rank). */
export interface Single {
  op: string;
  domain?: string;
  inputs: readonly (readonly [type: number, ...dims: number[]] | null)[];
  outputs: readonly (readonly [type: number, rank: number] | null)[];
  attributes?: Record<string, AttributeValue>;
  opset?: number;
  /** Values of integer inputs, by index. */
  values?: Readonly<Record<number, readonly number[]>>;
}

export function singleGraph({ op, domain = 'com.microsoft', inputs, outputs, attributes = {}, opset = 22 }: Single): Uint8Array {
  const names = inputs.map((input, i) => (input ? `in${i}` : ''));
  const made = node(op, names, 'out0', attributes, domain);
  return modelBytes(
    {
      nodes: [
        rewire(
          made,
          names,
          outputs.map((output, i) => (output ? `out${i}` : '')),
        ),
      ],
      inputs: inputs.flatMap((input, i) => (input && !STORED[input[0]] ? [makeValueInfo(`in${i}`, input[0], input.slice(1))] : [])),
      initializers: inputs.flatMap((input, i) => (input && STORED[input[0]] ? [stored(`in${i}`, input[0], input.slice(1))] : [])),
      outputs: outputs.flatMap((output, i) =>
        output
          ? [
              makeValueInfo(
                `out${i}`,
                output[0],
                Array.from({ length: output[1] }, (_, d) => `d${i}_${d}`),
              ),
            ]
          : [],
      ),
    },
    opset,
    domain === '' ? [] : [domain],
  );
}

/** Types that JavaScript cannot feed are weights of the graph, all zero: bits by element. */
const STORED: Readonly<Record<number, number>> = { [BFLOAT16]: 16, [FLOAT8]: 8, [UINT4]: 4 };
const stored = (name: string, type: number, dims: number[]) =>
  rawTensor(name, type, dims, new Uint8Array((dims.reduce((a, b) => a * b, 1) * (STORED[type] as number)) / 8));

/** What to feed it. */
export function singleFeeds({ inputs, values }: Single): Record<string, ort.Tensor> {
  return Object.fromEntries(
    inputs.flatMap((input, i) => {
      if (!input || STORED[input[0]]) return [];
      const [type, ...dims] = input;
      const kind = KINDS[type];
      if (!kind) throw new Error(`no data of type ${type}`);
      const data = kind[1](dims.reduce((a, b) => a * b, 1));
      values?.[i]?.forEach(
        (value, at) => ((data as unknown as Record<number, number | bigint>)[at] = type === INT64 ? BigInt(value) : value),
      );
      return [[`in${i}`, new ort.Tensor(kind[0], data as never, dims)]];
    }),
  );
}

/** Null where the operator ran, else what the runtime said. `ran` sees the outputs. */
export async function refusal(
  single: Single,
  ran: (outputs: ort.InferenceSession.OnnxValueMapType) => void = () => undefined,
  graph = singleGraph(single),
): Promise<string | null> {
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(graph, { executionProviders: ['wasm'], logSeverityLevel: 4 });
  } catch (error) {
    return `create: ${(error as Error).message}`;
  }
  try {
    ran(await session.run(singleFeeds(single)));
    return null;
  } catch (error) {
    return `run: ${(error as Error).message}`;
  } finally {
    await session.release();
  }
}
