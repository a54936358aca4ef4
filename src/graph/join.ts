/**
 * One graph of two: models that also read pictures keep their token embedding in a graph of its own (onnx/embed_tokens*.onnx) and give
 * the decoder `inputs_embeds`. For text the two run in a row, so they are put in a row, and what follows sees a decoder that takes
 * tokens.
 */
import { makeNode, makeValueInfo, renameNode, writeModel } from './build';
import { GraphError, list, notUnderstood } from './error';
import { checkDecoder } from './fed';
import { readModel, type Graph, type Model } from './onnx';
import { renameTensor } from './tensor';
import { integer, put, putInteger, readFields, string, write, type Field } from './wire';

/** The decoder's input that the other graph makes. */
export const EMBEDS = 'inputs_embeds';
/** Before every name of the embedding's own. */
const PREFIX = 'embed_tokens:';
/** ModelProto fields. */
const IR_VERSION = 1;
const OPSETS = 8;
const FUNCTIONS = 25;
/** Mean the same in every operator set that the lab takes. */
const STEADY = new Set([
  'Gather',
  'GatherBlockQuantized',
  'DequantizeLinear',
  'Cast',
  'Mul',
  'Div',
  'Add',
  'Sub',
  'Identity',
  'Constant',
  'Transpose',
  'Reshape',
  'Unsqueeze',
  'Squeeze',
  'Shape',
  'Concat',
  'Where',
  'Equal',
  'Less',
  'Greater',
  'And',
  'Or',
  'Not',
  'MatMul',
  'MatMulNBits',
  'Pow',
  'Sqrt',
  'SimplifiedLayerNormalization',
  'RMSNormalization',
  'Slice',
  'Clip',
  'Expand',
  'ScatterND',
]);

/**
 * Whether a decoder takes embeddings instead of tokens. Throws as `readModel`, and graph-not-understood for one that is refused with its
 * embedding, too.
 */
export function takesEmbeds(decoder: Uint8Array): boolean {
  const { graph } = readModel(decoder);
  const takes = graph.inputs.some(({ name }) => name === EMBEDS);
  if (takes) checkDecoder(graph);
  return takes;
}

/**
 * The two as one model that takes input_ids. Weights stay where each graph says. Throws graph-not-understood where they do not fit
 * together.
 */
export function join(decoder: Uint8Array, embed: Uint8Array): Uint8Array {
  const [last, first] = [readModel(decoder), readModel(embed)];
  checkDecoder(last.graph);
  checkSteady(first, last);
  const linked = new Set(
    first.graph.outputs.map(({ name }) => name).filter((name) => last.graph.inputs.some((input) => input.name === name)),
  );
  if (!linked.has(EMBEDS))
    throw notUnderstood(
      `an output ${EMBEDS} of the embedding’s graph`,
      `its outputs are ${list(first.graph.outputs.map(({ name }) => name))}`,
    );
  const shared = new Set([
    'input_ids',
    ...first.graph.inputs.map(({ name }) => name).filter((name) => last.graph.inputs.some((input) => input.name === name)),
  ]);
  const name = (old: string): string => (old === '' || shared.has(old) ? old : PREFIX + old);

  const types = (graph: Graph, side: 'inputs' | 'outputs') => new Map(graph[side].map((value) => [value.name, value]));
  const [made, taken] = [types(first.graph, 'outputs'), types(last.graph, 'inputs')];
  // A copy in the type the decoder takes: the two may have been quantised apart.
  const links = [...linked].map((link) => makeNode('Cast', [name(link)], link, { to: taken.get(link)?.elemType ?? 0 }));
  const values = [...linked].map((link) => makeValueInfo(link, taken.get(link)?.elemType ?? 0, made.get(link)?.dims ?? []));
  const own = new Set(last.graph.inputs.map((input) => input.name));
  return writeModel(
    { ...last, rest: merged(last, first) },
    {
      ...last.graph,
      nodes: [...first.graph.nodes.map((node) => renameNode(node, name)), ...links, ...last.graph.nodes],
      initializers: [...first.graph.initializers.map((tensor) => renameTensor(tensor, name(tensor.name))), ...last.graph.initializers],
      inputs: [
        ...first.graph.inputs.filter((input) => !own.has(input.name)),
        ...last.graph.inputs.filter((input) => !linked.has(input.name)),
      ],
      valueInfo: [...values, ...last.graph.valueInfo],
    },
  );
}

/** Two operator sets can stand in one model only as the later one: what the embedding does must mean the same there. */
function checkSteady(first: Model, last: Model): void {
  if ([...first.rest, ...last.rest].some(({ no }) => no === FUNCTIONS))
    throw notUnderstood('an embedding and a decoder without functions of their own', 'one of them has some');
  for (const [domain, version] of first.opsets) {
    const other = last.opsets.get(domain);
    const strange = first.graph.nodes.find((node) => node.domain === domain && !STEADY.has(node.op));
    if (other !== undefined && other !== version && strange)
      throw new GraphError(
        'graph-not-understood',
        `the embedding’s graph uses operator set ${version} of '${domain}', the decoder’s ${other}, and ${strange.op} may differ between them`,
        'Export both with one version of the exporter.',
      );
  }
}

/** All of the model but its graph: the decoder's, with operator sets that only the embedding has, and the later format version. */
function merged(last: Model, first: Model): Field[] {
  const version = (model: Model) => integer(model.rest, IR_VERSION);
  const later = version(first) > version(last) ? version(first) : version(last);
  const more = first.rest.filter((field) => field.no === OPSETS && !last.opsets.has(domainOf(field)));
  return [
    ...readFields(write((w) => putInteger(w, IR_VERSION, later))),
    ...last.rest.filter(({ no }) => no !== IR_VERSION),
    ...readFields(write((w) => more.forEach((field) => put(w, OPSETS, field.data)))),
  ];
}

const domainOf = (opset: Field): string => {
  const domain = string(readFields(opset.data, opset.at), 1);
  return domain === 'ai.onnx' ? '' : domain;
};
