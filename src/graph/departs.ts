/**
 * What an export leaves out of the model it came from, seen in the graph and its config: sentences for the model card. Each rule is one
 * that was measured (docs/exports.md); the numbers of such a file are right for the file, and not the model's.
 */
import type { Traits } from './traits';

type Config = Readonly<Record<string, unknown>>;

/**
 * What the file leaves out of its model, each as a sentence that says what, where and how much it matters; none for a faithful export.
 * `config` is config.json, or what genai_config.json says in its place (`own` false then): that one says less, so what such an export may
 * have left out is said with what tells it.
 */
export function departures(traits: Traits, config: Config, own = true): string[] {
  // Models of text and pictures keep the decoder's settings apart.
  const text = { ...config, ...(config.text_config as Config | undefined) };
  const found = [
    windowLeftOut(traits, text),
    capLeftOut(traits, text),
    meanKept(traits, text),
    layerScaleLeftOut(traits, text),
    clipLeftOut(traits, text),
    oneRopeTable(traits, text),
    expertsLeftOut(traits, text),
    otherEpsilon(traits, text),
    roundedScale(traits, text),
  ];
  return [...found, own ? null : cannotBeTold(traits, String(text.model_type))].filter((sentence) => sentence !== null);
}

/** Families whose every block attends in a window, where their config has one. */
const WINDOWED = ['mistral', 'mixtral', 'phi3', 'phimoe', 'starcoder2'];
/** The same, and what genai_config.json calls Mistral's models of pictures. */
const MAY_BE_WINDOWED = [...WINDOWED, 'mistral3'];
/** Norms whose epsilon config.json does not call `rms_norm_eps`: the builder writes its own 10⁻⁶ then. */
const OTHER_EPSILON = ['phi', 'nemotron'];

/**
 * What an export of this family is known to leave out, where the graph has not got it and only config.json could say whether the model
 * has.
 */
function cannotBeTold({ attention, ops, epsilons }: Traits, type: string): string | null {
  const open = attention.length > 0 && !attention.some((a) => a.masked);
  const windows = attention.filter((a) => a.window > 0).length;
  const wanted = MAY_BE_WINDOWED.includes(type) ? attention.length : type === 'gemma2' ? Math.ceil(attention.length / 2) : 0;
  const doubts = [
    open && windows < wanted ? 'a window of attention' : '',
    type === 'gemma2' && attention.some((a) => !a.capped) ? 'a cap on attention scores' : '',
    type === 'olmo' && !ops.has('Clip') ? 'a limit on queries, keys and values (clip_qkv)' : '',
    OTHER_EPSILON.includes(type) && epsilons.some((value) => Math.abs(value / 1e-6 - 1) < 1e-3)
      ? 'what its norms add to the variance (epsilon)'
      : '',
  ].filter((doubt) => doubt !== '');
  return doubts.length === 0
    ? null
    : `No config.json that says what the model is lies beside the graph: whether this export (${type}) left out ${doubts.join(' and ')} cannot be told. Copy the model's own config.json into the folder and load it again.`;
}

const EXPORTED = 'This export is not quite the model it was made from:';

/** Fused attention that looks at everything where the model looks at the last tokens only. */
function windowLeftOut({ attention }: Traits, config: Config): string | null {
  const window = windowOf(config);
  if (window === null || attention.length === 0 || attention.some((a) => a.masked)) return null;
  const wanted = slidingBlocks(config, attention.length);
  const found = attention.filter((a) => a.window > 0).length;
  if (found >= wanted) return null;
  return `${EXPORTED} ${wanted === attention.length ? 'its blocks' : `${wanted} of its ${attention.length} blocks`} should attend to the last ${window} tokens only, and ${found === 0 ? 'none does' : `${found} do`}. Texts of up to ${window} tokens are right; longer ones get other numbers from token ${window + 1} on.`;
}

/** The window of attention in tokens where the model has one that its context can pass; else null. */
function windowOf(config: Config): number | null {
  const { sliding_window: window, max_position_embeddings: context } = config;
  if (typeof window !== 'number' || window < 1 || config.use_sliding_window === false) return null;
  return typeof context === 'number' && context <= window ? null : window;
}

/** How many blocks attend in a window, as transformers reads a config: from its list of blocks, else by the family's own rule. */
function slidingBlocks(config: Config, blocks: number): number {
  const types = config.layer_types;
  if (Array.isArray(types)) return types.filter((type) => type === 'sliding_attention').length;
  if (WINDOWED.includes(String(config.model_type))) return blocks;
  if (config.model_type === 'gemma2') return Math.ceil(blocks / 2);
  return 0;
}

/** Attention scores that the model caps and the file does not. */
function capLeftOut({ attention, softmaxes, cappedSoftmaxes }: Traits, config: Config): string | null {
  const cap = config.attn_logit_softcapping;
  if (typeof cap !== 'number' || cap <= 0) return null;
  const all = attention.length > 0 ? attention.every((a) => a.capped) : softmaxes === 0 || cappedSoftmaxes > 0;
  return all
    ? null
    : `${EXPORTED} it leaves out the cap of ${cap} on attention scores. It computes what PyTorch's fused attention (SDPA) does, not what the model was trained with.`;
}

