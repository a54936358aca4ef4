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
import { makeValueInfo, writeModel } from './build';
import { CLAMP_NAMES, clampPorts } from './clamp';
import { Edit, OURS } from './edit';
import { readCache } from './past';
import { notUnderstood } from './error';
import { checkInputs, checkKind, checkLengths } from './fed';
import { findHead } from './head';
import type { Hints } from './hints';
import { countOps, externalFiles, fewestBits, intermediate, port, weigh, type GraphInfo } from './info';
import { findResidual } from './residual';
import { readModel, type Graph, type Model } from './onnx';
import { firstWindow, rotaryPositions } from './positions';
import { precisionOf } from './precision';
import { checkLocation, externalise, FLOAT16, FLOAT32, INT64 } from './tensor';
import { traitsOf } from './traits';
import { widening } from './widening';

export type { GraphInfo } from './info';

const NAMES: readonly string[] = ['steer', 'pool', 'logit_index', 'hook_resid_post', ...CLAMP_NAMES];
/**
 * Instruments an ONNX decoder. `file` is the name of the .onnx file: weights inside it become references into it, so the
 * original bytes must be mounted under that name when the session is created. `hints` is what config.json says where the graph is silent.
 * `clamps`: the second form (src/graph/clamp.ts); without it the graph is the first form, bit for bit.
 * Throws GraphError with every code of error.ts.
 */
export function instrument(onnx: Uint8Array, o: { file: string; hints?: Hints; clamps?: boolean }): { bytes: Uint8Array; info: GraphInfo } {
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
  const clamps = o.clamps ?? false;
  const edit = new Edit(graph, clamps);
  const sites = residual.sites.map((site) => edit.site(site));
  edit.join(residual.sites.length, residual.width);
  edit.head(head);

  const ids = graph.inputs.find((i) => i.name === 'input_ids')?.dims ?? [];
  const [batch = 'batch_size', sequence = 'sequence_length'] = ids.map((d) => (d === '' ? undefined : d));
  const { length: layers } = sites;
  const { width } = residual;
  const more = clamps ? clampPorts(layers, width, batch, sequence) : { inputs: [], outputs: [] };
  const edited: Graph = {
    ...graph,
    nodes: edit.nodes(),
    initializers: [...graph.initializers.map((t) => externalise(t, file)), ...edit.tensors],
    inputs: [
      ...graph.inputs,
      makeValueInfo('steer', FLOAT32, [layers, batch, 1, width]),
      makeValueInfo('pool', FLOAT32, [batch, 'eia_pools', sequence]),
      makeValueInfo('logit_index', INT64, [batch, 'eia_kept']),
      ...more.inputs,
    ],
    outputs: [
      ...graph.outputs.map((out) =>
        out.name === 'logits' ? makeValueInfo('logits', FLOAT32, [batch, 'eia_kept', head.vocab ?? 'vocabulary']) : out,
      ),
      makeValueInfo('hook_resid_post', FLOAT32, [layers, batch, 'eia_pools', width]),
      ...more.outputs,
    ],
    valueInfo: graph.valueInfo.filter((v) => !head.after.has(v.name)),
  };
  const info: GraphInfo = {
    layers,
    width,
    clamps,
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
