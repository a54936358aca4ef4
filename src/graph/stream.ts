/** Follows the residual stream of a decoder from the embedding of `input_ids`, sum by sum, to its last one. */
import { Beginning, NORMS } from './beginning';
import { embedding, type Embedding } from './embedding';
import { notUnderstood } from './error';
import type { Hints } from './hints';
import { intAttribute, type Graph, type Node } from './onnx';
import { positionTables } from './positions';
import { ranks } from './ranks';
import { Rescaled } from './rescaled';
import { BFLOAT16, FLOAT16, FLOAT32, type Tensor } from './tensor';
import { constants, consumers } from './uses';
import { streamWidth } from './width';

/** A sum on the residual stream. */
export interface Sum {
  /** Index into graph.nodes of the node that adds: Add, or a fused Skip*LayerNormalization. */
  readonly sum: number;
  /** Index among that node's inputs of the branch: what to steer. */
  readonly branch: number;
  /** Index among that node's outputs of the sum: what to read. May be missing on the node. */
  readonly output: number;
  /** FLOAT32 or FLOAT16: element type of branch and sum. */
  readonly elemType: number;
  /** Where branch and sum are [batch · sequence, width] (OPT): the stream before it was laid flat, [batch, sequence, width]; else null. */
  readonly flat: string | null;
}

/** What was met on the way. */
export interface Stream {
  readonly sums: readonly Sum[];
  readonly width: number;
  /** Positions that a table added to the embedding holds; null where none is added. */
  readonly positions: number | null;
  /** After how many sums the latest state of the stream is that a tensor depends on, by the tensor's name. */
  readonly readsAt: ReadonlyMap<string, number>;
}

const SKIP = new Set(['SkipSimplifiedLayerNormalization', 'SkipLayerNormalization']);
/** Fused norms put the sum at output 3. */
const SKIP_SUM = 3;

/** Throws graph-not-understood, saying what was looked for and not found, and graph-bad-size when widths disagree. */
export function followStream(graph: Graph, hints: Hints): Stream {
  const walk = new Walk(graph);
  graph.nodes.forEach((node, i) => walk.step(node, i));
  return walk.end(hints);
}

/** A tensor that is the stream, up to type and shape. */
interface State {
  /** Sums it has behind it. */
  readonly sums: number;
  readonly elemType: number;
  /** See `Sum.flat`. */
  readonly flat: string | null;
}

/** Takes every node once, in their (topological) order. */
class Walk {
  private readonly start: Embedding;
  private readonly fixed: ReadonlySet<string>;
  private readonly uses: ReadonlyMap<string, readonly number[]>;
  private readonly weights: ReadonlyMap<string, Tensor>;
  private readonly beginning: Beginning;
  private readonly rescaled: Rescaled;
  private readonly tableOf: ReturnType<typeof positionTables>;
  private readonly rankOf: (name: string) => number | null;
  private readonly states = new Map<string, State>();
  private readonly readsAt = new Map<string, number>();
  private readonly sums: Sum[] = [];
  /** Gains of norms on the stream: name → length. */
  private readonly gains = new Map<string, number>();
  private positions: number | null = null;

  constructor(private readonly graph: Graph) {
    this.fixed = constants(graph);
    this.uses = consumers(graph);
    this.weights = new Map(graph.initializers.map((t) => [t.name, t]));
    this.start = embedding(graph, this.fixed);
    this.beginning = new Beginning(graph, this.fixed, this.start.node);
    this.rescaled = new Rescaled(
      (name) => this.states.has(name),
      (name) => this.fixed.has(name),
    );
    this.tableOf = positionTables(graph, this.fixed);
    this.rankOf = ranks(graph, (name) => {
      const state = this.states.get(name);
      return state ? (state.flat === null ? 3 : 2) : null;
    });
  }

  step(node: Node, index: number): void {
    if (index === this.start.index) {
      this.readsAt.set(this.start.output, 0);
      return this.begin(this.start.output, this.beginning.embeddingType(), []);
    }
    const reads = node.inputs.reduce((latest, name) => Math.max(latest, this.readsAt.get(name) ?? -1), -1);
    if (reads < 0) return;
    const [a = '', b = ''] = node.inputs;
    const from = this.states.get(a) ?? this.states.get(b);
    if (from) this.noteGain(node);
    if ((SKIP.has(node.op) || node.op === 'Add') && !this.fixed.has(a) && !this.fixed.has(b)) {
      if (from) return this.add(node, index, from);
      if (this.sums.length > 0 && (this.rescaled.has(a) || this.rescaled.has(b))) throw this.rescaled.refusal(node);
    }
    this.rescaled.see(node);
    this.beginning.see(node);
    this.note(node, reads);
    if (from) this.carry(node, from);
  }

