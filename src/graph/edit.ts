/**
 * The nodes that reading and steering add to a graph (src/graph/instrument.ts says what they are for), put around the old ones so that the
 * order stays topological.
 */
import { makeNode, rewire } from './build';
import { Clamp } from './clamp';
import type { Head } from './head';
import type { GraphInfo } from './info';
import type { Graph, Node } from './onnx';
import type { Site } from './residual';
import { FLOAT32, int64Tensor, type Tensor } from './tensor';

/** Before every name that the lab adds. */
export const OURS = '/eia/';

/** Collects new nodes around the old ones, so that the node order stays topological. */
export class Edit {
  readonly tensors: Tensor[] = [int64Tensor(`${OURS}minus_one`, [-1], [1])];
  private readonly first: Node[] = [];
  private readonly before = new Map<number, Node[]>();
  private readonly after = new Map<number, Node[]>();
  private readonly last: Node[] = [];
  private readonly changed: Node[];
  private readonly pooled: string[] = [];
  private halfSteer = false;
  private readonly clamp: Clamp | null;

  /** `clamps`: in the second form (src/graph/clamp.ts). */
  constructor(graph: Graph, clamps: boolean) {
    this.changed = [...graph.nodes];
    this.clamp = clamps ? new Clamp(OURS) : null;
    if (!this.clamp) return;
    this.tensors.push(...this.clamp.tensors);
    this.first.push(...this.clamp.first());
  }

  nodes(): Node[] {
    return [
      ...this.first,
      ...this.changed.flatMap((node, i) => [...(this.before.get(i) ?? []), node, ...(this.after.get(i) ?? [])]),
      ...this.last,
    ];
  }

  /** Steers and reads one block. */
  site(site: Site): GraphInfo['sites'][number] {
    const { block, sum: at, branch: input, output, elemType, flat } = site;
    const node = this.changed[at] as Node;
    const here = `${OURS}block.${block}/`;
    const branch = node.inputs[input] as string;
    this.tensors.push(int64Tensor(`${here}index`, [block], []));
    const push = makeNode('Gather', [this.steer(elemType), `${here}index`], `${here}steer`, { axis: 0 }); // [B, 1, width]
    const change = this.clamp?.at(here, node, site, flat === null ? null : `${here}shape`) ?? [];
    const pushed = (from: string, to: string): Node[] =>
      change.length === 0
        ? [push, makeNode('Add', [from, `${here}steer`], to)]
        : [
            push,
            makeNode('Add', [from, `${here}steer`], `${here}steered`),
            ...change,
            makeNode('Add', [`${here}steered`, `${here}change`], to),
          ];
    this.before.set(
      at,
      flat === null
        ? pushed(branch, `${here}branch`)
        : [
            makeNode('Shape', [flat], `${here}shape`), // [B, S, width]
            makeNode('Shape', [branch], `${here}flat_shape`),
            makeNode('Reshape', [branch, `${here}shape`], `${here}unfolded`),
            ...pushed(`${here}unfolded`, `${here}pushed`),
            makeNode('Reshape', [`${here}pushed`, `${here}flat_shape`], `${here}branch`),
          ],
    );
    // The last fused norm has no use for the sum and does not put it out: give it that output.
    const sum = node.outputs[output] || `${here}resid_post`;
    const outputs = Array.from({ length: Math.max(node.outputs.length, output + 1) }, (_, i) =>
      i === output ? sum : (node.outputs[i] ?? ''),
    );
    this.changed[at] = rewire(
      node,
      node.inputs.map((name, i) => (i === input ? `${here}branch` : name)),
      outputs,
    );
    const float = elemType === FLOAT32 ? sum : `${here}float`;
    const read = flat === null ? float : `${here}read`;
    this.after.set(at, [
      ...(elemType === FLOAT32 ? [] : [makeNode('Cast', [sum], float, { to: FLOAT32 })]),
      ...(flat === null ? [] : [makeNode('Reshape', [float, `${here}shape`], read)]),
      makeNode('MatMul', ['pool', read], `${here}pooled`), // [B, P, width]
    ]);
    this.pooled.push(`${here}pooled`);
    return { block, node: node.name, branch, sum };
  }

  /** The steering input in the type of the stream; cast once for all blocks. */
  private steer(elemType: number): string {
    if (elemType === FLOAT32) return 'steer';
    if (!this.halfSteer) this.first.push(makeNode('Cast', ['steer'], `${OURS}steer`, { to: elemType }));
    this.halfSteer = true;
    return `${OURS}steer`;
  }

  /** All blocks in one output. One Reshape at the end instead of an Unsqueeze per block: half the cost of reading in a decode step. */
  join(layers: number, width: number): void {
    if (this.pooled.length !== layers) throw new Error(`${this.pooled.length} of ${layers} blocks read`);
    this.tensors.push(
      int64Tensor(`${OURS}layers`, [layers], [1]),
      int64Tensor(`${OURS}width`, [width], [1]),
      int64Tensor(`${OURS}first_two`, [0, 1], [2]),
    );
    this.last.push(
      makeNode('Concat', this.pooled, `${OURS}pooled`, { axis: 0 }), // [layers · B, P, width]
      makeNode('Shape', ['pool'], `${OURS}pool_shape`),
      makeNode('Gather', [`${OURS}pool_shape`, `${OURS}first_two`], `${OURS}rows_pools`, { axis: 0 }),
      makeNode('Concat', [`${OURS}layers`, `${OURS}rows_pools`, `${OURS}width`], `${OURS}shape`, { axis: 0 }),
      makeNode('Reshape', [`${OURS}pooled`, `${OURS}shape`], 'hook_resid_post'),
      ...(this.clamp?.last() ?? []),
    );
  }

  /** Cuts the wanted positions out before the head, and hands out float32. */
  head({ at, elemType }: Head): void {
    const index = makeNode('Unsqueeze', ['logit_index', `${OURS}minus_one`], `${OURS}logit_index`); // [B, K, 1]
    const gather = (from: string, to: string) => makeNode('GatherND', [from, `${OURS}logit_index`], to, { batch_dims: 1 });
    if (at) {
      const node = this.changed[at.node] as Node;
      this.before.set(at.node, [...(this.before.get(at.node) ?? []), index, gather(node.inputs[at.input] as string, `${OURS}kept`)]);
      this.changed[at.node] = rewire(
        node,
        node.inputs.map((name, i) => (i === at.input ? `${OURS}kept` : name)),
      );
    }
    if (at && elemType === FLOAT32) return;
    const raw = `${OURS}logits`;
    const renamed = (names: readonly string[]) => names.map((name) => (name === 'logits' ? raw : name));
    this.changed.forEach((node, i) => {
      if (node.outputs.includes('logits') || node.inputs.includes('logits'))
        this.changed[i] = rewire(node, renamed(node.inputs), renamed(node.outputs));
    });
    const kept = at ? raw : `${OURS}kept`;
    if (!at) this.last.push(index, gather(raw, elemType === FLOAT32 ? 'logits' : kept));
    if (elemType !== FLOAT32) this.last.push(makeNode('Cast', [kept], 'logits', { to: FLOAT32 }));
  }
}
