/**
 * Adds reading and steering of the residual stream to a decoder: bytes in, bytes out, weights untouched.
 *
 *   input  steer           float32 [layers, B, 1, width]  added to resid_post of each block, at every position of the run
 *   input  pool            float32 [B, P, S]              P weighted sums over the S new positions of each row
 *   input  logit_index     int64   [B, K]                 positions whose logits are wanted
 *   output hook_resid_post float32 [layers, B, P, width]  pooled residual stream after each block, after steering
 *   output logits          float32 [B, K, vocab]          cut before the head, so that the head works on K positions only
 *
 * Steering enters the branch a block adds, not the sum: a fused norm computes sum and norm at once, and its own norm must see it.
 * Reading goes through a consumer of the sum, never by declaring the sum an output: that would block a WebGPU fusion.
 */
import { makeNode, makeValueInfo, rewire, writeModel } from './build';
import { readCache } from './past';
import { notUnderstood } from './error';
import { checkInputs, checkKind, checkLengths } from './fed';
import { findHead, type Head } from './head';
import type { Hints } from './hints';
import { countOps, externalFiles, fewestBits, intermediate, port, weigh, type GraphInfo } from './info';
import { findResidual, type Site } from './residual';
import { readModel, type Graph, type Model, type Node } from './onnx';
import { firstWindow, rotaryPositions } from './positions';
import { precisionOf } from './precision';
import { checkLocation, externalise, FLOAT16, FLOAT32, INT64, int64Tensor, type Tensor } from './tensor';
import { traitsOf } from './traits';
import { widening } from './widen';

export type { GraphInfo } from './info';

const OURS = '/eia/';
const NAMES = ['steer', 'pool', 'logit_index', 'hook_resid_post'];
/**
 * Instruments an ONNX decoder. `file` is the name of the .onnx file: weights inside it become references into it, so the
 * original bytes must be mounted under that name when the session is created. `hints` is what config.json says where the graph is silent.
 * Throws GraphError with every code of error.ts.
 */
export function instrument(onnx: Uint8Array, o: { file: string; hints?: Hints }): { bytes: Uint8Array; info: GraphInfo } {
  const file = checkLocation(o.file);
  const model = readModel(onnx);
  const { graph } = model;
  checkKind(graph);
  checkGround(model);
  checkInputs(graph);
  checkLengths(graph);
  const hints = o.hints ?? {};
  const head = findHead(graph);
  const cache = readCache(graph, hints);
  const residual = findResidual(graph, cache, hints);
  const ends = [residual.positions, rotaryPositions(graph)].filter((n) => n !== null);
  const edit = new Edit(graph);
  const sites = residual.sites.map((site) => edit.site(site));
  edit.join(residual.sites.length, residual.width);
  edit.head(head);

  const ids = graph.inputs.find((i) => i.name === 'input_ids')?.dims ?? [];
  const [batch = 'batch_size', sequence = 'sequence_length'] = ids.map((d) => (d === '' ? undefined : d));
  const { length: layers } = sites;
  const { width } = residual;
  const edited: Graph = {
    ...graph,
    nodes: edit.nodes(),
    initializers: [...graph.initializers.map((t) => externalise(t, file)), ...edit.tensors],
    inputs: [
      ...graph.inputs,
      makeValueInfo('steer', FLOAT32, [layers, batch, 1, width]),
      makeValueInfo('pool', FLOAT32, [batch, 'eia_pools', sequence]),
      makeValueInfo('logit_index', INT64, [batch, 'eia_kept']),
    ],
    outputs: [
      ...graph.outputs.map((out) =>
        out.name === 'logits' ? makeValueInfo('logits', FLOAT32, [batch, 'eia_kept', head.vocab ?? 'vocabulary']) : out,
      ),
      makeValueInfo('hook_resid_post', FLOAT32, [layers, batch, 'eia_pools', width]),
    ],
    valueInfo: graph.valueInfo.filter((v) => !head.after.has(v.name)),
  };
  const info: GraphInfo = {
    layers,
    width,
    vocab: head.vocab,
    activation: graph.initializers.some((t) => t.dataType === FLOAT16) ? 'float16' : 'float32',
    stream: residual.sites.some(({ elemType }) => elemType === FLOAT16) ? 'float16' : 'float32',
    kvType: cache.some(({ elemType }) => elemType === FLOAT16) ? 'float16' : 'float32',
    logitsType: head.elemType === FLOAT16 ? 'float16' : 'float32',
    cache,
    positions: ends.length > 0 ? Math.min(...ends) : null,
    firstWindow: firstWindow(graph),
    inputs: edited.inputs.map(port),
    outputs: edited.outputs.map(port),
    external: externalFiles(edited.initializers),
    sites,
    weights: { ...weigh(graph), widened: widening(graph) },
    intermediate: intermediate(graph, width, head.vocab),
    bits: fewestBits(graph),
    precision: precisionOf(graph),
    rowsCoupled: graph.nodes.some(({ op }) => op === 'DynamicQuantizeLinear' || op === 'DynamicQuantizeMatMul'),
    ops: countOps(graph),
    traits: traitsOf(graph),
  };
  return { bytes: writeModel(model, edited), info };
}

/** The operators we add need opset 13 (Unsqueeze with axes as input); our names must be free. */
function checkGround({ graph, opsets }: Model): void {
  const opset = opsets.get('') ?? 0;
  if (opset < 13) throw notUnderstood('ONNX operator set 13 or later', `the graph uses ${opset}`);
  const values = [...graph.inputs, ...graph.outputs].map((v) => v.name);
  const taken =
    values.find((name) => NAMES.includes(name)) ??
    graph.nodes.flatMap((n) => n.outputs).find((name) => NAMES.includes(name) || name.startsWith(OURS));
  if (taken !== undefined) throw notUnderstood('a graph as exported', `${taken} is there already: it has been instrumented`);
}

/** Collects new nodes around the old ones, so that the node order stays topological. */
class Edit {
  readonly tensors: Tensor[] = [int64Tensor(`${OURS}minus_one`, [-1], [1])];
  private readonly first: Node[] = [];
  private readonly before = new Map<number, Node[]>();
  private readonly after = new Map<number, Node[]>();
  private readonly last: Node[] = [];
  private readonly changed: Node[];
  private readonly pooled: string[] = [];
  private halfSteer = false;

  constructor(graph: Graph) {
    this.changed = [...graph.nodes];
  }

  nodes(): Node[] {
    return [
      ...this.first,
      ...this.changed.flatMap((node, i) => [...(this.before.get(i) ?? []), node, ...(this.after.get(i) ?? [])]),
      ...this.last,
    ];
  }

  /** Steers and reads one block. */
  site({ block, sum: at, branch: input, output, elemType, flat }: Site): GraphInfo['sites'][number] {
    const node = this.changed[at] as Node;
    const here = `${OURS}block.${block}/`;
    const branch = node.inputs[input] as string;
    this.tensors.push(int64Tensor(`${here}index`, [block], []));
    const push = makeNode('Gather', [this.steer(elemType), `${here}index`], `${here}steer`, { axis: 0 }); // [B, 1, width]
    this.before.set(
      at,
      flat === null
        ? [push, makeNode('Add', [branch, `${here}steer`], `${here}branch`)]
        : [
            makeNode('Shape', [flat], `${here}shape`), // [B, S, width]
            makeNode('Shape', [branch], `${here}flat_shape`),
            makeNode('Reshape', [branch, `${here}shape`], `${here}unfolded`),
            push,
            makeNode('Add', [`${here}unfolded`, `${here}steer`], `${here}pushed`),
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
