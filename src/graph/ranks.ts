/** Into how many axes a Reshape goes, as far as its shape input tells without being computed. */
import { integersOf } from './constant';
import { attribute, type Graph } from './onnx';

/**
 * Tells the number of axes of a shape tensor: stated, joined from stated parts and single lengths, that of the tensor whose whole shape it
 * is, or null. `rankOf` tells that of tensors which are known by more than the graph states.
 */
export function ranks(graph: Graph, rankOf: (tensor: string) => number | null): (shape: string) => number | null {
  const integers = integersOf(graph);
  const makers = new Map(graph.nodes.filter(({ op }) => op === 'Concat' || op === 'Shape').map((node) => [node.outputs[0] ?? '', node]));
  const stated = new Map(graph.valueInfo.map(({ name, dims }) => [name, dims?.length ?? null]));
  return (shape) => {
    const whole = integers(shape);
    if (whole) return whole.length;
    const maker = makers.get(shape);
    const [input = ''] = maker?.inputs ?? [];
    // A Shape may be cut to some of the axes.
    if (maker?.op === 'Shape')
      return attribute(maker, 'start') || attribute(maker, 'end') ? null : (rankOf(input) ?? stated.get(input) ?? null);
    // What is not stated beside others is one length, taken from another tensor's shape.
    return maker?.inputs.reduce((rank, part) => rank + (integers(part)?.length ?? 1), 0) ?? null;
  };
}
