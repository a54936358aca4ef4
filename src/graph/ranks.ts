/** Into how many axes a Reshape goes, as far as its shape input tells without being computed. */
import { integersOf } from './constant';
import type { Graph } from './onnx';

/** Tells the number of axes of a shape tensor: stated, joined from stated parts and single lengths, or null. */
export function ranks(graph: Graph): (shape: string) => number | null {
  const integers = integersOf(graph);
  const makers = new Map(graph.nodes.filter(({ op }) => op === 'Concat').map((node) => [node.outputs[0] ?? '', node]));
  return (shape) => {
    const stated = integers(shape);
    if (stated) return stated.length;
    // What is not stated beside others is one length, taken from another tensor's shape.
    return makers.get(shape)?.inputs.reduce((rank, part) => rank + (integers(part)?.length ?? 1), 0) ?? null;
  };
}
