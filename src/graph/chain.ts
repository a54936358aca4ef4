/** Nodes that are written one after the other, as a graph's own or as a branch of an `If`. */
import { makeGraph, makeNode, makeValueInfo, rewire, type AttributeValue } from './build';
import type { Node, ValueInfo } from './onnx';
import { float32Tensor, int64Tensor, type Tensor } from './tensor';

/** Nodes that follow each other, each by its output; names begin with `here`. */
export class Chain {
  readonly nodes: Node[] = [];

  /** By name. Within a branch they are the branch's own: each tensor that it takes from around it costs time at every run. */
  readonly constants = new Map<string, Tensor>();

  constructor(readonly here: string) {}

  /** One output, whose name it returns. */
  then(op: string, inputs: readonly string[], as: string, attributes: Record<string, AttributeValue> = {}, domain = ''): string {
    const output = this.here + as;
    this.nodes.push(makeNode(op, inputs, output, attributes, domain));
    return output;
  }

  split(of: string, sizes: readonly number[], axis: number, as: readonly string[]): string[] {
    const names = as.map((name) => this.here + name);
    const split = makeNode('Split', [of, this.integers(...sizes)], names[0]!, { axis });
    this.nodes.push(rewire(split, split.inputs, names));
    return names;
  }

  integers(...values: readonly number[]): string {
    const name = `${this.here}[${values.join(',')}]`;
    this.constants.set(name, int64Tensor(name, values, [values.length]));
    return name;
  }

  /** A whole number without axes: a Gather by it drops the axis. */
  integer(value: number): string {
    const name = `${this.here}#${value}`;
    this.constants.set(name, int64Tensor(name, [value], []));
    return name;
  }

  /** A number as a tensor of `rank` axes. */
  float(value: number, rank = 1): string {
    const name = `${this.here}${value}:${rank}`;
    this.constants.set(name, float32Tensor(name, [value], Array<number>(rank).fill(1)));
    return name;
  }

  /** As a branch that hands out `outputs`. */
  branch(outputs: readonly ValueInfo[]): { graph: Uint8Array } {
    return { graph: makeGraph(this.here, this.nodes, [...this.constants.values()], outputs) };
  }
}

/** A value of any shape of that rank. */
export const freeValue = (name: string, elemType: number, rank: number) => makeValueInfo(name, elemType, Array<string>(rank).fill(''));
