/** The instrumented graph and its weight files as a session takes them: in pieces the runtime can address, and made fit for the device. */
import { leftFused, lowerAttention } from '../../src/graph/attention';
import { cutBeneath, type Beneath } from '../../src/graph/beneath';
import type { GraphInfo } from '../../src/graph/info';
import { cutLast } from '../../src/graph/last-block';
import { addLogProbs } from '../../src/graph/log-probs';
import { lower } from '../../src/graph/lower';
import { sliceCache } from '../../src/graph/slice-cache';
import { splitFiles, type Piece } from '../../src/graph/split';
import { fillWide, planWide, type Widening } from '../../src/graph/widen';
import { middleBand } from '../../src/lab/units';
import type { Device } from '../../src/protocol';
import { Made } from './made';

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
  /** Of the same graph, on an earlier load. */
  made?: Made;
}

/** How a graph is mounted, before any weight is read. */
interface Laid extends Pick<Mounted, 'bytes' | 'beneath' | 'rowsGoOn'> {
  /** Views of long files, in their place. */
  readonly pieces: readonly Piece[];
  /** The weights that become float32; null where none does. */
  readonly widening: Widening | null;
}

/**
 * Weights stay Blobs on the disk until somebody needs their bytes: here only widening does. Throws what `planWide`, `fillWide`, `lower` and
 * `splitFiles` throw.
 */
export async function mount(graph: Uint8Array, blobs: ReadonlyMap<string, Blob>, o: Options): Promise<Mounted> {
  const { made = Made.none() } = o;
  const { pieces, widening, ...laid } = made.step(`laid ${o.device} ${o.widen} ${o.loweredFrom ?? ''}`, () => lay(graph, o));
  const files = new Map(blobs);
  for (const { of } of pieces) files.delete(of);
  for (const { location, of, from, bytes } of pieces) files.set(location, blobs.get(of)!.slice(from, from + bytes));
  if (!widening) return { ...laid, files };
  const narrow = new Map<string, Uint8Array>();
  for (const [location, blob] of files) narrow.set(location, new Uint8Array(await blob.arrayBuffer()));
  const wide = fillWide(widening, narrow);
  return { ...laid, files: new Map(widening.external.map(({ location }) => [location, wide.get(location) ?? narrow.get(location)!])) };
}

function lay(graph: Uint8Array, { info, device, widen, loweredFrom }: Options): Laid {
  const split = splitFiles(graph);
  const plain = split?.bytes ?? graph;
  const pieces = split?.pieces ?? [];
  const whole = lower(plain, device) ?? plain;
  if (device === 'webgpu') return { bytes: whole, pieces, beneath: null, rowsGoOn: false, widening: null };
  // On the CPU every output is copied out of WebAssembly: ask for the new keys and values only.
  const sliced = sliceCache(whole, info);
  const short = cutLast(sliced ?? whole, info) ?? sliced ?? whole;
  const lowered = lowerAttention(short, info, loweredFrom);
  const bytes = addLogProbs(lowered ?? short);
  const rowsGoOn = sliced !== null && lowered !== null && leftFused(sliced, info).length === 0;
  const wide = widen ? planWide(bytes) : null;
  const last = wide?.bytes ?? bytes;
  return {
    pieces,
    rowsGoOn,
    widening: wide?.widening ?? null,
    ...(cutBeneath(last, info, middleBand(info.layers)[0]) ?? { bytes: last, beneath: null }),
  };
}
