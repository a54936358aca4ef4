/**
 * For the CPU: attention in plain operators where many tokens are read at once. ONNX Runtime's WASM build has fast matrix products and a
 * slow GroupQueryAttention, which takes half of a prompt's time; for a few tokens the one fused node is the faster way. So each attention
 * becomes an `If` on the numbers of rows B and of new tokens S, over the same tensors and with no weight twice:
 *
 *   S < from, and B or S is 1   the node itself
 *   else                        heads apart, rotation, the cache before them; scores as products of the queries with the head of keys that
 *                               serves them [B, kvHeads, heads / kvHeads, S, T], mask, softmax, values
 *
 * Several rows of several tokens are never the node's: after what a cache holds it does not read those, and the operators do. The mask is
 * made once a run for all blocks, and only where it is needed. Rows of a batch are of equal length, as they are in the lab. What is not
 * understood stays as it is (attention-form.ts); `leftFused` names it.
 */
import { isAttention, lastDims, readAttention, type AttentionForm } from './attention-form';
import { makeNode, rewire, writeModel } from './build';
import { Chain, freeValue } from './chain';
import type { GraphInfo } from './info';
import { lower } from './lower';
import { readModel, type Graph, type Node } from './onnx';
import { FLOAT32, INT64, type Tensor } from './tensor';

/** New tokens of a lone row from which on plain operators are faster (`npm run bench -- --only attention`). */
export const LOWERED_FROM = 16;

const OURS = '/eia/attention.';
const MICROSOFT = 'com.microsoft';
/** Added to a score that is not to count: its exponential is zero beside any other, and it is no infinity. */
const UNSEEN = -1e30;

/** An attention that stays one node, and why. */
export interface LeftFused {
  readonly node: string;
  readonly reason: string;
}

/** The attention nodes that `lowerAttention` leaves as they are. */
export const leftFused = (onnx: Uint8Array, { cache }: Pick<GraphInfo, 'cache'>): LeftFused[] =>
  forms(readModel(onnx).graph, cache).flatMap(({ node, form }) =>
    typeof form === 'string' ? [{ node: node.name || node.outputs[0]!, reason: form }] : [],
  );

/**
 * Why a prompt is read slower on the processor than it could be, in one line; null where no attention stays fused. Throws what `lower`
 * does.
 */
export function fusedReason(onnx: Uint8Array, info: Pick<GraphInfo, 'cache'>): string | null {
  const left = leftFused(lower(onnx, 'wasm') ?? onnx, info);
  if (left.length === 0) return null;
  const reasons = [...new Set(left.map(({ reason }) => reason))].join('; ');
  const where = left.length === 1 ? 'one block' : `${left.length} blocks`;
  return `The attention of ${where} stays one slow operator (${reasons}): long prompts take longer.`;
}

/**
 * The graph with its attention by the numbers of rows and new tokens; null where none of it is understood, or `from` is Infinity. To be
 * called after all that looks for attention nodes (lower.ts, slice-cache.ts): within a branch they are seen no more.
 */
export function lowerAttention(onnx: Uint8Array, { cache }: Pick<GraphInfo, 'cache'>, from = LOWERED_FROM): Uint8Array | null {
  const model = readModel(onnx);
  const { graph } = model;
  const written = new Map<Node, AttentionForm>();
  for (const { node, form } of forms(graph, cache)) if (typeof form !== 'string') written.set(node, form);
  const [first] = written.keys();
  if (!first || from === Infinity) return null;
  const shared = new Shared(first.inputs[0]!, from);
  const nodes = graph.nodes.flatMap((node) => {
    const form = written.get(node);
    return form ? [...shared.before(form), choice(node, form, shared)] : [node];
  });
  return writeModel(model, { ...graph, nodes, initializers: [...graph.initializers, ...shared.tensors] });
}

function forms(graph: Graph, cache: GraphInfo['cache']): { node: Node; form: AttentionForm | string }[] {
  const last = lastDims(graph);
  const byPast = new Map(cache.map((entry) => [entry.past, entry]));
  return graph.nodes.filter(isAttention).map((node) => ({ node, form: readAttention(node, byPast, last) }));
}