  end(hints: Hints): Stream {
    const { node, reshaped } = this.start;
    if (reshaped)
      throw notUnderstood('a Gather that embeds input_ids [batch, sequence] as they are', `${node.name} embeds them in another shape`);
    if (this.sums.length === 0) throw notUnderstood(`an Add or Skip*LayerNormalization that adds to ${node.outputs[0]}`, 'there is none');
    const width = streamWidth(this.graph, this.beginning.maker, this.gains, hints);
    return { sums: this.sums, width, positions: this.positions === Infinity ? null : this.positions, readsAt: this.readsAt };
  }

  /** `name` is the stream before its first sum. `from`: the tensors it was made of; none for the embedding itself. */
  private begin(name: string, elemType: number, from: readonly string[]): void {
    this.states.set(name, { sums: 0, elemType, flat: null });
    this.beginning.add(name, from);
  }

  private note({ outputs }: Node, reads: number): void {
    for (const out of outputs) if (out) this.readsAt.set(out, reads);
  }

  private noteGain({ op, inputs: [a = '', b = '', c = ''] }: Node): void {
    const gain = this.weights.get(SKIP.has(op) ? c : NORMS.has(op) && this.states.has(a) ? b : '');
    if (gain?.dims.length === 1) this.gains.set(gain.name, gain.dims[0] as number);
  }

  /** A sum on the stream, unless it adds positions to the embedding. */
  private add(node: Node, index: number, from: State): void {
    const [a = '', b = ''] = node.inputs;
    const [branch, stream] = this.states.has(a) ? [1, a] : [0, b];
    const added = node.inputs[branch] as string;
    const skip = SKIP.has(node.op);
    const sum = node.outputs[skip ? SKIP_SUM : 0];
    const table = this.sums.length === 0 ? this.tableOf(added) : null;
    if (table !== null) {
      this.note(node, 0);
      // A fused norm whose sum nobody reads is a norm on the embedding.
      this.begin((sum && this.uses.has(sum) ? sum : node.outputs[0]) as string, from.elemType, [stream]);
      this.positions = Math.min(this.positions ?? Infinity, table.positions ?? Infinity);
      return;
    }
    this.checkSum(node, added, from);
    this.sums.push({ sum: index, branch, output: skip ? SKIP_SUM : 0, elemType: from.elemType, flat: from.flat });
    this.note(node, this.sums.length);
    if (sum) this.states.set(sum, { ...from, sums: this.sums.length });
    if (skip) this.rescaled.add(node.outputs[0] ?? '');
  }

  private checkSum({ name, inputs: [a = '', b = ''] }: Node, added: string, { sums, elemType }: State): void {
    if (sums !== this.sums.length)
      throw notUnderstood(
        'one sum on the residual stream at a time',
        `${name} adds to its state after ${sums} sums, of ${this.sums.length}`,
      );
    if (this.states.has(a) && this.states.has(b))
      throw notUnderstood('a branch added to the residual stream', `${name} adds the stream to itself`);
    if (!this.readsAt.has(added)) throw notUnderstood('a branch computed from the residual stream', `${name} adds ${added}, which is not`);
    if (elemType !== FLOAT32 && elemType !== FLOAT16)
      throw notUnderstood(
        'a residual stream in float32 or float16',
        `at ${name} it is ${elemType === BFLOAT16 ? 'in bfloat16, which browsers cannot compute in' : `of ONNX type ${elemType}`}`,
      );
  }

  /** What a node makes of the stream may be the stream still. */
  private carry(node: Node, from: State): void {
    const [a = '', b = ''] = node.inputs;
    const [out] = node.outputs;
    if (!out) return;
    if (from.sums === 0) {
      const type = this.beginning.carried(node, (name) => this.states.get(name)?.elemType);
      if (type !== null) this.begin(out, type, [a, b]);
      return;
    }
    const state = this.states.get(a);
    if (!state) return;
    if (node.op === 'Cast') this.states.set(out, { ...state, elemType: intAttribute(node, 'to', 0) });
    else if (node.op === 'Identity') this.states.set(out, state);
    else if (node.op === 'Reshape') {
      const rank = this.rankOf(b);
      if (rank === 2 && state.flat === null) this.states.set(out, { ...state, flat: a });
      else if (rank === 3 && state.flat !== null) this.states.set(out, { ...state, flat: null });
    }
  }
}
