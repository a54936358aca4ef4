/** The instrumented graph and its weight files as a session takes them: in pieces the runtime can address, and made fit for the device. */
import { leftFused, lowerAttention } from '../../src/graph/attention';
import { cutBeneath, type Beneath } from '../../src/graph/beneath';
import type { GraphInfo } from '../../src/graph/info';
import { cutLast } from '../../src/graph/last-block';
import { addLogProbs } from '../../src/graph/log-probs';
import { lower } from '../../src/graph/lower';
import { sliceCache } from '../../src/graph/slice-cache';
import { splitFiles } from '../../src/graph/split';
import { widen } from '../../src/graph/widen';
import { middleBand } from '../../src/lab/units';
import type { Device } from '../../src/protocol';

export interface Mounted {
  bytes: Uint8Array;
  /** By location: bytes, or a Blob that has not been read. */
  files: ReadonlyMap<string, Uint8Array | Blob>;
  /** How the graph was cut beneath the middle blocks, where one pushes; null where it is whole. */
  beneath: Beneath | null;
  /**
   * Several rows go on from a cache with several tokens each: where all attention is in plain operators then (src/graph/attention.ts).
   * GroupQueryAttention does so in one row alone.
   */
  rowsGoOn: boolean;
}

interface Options {
  info: GraphInfo;
  device: Device;
  /** 4- and 8-bit weights as float32. */
  widen: boolean;
  /** New tokens from which attention is written in plain operators on the CPU; left out: where that is faster. Infinity: never. */
  loweredFrom?: number;
}

/**
 * Weights stay Blobs on the disk until somebody needs their bytes: here only widening does. Throws what `widen`, `lower` and `splitFiles`
 * throw.
 */
export async function mount(graph: Uint8Array, blobs: ReadonlyMap<string, Blob>, o: Options): Promise<Mounted> {
  const split = splitFiles(graph);
  const plain = split?.bytes ?? graph;
  const whole = lower(plain, o.device) ?? plain;
  const files = new Map(blobs);
  for (const { of } of split?.pieces ?? []) files.delete(of);
  for (const { location, of, from, bytes } of split?.pieces ?? []) files.set(location, blobs.get(of)!.slice(from, from + bytes));
  if (o.device === 'webgpu') return { bytes: whole, files, beneath: null, rowsGoOn: false };
  // On the CPU every output is copied out of WebAssembly: ask for the new keys and values only.
  const sliced = sliceCache(whole, o.info);
  const short = cutLast(sliced ?? whole, o.info) ?? sliced ?? whole;
  const lowered = lowerAttention(short, o.info, o.loweredFrom);
  const bytes = addLogProbs(lowered ?? short);
  const rowsGoOn = sliced !== null && lowered !== null && leftFused(sliced, o.info).length === 0;
  const cut = (graph: Uint8Array) => cutBeneath(graph, o.info, middleBand(o.info.layers)[0]) ?? { bytes: graph, beneath: null };
  if (!o.widen) return { ...cut(bytes), files, rowsGoOn };
  const narrow = new Map<string, Uint8Array>();
  for (const [location, blob] of files) narrow.set(location, new Uint8Array(await blob.arrayBuffer()));
  const wide = widen(bytes, narrow);
  return {
    ...cut(wide.bytes),
    rowsGoOn,
    files: new Map(wide.external.map(({ location }) => [location, wide.files.get(location) ?? narrow.get(location)!])),
  };
}
