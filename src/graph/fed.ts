/** What every run feeds: a graph must take these inputs, of any length, and no others. */
import { notUnderstood } from './error';
import type { Graph } from './onnx';

/** What a run can feed beside the cache, and what each axis counts. `num_logits_to_keep`: how many last positions get logits, 0 for all. */
const FED: ReadonlyMap<string, readonly string[]> = new Map([
  ['input_ids', ['batch', 'sequence']],
  ['attention_mask', ['batch', 'past and sequence']],
  ['position_ids', ['batch', 'sequence']],
  ['num_logits_to_keep', []],
]);
/** null: the same in every run. */
const CACHE_AXES = ['batch', null, 'past', null];

/**
 * Throws graph-not-understood for an input whose batch, sequence or past length is a number: runs differ in all three, and ONNX Runtime
 * would refuse the first one of another length. It takes a negative number as free.
 */
export function checkLengths(graph: Graph): void {
  for (const { name, dims } of graph.inputs) {
    const axes = name.startsWith('past_key_values.') ? CACHE_AXES : FED.get(name);
    if (axes?.length !== dims?.length) continue; // another kind of input, or of another rank: refused as such
    axes?.forEach((axis, i) => {
      const length = dims?.[i];
      if (axis !== null && typeof length === 'number' && length >= 0)
        throw notUnderstood(
          'an export that leaves batch, sequence and past length free',
          `${name} [${dims?.join(', ')}] fixes ${axis} (dimension ${i}) at ${length}`,
        );
    });
  }
}

/** Throws graph-not-understood for an input that no run would feed: ONNX Runtime would refuse the first one. */
export function checkInputs(graph: Graph): void {
  const preset = new Set(graph.initializers.map((t) => t.name));
  for (const { name, dims } of graph.inputs) {
    if (name.startsWith('past_key_values.') || preset.has(name)) continue;
    const axes = FED.get(name);
    if (!axes || (dims && dims.length !== axes.length))
      throw notUnderstood(`inputs of a plain language model (${[...FED.keys()].join(', ')}, past_key_values.*)`, `found ${name} [${dims?.join(', ') ?? ''}]`);
  }
}
