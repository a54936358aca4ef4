/** What a graph is and what it wants of a device, for the person who brought it: plain data, nothing fetched but the graph. */
import type { Inspection } from '../protocol';
import type { Hints } from './hints';
import { instrument } from './instrument';
import { planMemory } from './plan';
import { readModel } from './onnx';
import { unsupported } from './support';

/** The context and rows the sizes are told for: one long prompt, eight strengths side by side. */
export const SHOWN = { context: 2048, rows: 8 } as const;

/** A file of this machine may be called anything; only the name of weight files inside graphs is a danger. */
export const plainName = (file: string): string => file.replace(/[/\\\0:]|\.\.+/g, '_') || 'model.onnx';

/**
 * Reads the graph in `file`, of `size` bytes where `onnx` is only its skeleton. Throws GraphError with every code of error.ts: a graph
 * that could not be loaded cannot be inspected.
 */
export function inspect(onnx: Uint8Array, file: string, size = onnx.length, hints: Hints = {}): Inspection {
  const { bytes, info } = instrument(onnx, { file: plainName(file), hints });
  const gpu = planMemory(
    info,
    { device: 'webgpu', maxBufferSize: Infinity, maxStorageBufferBindingSize: Infinity, shaderF16: true },
    SHOWN,
  );
  const cpu = planMemory(info, { device: 'wasm' }, SHOWN);
  const { graph } = readModel(bytes);
  /** What the device lacks, in words; null where it lacks nothing. */
  const lacks = (device: 'wasm' | 'webgpu'): string | null => {
    const found = unsupported(graph, device, { widened: device === 'wasm' && info.bits !== null && cpu.widen });
    return found && `${found.message} ${found.hint}`;
  };
  return {
    file,
    blocks: info.layers,
    width: info.width,
    vocab: info.vocab,
    sites: [...info.sites],
    dtypes: { activation: info.activation, kv: info.kvType, logits: info.logitsType },
    bits: info.bits,
    precision: info.precision,
    bytes: { file: size, graph: bytes.length, weights: info.weights.bytes },
    external: [...info.external],
    ops: info.ops,
    inputs: [...info.inputs],
    outputs: [...info.outputs],
    needs: {
      ...SHOWN,
      shaderF16: info.activation === 'float16',
      largestBuffer: gpu.largest,
      gpuBytes: gpu.bytes.total,
      wasmBytes: cpu.bytes.total,
      widen: cpu.widen,
      gpuProblem: lacks('webgpu'),
      wasmProblem: lacks('wasm') ?? cpu.problem,
      slowReason: cpu.slowReason,
    },
  };
}
