/**
 * What the lab is compared with: the graph as published, widened where the lab's is, without reading and steering.
 * `one-position` cuts the logits before the head, as the lab does, so that only the instruments differ.
 */
import { makeNode, makeValueInfo, rewire, writeModel } from '../../src/graph/build';
import { findHead } from '../../src/graph/head';
import { externalFiles } from '../../src/graph/info';
import { readModel } from '../../src/graph/onnx';
import { FLOAT32, INT64 } from '../../src/graph/tensor';
import { widen } from '../../src/graph/widen';
import type { GraphInfo } from '../../src/graph/info';
import type { Device } from '../../src/protocol';
import { sliceCache } from '../../src/graph/slice-cache';
import { chooseDevice } from '../../workers/device/device';
import type { KvCache } from '../../workers/pass/cache-tensor';
import { ort, startRuntime } from '../../workers/device/runtime';
import { createSession } from '../../workers/device/session';
import type { Mounted } from '../../workers/model/mount';
import { FILE, ROOT } from './models';

export type Head = 'every-position' | 'one-position';

export interface PlainModel {
  session: ort.InferenceSession;
  head: Head;
}

/**
 * `graph`: of the lab's model, for the names of its cache. `alike` keeps the cache the lab's way, so that a decode step differs by the
 * instruments alone (on WebGPU it is the one way there is).
 */
export async function plainModel(device: Device, head: Head, graph: Pick<GraphInfo, 'cache'>, alike = false): Promise<PlainModel> {
  const { gpu } = await chooseDevice(device, false, (error) => console.error(error.message));
  const build = startRuntime(device);
  const fetchFile = async (path: string) => new Uint8Array(await (await fetch(`${ROOT}/${path}`)).arrayBuffer());
  const published = await fetchFile(`onnx/${FILE}`);
  const files = new Map<string, Uint8Array>();
  for (const { location } of externalFiles(readModel(published).graph.initializers))
    files.set(location, await fetchFile(`onnx/${location}`));
  const cut = head === 'one-position' ? cutHead(published) : published;
  const mounted = gpu ? { bytes: cut, files } : widened(alike ? (sliceCache(cut, graph) ?? cut) : cut, files);
  return { session: await createSession(mounted, graph, { gpu, build }), head };
}

function widened(graph: Uint8Array, files: ReadonlyMap<string, Uint8Array>): Pick<Mounted, 'bytes' | 'files'> {
  const wide = widen(graph, files);
  return {
    bytes: wide.bytes,
    files: new Map(wide.external.map(({ location }) => [location, wide.files.get(location) ?? files.get(location)!])),
  };
}

/** Logits of the last of `ids`, read after what `cache` holds; advances it, unless `keep` is false. */
export async function plainForward(
  { session, head }: PlainModel,
  ids: readonly number[],
  cache: KvCache,
  keep = true,
): Promise<Float32Array> {
  const total = cache.length + ids.length;
  const inputs: Record<string, ort.Tensor> = {
    ...cache.feeds(ids.length),
    input_ids: int64([1, ids.length], ids),
    attention_mask: int64([1, total], new Array<number>(total).fill(1)),
    ...(head === 'one-position' ? { logit_index: int64([1, 1, 1], [ids.length - 1]) } : {}),
  };
  const outputs = await session.run(inputs, ['logits', ...(keep ? cache.wanted : [])]);
  if (keep) cache.advance(outputs, ids.length);
  const logits = outputs.logits!.data as Float32Array;
  return logits.subarray(logits.length - outputs.logits!.dims[2]!);
}

/** The graph with its head fed by the positions in `logit_index`, int64 [batch, kept, 1]. */
function cutHead(onnx: Uint8Array): Uint8Array {
  const model = readModel(onnx);
  const { graph } = model;
  const { at, after, vocab } = findHead(graph);
  if (!at) throw new Error('expected a head that is a matrix product');
  const nodes = graph.nodes.flatMap((node, i) => {
    if (i !== at.node) return [node];
    const gather = makeNode('GatherND', [node.inputs[at.input]!, 'logit_index'], 'kept', { batch_dims: 1 });
    return [
      gather,
      rewire(
        node,
        node.inputs.map((name, input) => (input === at.input ? 'kept' : name)),
      ),
    ];
  });
  return writeModel(model, {
    ...graph,
    nodes,
    inputs: [...graph.inputs, makeValueInfo('logit_index', INT64, ['batch_size', 'kept_positions', 1])],
    outputs: graph.outputs.map((out) =>
      out.name === 'logits' ? makeValueInfo('logits', FLOAT32, ['batch_size', 'kept_positions', vocab!]) : out,
    ),
    valueInfo: graph.valueInfo.filter((value) => !after.has(value.name)),
  });
}

const int64 = (dims: number[], values: readonly number[]): ort.Tensor => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