/** What all blocks share: whether the run is the node's, where it begins, and what a token sees. */
class Shared {
  /** Of the graph itself. */
  readonly tensors: Tensor[] = [];
  /** bool [1]: fewer than `from` new tokens, of one row or one of each. */
  readonly short = `${OURS}short`;
  private readonly made = new Set<string>();

  constructor(
    private readonly query: string,
    private readonly from: number,
  ) {}

  /** float32 [S, T]: 0 where a token is seen, else UNSEEN. */
  mask({ total, window }: AttentionForm): string {
    return `${OURS}mask:${window}:${total}`;
  }

  /** int64 [1]: tokens in the cache. */
  past({ total }: AttentionForm): string {
    return `${OURS}past:${total}`;
  }

  /** The nodes that `form` needs before it and that no attention before it has brought. */
  before(form: AttentionForm): Node[] {
    const nodes: Node[] = [];
    const once = (name: string, make: () => Node[]): void => {
      if (this.made.has(name)) return;
      this.made.add(name);
      nodes.push(...make());
    };
    once(this.short, () => this.length());
    if (form.total) once(this.past(form), () => [this.pastNode(form)]);
    if (form.total) once(this.mask(form), () => [this.maskNode(form)]);
    return nodes;
  }

  private length(): Node[] {
    const chain = new Chain(OURS);
    const shape = chain.then('Shape', [this.query], 'shape');
    const tokens = chain.then('Gather', [shape, chain.integers(1)], 'tokens');
    const rows = chain.then('Gather', [shape, chain.integers(0)], 'rows');
    const isOne = (count: string, as: string): string => chain.then('Equal', [count, chain.integers(1)], as);
    const lone = chain.then('Or', [isOne(rows, 'one_row'), isOne(tokens, 'one_token')], 'lone');
    chain.then('And', [chain.then('Less', [tokens, chain.integers(this.from)], 'few'), lone], 'short');
    this.tensors.push(...chain.constants.values());
    return chain.nodes;
  }

  /** Computed where the run is long; a number that nobody reads where it is not. */
  private whereLong(output: string, elemType: number, rank: number, build: (chain: Chain) => string): Node {
    const [idle, long] = [new Chain(`${output}/short/`), new Chain(`${output}/long/`)];
    const nothing = idle.then('Identity', [rank === 1 ? idle.integers(0) : idle.float(0, rank)], 'none');
    const made = build(long);
    return makeNode('If', [this.short], output, {
      then_branch: idle.branch([freeValue(nothing, elemType, rank)]),
      else_branch: long.branch([freeValue(made, elemType, rank)]),
    });
  }

  private pastNode(form: AttentionForm): Node {
    return this.whereLong(this.past(form), INT64, 1, (chain) => {
      const total = chain.then('Cast', [form.total], 'total', { to: INT64 });
      return chain.then('Sub', [chain.then('Reshape', [total, chain.integers(1)], 'of'), `${OURS}tokens`], 'past');
    });
  }

  private maskNode(form: AttentionForm): Node {
    return this.whereLong(this.mask(form), FLOAT32, 2, (chain) => {
      const [past, one] = [this.past(form), chain.integers(1)];
      const end = chain.then('Add', [past, `${OURS}tokens`], 'end');
      const keys = chain.then('Range', [chain.integers(0), end, one], 'keys');
      const queries = chain.then('Reshape', [chain.then('Range', [past, end, one], 'range'), chain.integers(-1, 1)], 'queries');
      let seen = chain.then('LessOrEqual', [keys, queries], 'before');
      if (form.window > 0) {
        const edge = chain.then('Sub', [queries, chain.integers(form.window)], 'edge');
        seen = chain.then('And', [seen, chain.then('Greater', [keys, edge], 'near')], 'window');
      }
      return chain.then('Where', [seen, chain.float(0), chain.float(UNSEEN)], 'mask');
    });
  }
}

