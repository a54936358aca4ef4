/**
 * Of a text that is read under several pushes, what lies beneath all of them is computed once: the first reading, of one row, hands out
 * what its first blocks gave, the others are fed that (src/graph/beneath.ts), each row of a batch the same. The numbers of one row are
 * those of computing it again, to the bit.
 */
import { POOLED, streamIn, streamOut, type Beneath } from '../../src/graph/beneath';
import type { LoadedModel } from '../model/loaded';
import type { KvCache } from './cache-tensor';
import type { Pass } from './forward';
import { ort } from '../device/runtime';

type Tensors = Readonly<Record<string, ort.Tensor>>;

/** What the first blocks gave, by what was read. For as long as texts are read that are the same under each push. */
export class Given {
  readonly held = new Map<string, { readonly feeds: Tensors; readonly cache: Tensors }>();

  /** For a pass that ends `ids`, which begin with the first token that was ever read. */
  of(ids: readonly number[]): NonNullable<Pass['given']> {
    return { from: this, text: ids.join() };
  }
}

/** What a run is fed beside its tokens, what it is asked for beside its numbers, and all that it gave. */
interface Way {
  readonly feeds: Tensors;
  readonly wanted: readonly string[];
  readonly whole: (outputs: Tensors) => Tensors;
}

/** How a pass after what `cache` holds goes about the first blocks. `names`: the outputs that it needs. */
export function wayBeneath(
  { beneath, graph: { width } }: Pick<LoadedModel, 'beneath' | 'graph'>,
  pass: Pass,
  cache: Pick<KvCache, 'length'>,
  names: readonly string[],
): Way {
  if (!beneath) return { feeds: {}, wanted: names, whole: (outputs) => outputs };
  const { blocks, streams } = beneath;
  const rows = pass.ids.length;
  const nothing = nothingGiven(beneath, rows, width);
  if (!pass.given || !isAbove(pass, beneath, width)) return { feeds: nothing, wanted: names, whole: (outputs) => outputs };
  const { from, text } = pass.given;
  const lower = names.filter((name) => beneath.cache.includes(name));
  const pool = pass.pool.subarray(0, pass.pool.length / rows);
  const key = [text, cache.length, pass.ids[0]!.length, pool.join(), lower.length].join(' ');
  const held = from.held.get(key);
  if (held)
    return {
      feeds: mapped(held.feeds, (tensor, name) => forRows(tensor, rows, name === POOLED ? 1 : 0)),
      wanted: names.filter((name) => !lower.includes(name)),
      whole: (outputs) => ({ ...outputs, ...mapped(held.cache, (tensor) => forRows(tensor, rows)) }),
    };
  if (rows > 1) return { feeds: nothing, wanted: names, whole: (outputs) => outputs };
  return {
    feeds: nothing,
    wanted: [...names, ...counted(streams, streamOut)],
    whole: (outputs) => {
      const pooled = (outputs.hook_resid_post!.data as Float32Array).slice(0, blocks * rows * pass.pools * width);
      from.held.set(key, {
        feeds: {
          ...Object.fromEntries(counted(streams, (i) => [streamIn(i), outputs[streamOut(i)]!])),
          [POOLED]: new ort.Tensor('float32', pooled, [blocks, rows, pass.pools, width]),
        },
        cache: Object.fromEntries(lower.map((name) => [name, forRows(outputs[name]!, 1)])),
      });
      return outputs;
    },
  };
}

/** Feeds of `rows` rows whose first blocks are computed. */
export const nothingGiven = ({ blocks, streams }: Beneath, rows: number, width: number): Tensors => ({
  ...Object.fromEntries(counted(streams, (i) => [streamIn(i), new ort.Tensor('float32', new Float32Array(0), [rows, 0, width])])),
  [POOLED]: new ort.Tensor('float32', new Float32Array(0), [blocks, rows, 0, width]),
});

const counted = <T>(count: number, each: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => each(i));

/** No row's push reaches the first blocks. */
const isAbove = ({ steer, ids }: Pass, { blocks }: Beneath, width: number): boolean =>
  steer === null || steer.subarray(0, blocks * ids.length * width).every((x) => x === 0);

/**
 * One row's numbers for each of `rows` rows, which are an axis of the tensor. Always another tensor: a cache disposes of those that it was
 * given.
 */
function forRows({ data, dims }: ort.Tensor, rows: number, axis: 0 | 1 = 0): ort.Tensor {
  const one = data as Float32Array;
  const before = axis === 0 ? 1 : dims[0]!;
  const size = one.length / before;
  const all = rows === 1 ? one : new Float32Array(rows * one.length);
  if (rows > 1)
    for (let i = 0; i < before * rows; i++) all.set(one.subarray(Math.floor(i / rows) * size, (Math.floor(i / rows) + 1) * size), i * size);
  return new ort.Tensor('float32', all, dims.toSpliced(axis, 1, rows));
}

const mapped = (tensors: Tensors, to: (tensor: ort.Tensor, name: string) => ort.Tensor): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, to(tensor, name)]));
