/**
 * The second form of the graph: edits that look at the residual stream before they change it. With D the directions of a block,
 *
 *   input  edit_directions float32 [layers, B, K, width]  unit and orthonormal per block and row; zeros edit nothing
 *   input  edit_low        float32 [layers, B, K]         h·Dᵀ is kept at or above it
 *   input  edit_high       float32 [layers, B, K]         and at or below it
 *   output hook_projection float32 [layers, B, S, K]      h·Dᵀ of every new position, before steering and edits of its block
 *
 * and h' = h + steer + (clamp(h·Dᵀ, low, high) − h·Dᵀ)·D. Ablating is (0, 0), setting to c (c, c), a cap at t (−NO_BOUND, t), a floor
 * (t, NO_BOUND). Like steering, the edit goes into the branch that a block adds, not into the sum.
 */
import { makeNode, makeValueInfo } from './build';
import type { Node, ValueInfo } from './onnx';
import type { Site } from './residual';
import { FLOAT32, int64Tensor, type Tensor } from './tensor';

/**
 * A bound that no projection meets. Not Infinity: a shader may take for granted that there is none (WGSL, "Floating Point Evaluation").
 */
export const NO_BOUND = 1e30;

export const CLAMP_NAMES = ['edit_directions', 'edit_low', 'edit_high', 'hook_projection'] as const;

/** Where a fused norm has its bias, which its sum contains. */
const BIAS: Readonly<Record<string, number>> = { SkipSimplifiedLayerNormalization: 3, SkipLayerNormalization: 4 };

/** Collects what the second form has beside the first. */
export class Clamp {
  readonly tensors: Tensor[];
  private readonly projections: string[] = [];

  /** `ours`: before every name that the lab adds. */
  constructor(private readonly ours: string) {
    this.tensors = [int64Tensor(`${ours}two`, [2], [1])];
  }

  /** Nodes before all others: directions turned once for all blocks, and bounds that each position meets alike. */
  first(): Node[] {
    const { ours } = this;
    return [
      makeNode('Transpose', ['edit_directions'], `${ours}edit_turned`, { perm: [0, 1, 3, 2] }), // [L, B, width, K]
      makeNode('Unsqueeze', ['edit_low', `${ours}two`], `${ours}edit_low`), // [L, B, 1, K]
      makeNode('Unsqueeze', ['edit_high', `${ours}two`], `${ours}edit_high`),
    ];
  }

  /**
   * What a block's edit adds, `${here}change` [B, S, width], from the sum that `node` makes of its first two inputs. `shape`: of the sum
   * where it is laid flat, else null.
   */
  at(here: string, node: Node, { elemType }: Site, shape: string | null): Node[] {
    const { ours } = this;
    const bias = node.inputs[BIAS[node.op] ?? Infinity];
    const pick = (from: string, to: string): Node => makeNode('Gather', [from, `${here}index`], to, { axis: 0 });
    let sum = `${here}plain`;
    const nodes = [makeNode('Add', node.inputs.slice(0, 2), sum)];
    const then = (op: string, inputs: readonly string[], output: string, attributes = {}): void => {
      nodes.push(makeNode(op, inputs, output, attributes));
      sum = output;
    };
    if (bias) then('Add', [sum, bias], `${here}biased`);
    if (shape !== null) then('Reshape', [sum, shape], `${here}laid`);
    if (elemType !== FLOAT32) then('Cast', [sum], `${here}wide`, { to: FLOAT32 });
    nodes.push(
      pick('edit_directions', `${here}directions`), // [B, K, width]
      pick(`${ours}edit_turned`, `${here}turned`), // [B, width, K]
      pick(`${ours}edit_low`, `${here}low`), // [B, 1, K]
      pick(`${ours}edit_high`, `${here}high`),
      makeNode('MatMul', [sum, `${here}turned`], `${here}projection`), // [B, S, K]
      // How far it lies below the one bound and above the other: where it lies between them, exactly nothing.
      makeNode('Sub', [`${here}low`, `${here}projection`], `${here}short`),
      makeNode('Relu', [`${here}short`], `${here}raise`),
      makeNode('Sub', [`${here}projection`, `${here}high`], `${here}excess`),
      makeNode('Relu', [`${here}excess`], `${here}lower`),
      makeNode('Sub', [`${here}raise`, `${here}lower`], `${here}amount`),
      makeNode('MatMul', [`${here}amount`, `${here}directions`], elemType === FLOAT32 ? `${here}change` : `${here}wide_change`),
    );
    if (elemType !== FLOAT32) nodes.push(makeNode('Cast', [`${here}wide_change`], `${here}change`, { to: elemType }));
    this.projections.push(`${here}projection`);
    return nodes;
  }

  /** Nodes after all others: the projections of all blocks in one output. */
  last(): Node[] {
    const { ours, projections } = this;
    return [
      makeNode('Concat', projections, `${ours}projections`, { axis: 0 }), // [layers · B, S, K]
      makeNode('Shape', [projections[0]!], `${ours}projection_shape`),
      makeNode('Concat', [`${ours}layers`, `${ours}projection_shape`], `${ours}all_projections`, { axis: 0 }),
      makeNode('Reshape', [`${ours}projections`, `${ours}all_projections`], 'hook_projection'),
    ];
  }
}

/** What the second form takes beside the first, and puts out. `batch`, `sequence`: the graph's own names for the sizes. */
export function clampPorts(
  layers: number,
  width: number,
  batch: string | number,
  sequence: string | number,
): { inputs: ValueInfo[]; outputs: ValueInfo[] } {
  const [directions, low, high, projection] = CLAMP_NAMES;
  return {
    inputs: [
      makeValueInfo(directions, FLOAT32, [layers, batch, 'eia_edits', width]),
      makeValueInfo(low, FLOAT32, [layers, batch, 'eia_edits']),
      makeValueInfo(high, FLOAT32, [layers, batch, 'eia_edits']),
    ],
    outputs: [makeValueInfo(projection, FLOAT32, [layers, batch, sequence, 'eia_edits'])],
  };
}