/** The node, or its plain operators, by the numbers of rows and new tokens. */
function choice(node: Node, form: AttentionForm, shared: Shared): Node {
  const [short, long] = [new Chain(`${OURS}${node.outputs[0]}/short/`), new Chain(`${OURS}${node.outputs[0]}/long/`)];
  const fused = node.outputs.map((_, i) => `${short.here}${i}`);
  short.nodes.push(rewire(node, node.inputs, fused));
  const typed = (names: readonly string[]) => names.map((name, i) => freeValue(name, FLOAT32, i === 0 ? 3 : 4));
  const made = makeNode('If', [shared.short], node.outputs[0]!, {
    then_branch: short.branch(typed(fused)),
    else_branch: long.branch(typed(written(node, form, long, shared))),
  });
  return rewire(made, made.inputs, node.outputs);
}

/** The attention in plain operators; returns the names of its result [B, S, heads · valueSize], and of all keys and values. */
function written(node: Node, form: AttentionForm, chain: Chain, shared: Shared): string[] {
  const { heads, kvHeads, size, valueSize, softcap, bias } = form;
  const widths = [heads * size, kvHeads * size, kvHeads * valueSize];
  const given = form.packed ? chain.split(node.inputs[0]!, widths, 2, ['q', 'k', 'v']) : node.inputs.slice(0, 3);
  const [q, k, v] = given as [string, string, string];
  /** [B, S, count · each] to [B, count, S, each] */
  const apart = (of: string, count: number, each: number, as: string): string =>
    chain.then('Transpose', [chain.then('Reshape', [of, chain.integers(0, 0, count, each)], `${as}.heads`)], `${as}.apart`, {
      perm: [0, 2, 1, 3],
    });
  const turned = (of: string, count: number, as: string): string => {
    if (!form.rotary) return of;
    const { cos, sin, interleaved, width, positions } = form.rotary;
    const some = width > 0 ? { rotary_embedding_dim: width, num_heads: count } : {};
    const inputs = [of, positions || shared.past(form), cos, sin];
    return chain.then('RotaryEmbedding', inputs, `${as}.turned`, { interleaved: Number(interleaved), ...some }, MICROSOFT);
  };
  /** All keys or values, [B, kvHeads, T, each]; a cache with room is cut first. */
  const after = (past: string, fresh: string, as: string): string => {
    const axis = chain.integers(2);
    const held = form.total ? chain.then('Slice', [past, chain.integers(0), shared.past(form), axis], `${as}.past`) : past;
    return chain.then('Concat', [held, fresh], `${as}.all`, { axis: 2 });
  };
  const queries = turned(apart(q, heads, size, 'q'), heads, 'q');
  const keys = after(form.past.key, turned(apart(k, kvHeads, size, 'k'), kvHeads, 'k'), 'k');
  const values = after(form.past.value, apart(v, kvHeads, valueSize, 'v'), 'v');

  const grouped = heads !== kvHeads;
  /** [B, heads, S, last] by the head of keys that serves them, [B, kvHeads, heads / kvHeads, S, last]: a product repeats no key. */
  const byGroup = (of: string, count: number, last: number, as: string): string =>
    grouped ? chain.then('Reshape', [of, chain.integers(0, kvHeads, count, -1, last)], as) : of;
  const alpha = { float: softcap > 0 ? form.scale / softcap : form.scale };
  const factors = [byGroup(queries, heads / kvHeads, size, 'q.grouped'), byGroup(keys, 1, size, 'k.grouped')];
  let scores = chain.then('FusedMatMul', factors, 'scores', { transB: 1, alpha }, MICROSOFT);
  if (softcap > 0) scores = chain.then('Mul', [chain.then('Tanh', [scores], 'tanh'), chain.float(softcap)], 'capped');
  const added = bias || (form.total ? shared.mask(form) : '');
  if (added) scores = chain.then('Add', [scores, added], 'masked');
  const shares = chain.then('Softmax', [scores], 'softmax', { axis: -1 });
  const mixed = chain.then('MatMul', [shares, byGroup(values, 1, valueSize, 'v.grouped')], 'mixed');
  const apartAgain = grouped ? chain.then('Reshape', [mixed, chain.integers(0, heads, -1, valueSize)], 'mixed.apart') : mixed;
  const joined = chain.then('Transpose', [apartAgain], 'joined', { perm: [0, 2, 1, 3] });
  return [chain.then('Reshape', [joined, chain.integers(0, 0, heads * valueSize)], 'out'), keys, values];
}
