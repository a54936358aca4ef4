/**
 * Finds the residual stream of a decoder by structure, never by node names: from the embedding of `input_ids`, sum by sum, to the last
 * block. Exporters name and fuse differently; what they share is that each block adds its branches to one stream.
 */
import { sumsPerBlock } from './blocks';
import { notUnderstood } from './error';
import type { Hints } from './hints';
import type { Graph, Node } from './onnx';
import type { CacheTensor } from './past';
import { followStream, type Sum } from './stream';
import { consumers } from './uses';

/** Where block `block` (0-based) writes its last branch into the residual stream. */
export interface Site extends Sum {
  readonly block: number;
}

export interface Residual {
  readonly sites: readonly Site[];
  readonly width: number;
  /** Positions that a table added to the embedding holds; null where none is added. */
  readonly positions: number | null;
}

/**
 * The residual stream of every block. `cache` is what the graph remembers: it says at which sums blocks begin. Throws graph-not-understood,
 * saying what was looked for and not found, and graph-bad-size when the widths of embedding and norms disagree.
 */
export function findResidual(graph: Graph, cache: readonly CacheTensor[], hints: Hints = {}): Residual {
  const { sums, width, positions, readsAt } = followStream(graph, hints);
  const perBlock = sumsPerBlock(sums.length, cache, readsAt, hints.layers);
  const layers = sums.length / perBlock;
  // A head on an earlier state is a broken export: it would run, and speak nonsense.
  const read = readsAt.get('logits');
  if (read !== undefined && read !== sums.length)
    throw notUnderstood(`logits computed from the residual stream after all ${sums.length} sums`, `they depend on its state after ${read}`);
  const uses = consumers(graph);
  const outputs = new Set(graph.outputs.map((o) => o.name));
  const sites = Array.from({ length: layers }, (_, block) => {
    const site = { ...(sums[(block + 1) * perBlock - 1] as Sum), block };
    const branch = (graph.nodes[site.sum] as Node).inputs[site.branch] as string;
    if (uses.get(branch)?.length !== 1 || outputs.has(branch))
      throw notUnderstood(`one reader of ${branch}, which block ${block} adds to the residual stream`, 'other nodes read it too');
    return site;
  });
  return { sites, width, positions };
}
