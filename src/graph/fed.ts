/**
 * What every run feeds: a graph must take these inputs, of any length, and no others. What it asks for beyond them has a reason, and is
 * refused by that.
 */
import { isKeyOrValue, isPast } from './past';
import { GraphError, list, notUnderstood } from './error';
import type { Graph, ValueInfo } from './onnx';
import { INT32, INT64 } from './tensor';

/**
 * What a run can feed beside the cache, and what each axis counts; null: as many as the graph says. `num_logits_to_keep`: how many last
 * positions get logits, 0 for all.
 */
const FED: ReadonlyMap<string, readonly (readonly (string | null)[])[]> = new Map([
  ['input_ids', [['batch', 'sequence']]],
  ['attention_mask', [['batch', 'past and sequence']]],
  // Models that read pictures count positions in three axes (time, height, width), or four with that of the text; in text all are the same.
  [
    'position_ids',
    [
      ['batch', 'sequence'],
      [null, 'batch', 'sequence'],
    ],
  ],
  // Kinds of text, of which a decoder sees one: 0.
  ['token_type_ids', [['batch', 'sequence']]],
  ['num_logits_to_keep', [[]]],
]);

/** What a person's words are for an input that no run can feed. */
const REASONS: readonly (readonly [RegExp, string, string])[] = [
  [
    /^per_layer_inputs?$/,
    'its blocks take an embedding of their own beside the stream (per_layer_inputs). Gemma 3n, which does, keeps four streams and mixes them in every block (AltUp), so there is no one residual stream to read and to push; Gemma 4’s small models (E2B, E4B) are not read for want of an export to hold them against PyTorch',
    'Choose another model: Gemma 3 and Gemma 2 have one stream.',
  ],
  [
    /^use_cache_branch$/,
    'it is a merged decoder with two graphs in one, for runs with and without a cache (use_cache_branch)',
    'Export again without merging: optimum-cli export onnx --task text-generation-with-past --no-post-process, or use onnxruntime-genai’s builder.',
  ],
  [
    /^inputs_embeds$/,
    'it takes embeddings (inputs_embeds) instead of tokens, and the graph that makes them (embed_tokens) is not beside it',
    'Choose the repository or folder that has both: onnx/embed_tokens*.onnx and onnx/decoder_model_merged*.onnx.',
  ],
  [
    /^(encoder_hidden_states|encoder_attention_mask)$/,
    'it is the decoder of a translation or speech model: it answers to an encoder, not to a text alone',
    'Choose a language model that goes on with a text (CausalLM).',
  ],
  [
    /^(pixel_values|image_features|input_features|audio_features)/,
    'it takes pictures or sound beside the text',
    'Choose the text decoder of this model, or a language model.',
  ],
  [
    /^(block_table|slot_mapping|cumulative_sequence_length)/,
    'its cache is paged, for a server that answers many people at once',
    'Export again without paged attention.',
  ],
];

/**
 * Throws graph-not-understood for an input whose batch, sequence or past length is a number: runs differ in all three, and ONNX Runtime
 * would refuse the first one of another length. It takes a negative number as free.
 */
export function checkLengths(graph: Graph): void {
  for (const input of graph.inputs) {
    const { name, dims } = input;
    const axes = isPast(name) ? cacheAxes(input) : formOf(input);
    axes?.forEach((axis, i) => {
      const length = dims?.[i];
      if (axis !== null && typeof length === 'number' && length >= 0)
        throw notUnderstood(
          'an export that leaves batch, sequence and past length free',
          `${name} [${dims?.join(', ')}] fixes ${axis} (dimension ${i}) at ${length}`,
        );
    });
  }
}

/** Keys and values have four axes; states of other kinds are of one size, but for the batch. */
const cacheAxes = ({ name, dims }: ValueInfo): readonly (string | null)[] =>
  dims?.length === 4 && isKeyOrValue(name) ? ['batch', null, 'past', null] : ['batch'];

/** The form in which an input can be fed, or undefined where its rank is another: refused as such. */
const formOf = ({ name, dims }: ValueInfo): readonly (string | null)[] | undefined =>
  FED.get(name)?.find((axes) => !dims || axes.length === dims.length);

/** Inputs that a run has to feed beside the cache. */
function fedFrom(graph: Graph): ValueInfo[] {
  const preset = new Set(graph.initializers.map((t) => t.name));
  return graph.inputs.filter(({ name }) => !isPast(name) && !preset.has(name));
}

/**
 * Throws graph-not-understood for a graph of another kind than a decoder of tokens, by what it is: before anything else of it is judged.
 */
export function checkKind(graph: Graph): void {
  refuse(graph, REASONS);
}

/**
 * The same for a decoder that takes embeddings, before the graph that makes them is looked for: it is of no use to a decoder that is
 * refused all the same.
 */
export function checkDecoder(graph: Graph): void {
  refuse(
    graph,
    REASONS.filter(([names]) => !names.test('inputs_embeds')),
  );
}

/** The first reason counts, whatever the order of the inputs: the gravest stands first. */
function refuse(graph: Graph, reasons: typeof REASONS): void {
  const asked = fedFrom(graph);
  const found = reasons.find(([names]) => asked.some(({ name }) => names.test(name)));
  if (found) throw new GraphError('graph-not-understood', `this graph cannot run on tokens alone: ${found[1]}`, found[2]);
}

/** Throws graph-not-understood for an input that no run would feed: ONNX Runtime would refuse the first one. */
export function checkInputs(graph: Graph): void {
  const asked = fedFrom(graph);
  if (!asked.some(({ name }) => name === 'input_ids'))
    throw notUnderstood('an input named input_ids', `the inputs are ${list(graph.inputs.map((i) => i.name))}`);
  for (const input of asked) {
    const { name, dims, elemType } = input;
    if (!formOf(input))
      throw notUnderstood(
        `inputs of a plain language model (${[...FED.keys()].join(', ')}, past_key_values.*)`,
        `found ${name} [${dims?.join(', ') ?? ''}]`,
      );
    if (elemType !== INT64 && elemType !== INT32) throw notUnderstood(`${name} in 64- or 32-bit integers`, `its ONNX type is ${elemType}`);
  }
}