/** OLMo's norms subtract the mean; root-mean-square norms do not. */
function meanKept({ ops }: Traits, config: Config): string | null {
  if (config.model_type !== 'olmo' || !(ops.has('SimplifiedLayerNormalization') || ops.has('SkipSimplifiedLayerNormalization')))
    return null;
  return `${EXPORTED} OLMo's norms subtract the mean, and this file's do not. Its numbers and its answers are another model's; an export by optimum is right.`;
}

/** GPT-2's division of scores by the number of their block, which transformers' fused attention (SDPA) left out before 5.0. */
function layerScaleLeftOut({ scales }: Traits, config: Config): string | null {
  if (config.scale_attn_by_inverse_layer_idx !== true || scales.length < 2 || new Set(scales).size > 1) return null;
  return `${EXPORTED} attention scores should be divided by the number of their block (1, 2, 3, …), and are not. From the second block on its numbers are another model's.`;
}

/** OLMo's limit on queries, keys and values. */
function clipLeftOut({ ops }: Traits, config: Config): string | null {
  if (config.model_type !== 'olmo' || typeof config.clip_qkv !== 'number' || ops.has('Clip')) return null;
  return `${EXPORTED} queries, keys and values should be clipped to ±${config.clip_qkv}, and are not.`;
}

/**
 * LongRoPE has two tables of positions, the second for texts longer than the first window. Optimum follows the first; the builder, whose
 * attention is fused, chooses by the length.
 */
function oneRopeTable({ ops, attention }: Traits, config: Config): string | null {
  const rope = (config.rope_parameters ?? config.rope_scaling) as Config | null | undefined;
  const kind = rope?.rope_type ?? rope?.type;
  const first = config.original_max_position_embeddings ?? rope?.original_max_position_embeddings;
  if ((kind !== 'longrope' && kind !== 'su') || typeof first !== 'number' || config.max_position_embeddings === first) return null;
  if (ops.has('If') || attention.length > 0) return null;
  return `${EXPORTED} it has one table of positions where the model has two. Texts of up to ${first} tokens are right; longer ones get other numbers.`;
}

/** A loop over experts that an exporter followed with its example text: experts which that text did not choose are missing. */
function expertsLeftOut({ experts }: Traits, config: Config): string | null {
  const each = [config.n_routed_experts, config.num_experts, config.num_local_experts].find((n) => typeof n === 'number' && n > 1);
  const blocks = config.num_hidden_layers;
  if (experts === 0 || typeof each !== 'number' || typeof blocks !== 'number') return null;
  const wanted = each * Array.from({ length: blocks }, (_, block) => hasExperts(config, block)).filter(Boolean).length;
  if (experts >= wanted) return null;
  return `${EXPORTED} ${wanted - experts} of its ${wanted} experts are not in the file, because the exporter's example text did not choose them. Its numbers and its answers are another model's.`;
}

/** Whether block `block` (0-based) has experts: DeepSeek's first blocks have none, Qwen's list and step name those that have. */
function hasExperts(config: Config, block: number): boolean {
  const { first_k_dense_replace: dense, decoder_sparse_step: step, mlp_only_layers: plain } = config;
  if (typeof dense === 'number' && block < dense) return false;
  if (Array.isArray(plain) && plain.includes(block)) return false;
  return typeof step !== 'number' || step < 1 || (block + 1) % step === 0;
}

/** Norms that add something else to the variance than the model's do: a small difference, from the first block on. */
function otherEpsilon({ epsilons }: Traits, config: Config): string | null {
  const wanted = [config.rms_norm_eps, config.layer_norm_eps, config.layer_norm_epsilon, config.norm_eps, config.norm_epsilon].find(
    (value) => typeof value === 'number',
  );
  if (typeof wanted !== 'number' || epsilons.length === 0 || epsilons.some((value) => Math.abs(value / wanted - 1) < 1e-3)) return null;
  return `${EXPORTED} its norms add ${epsilons.map((value) => Number(value.toPrecision(3))).join(' or ')} to the variance where the model adds ${wanted}. Numbers differ a little, by some 10⁻⁴.`;
}

/** Gemma multiplies its embedding by the root of its width; the builder writes that with two decimals. */
function roundedScale({ embeddingScale: found }: Traits, { model_type: type, hidden_size: width }: Config): string | null {
  if (found === null || typeof width !== 'number' || !/^gemma/.test(String(type))) return null;
  const wanted = Math.sqrt(width);
  return Math.abs(found / wanted - 1) < 1e-5
    ? null
    : `${EXPORTED} it multiplies the embedding by ${Number(found.toFixed(4))} where the model multiplies by ${wanted.toFixed(4)}. Residuals and scores differ by about that share, ${((found / wanted - 1) * 100).toFixed(3)} %.`;
}
