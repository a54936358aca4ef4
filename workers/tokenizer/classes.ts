/**
 * What a tokenizer's class means in transformers, beyond its tokenizer.json: some put their own tokens round a text and call them by
 * names of their own. As transformers 4 has it; from version 5 on a folder says so in its settings (`backend`), and its tokenizer.json
 * then stands as it is.
 */
import { objectOf, tokenName, type Json } from './json';

/** A class that obeys `add_bos_token` and `add_eos_token`, whatever post-processor stands in tokenizer.json. */
export interface Framing {
  bos: boolean;
  eos: boolean;
}

interface Class {
  /** What holds where the settings say nothing; null: it leaves tokens round a text to the post-processor. */
  adds: Framing | null;
  names: Readonly<Record<string, string>>;
}

const LLAMA: Class = { adds: { bos: true, eos: false }, names: { bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>' } };
const CLASSES: Readonly<Record<string, Class>> = {
  LlamaTokenizer: LLAMA,
  CodeLlamaTokenizer: LLAMA,
  GemmaTokenizer: {
    adds: { bos: true, eos: false },
    names: { bos_token: '<bos>', eos_token: '<eos>', unk_token: '<unk>', pad_token: '<pad>' },
  },
  CohereTokenizer: {
    adds: { bos: true, eos: false },
    names: { bos_token: '<BOS_TOKEN>', eos_token: '<|END_OF_TURN_TOKEN|>', unk_token: '<UNK>' },
  },
  GPTNeoXTokenizer: {
    adds: { bos: false, eos: false },
    names: { bos_token: '<|endoftext|>', eos_token: '<|endoftext|>', unk_token: '<|endoftext|>' },
  },
  GPT2Tokenizer: { adds: null, names: { bos_token: '<|endoftext|>', eos_token: '<|endoftext|>', unk_token: '<|endoftext|>' } },
  Qwen2Tokenizer: { adds: null, names: { eos_token: '<|endoftext|>', unk_token: '<|endoftext|>', pad_token: '<|endoftext|>' } },
  BloomTokenizer: { adds: null, names: { bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>', pad_token: '<pad>' } },
};

/** Kinds of model whose tokenizer is one of the classes above where nobody names it (transformers' TOKENIZER_MAPPING_NAMES). */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  LlamaTokenizer: [
    'arcee',
    'aria',
    'chameleon',
    'colpali',
    'deepseek_v2',
    'deepseek_v3',
    'deepseek_vl',
    'deepseek_vl_hybrid',
    'diffllama',
    'ernie4_5',
    'ernie4_5_moe',
    'idefics',
    'idefics2',
    'idefics3',
    'jamba',
    'janus',
    'jetmoe',
    'llama',
    'llama4',
    'llama4_text',
    'llava',
    'llava_next',
    'llava_next_video',
    'llava_onevision',
    'ministral',
    'mistral',
    'mistral3',
    'mixtral',
    'mllama',
    'paligemma',
    'persimmon',
    'phi3',
    'phimoe',
    'video_llava',
    'vipllava',
    'zamba',
    'zamba2',
  ],
  GemmaTokenizer: [
    'gemma',
    'gemma2',
    'gemma3',
    'gemma3_text',
    'gemma3n',
    'gemma3n_text',
    'recurrent_gemma',
    'shieldgemma2',
    'siglip2',
    't5gemma',
  ],
  CodeLlamaTokenizer: ['code_llama'],
  CohereTokenizer: ['aya_vision', 'cohere', 'cohere2'],
  GPTNeoXTokenizer: ['falcon_mamba', 'gpt_neox', 'mamba', 'mamba2', 'mpt', 'olmo', 'olmo2', 'olmoe', 'rwkv', 'stablelm', 'xlstm'],
  GPT2Tokenizer: [
    'blip-2',
    'dbrx',
    'emu3',
    'exaone4',
    'flex_olmo',
    'gpt2',
    'gpt_bigcode',
    'gpt_neo',
    'gptj',
    'granite',
    'granitemoe',
    'granitemoehybrid',
    'granitemoeshared',
    'instructblip',
    'instructblipvideo',
    'minimax',
    'olmo3',
    'opt',
    'starcoder2',
  ],
  Qwen2Tokenizer: [
    'colqwen2',
    'internvl',
    'qwen2',
    'qwen2_5_omni',
    'qwen2_5_vl',
    'qwen2_audio',
    'qwen2_moe',
    'qwen2_vl',
    'qwen3',
    'qwen3_moe',
    'qwen3_next',
    'qwen3_omni_moe',
    'qwen3_vl',
    'qwen3_vl_moe',
  ],
  BloomTokenizer: ['bloom'],
};

const NAMED = ['bos_token', 'eos_token', 'unk_token', 'sep_token', 'pad_token', 'cls_token', 'mask_token'] as const;
export type Named = (typeof NAMED)[number];

function classOf(settings: Json, config: Json): Class | null {
  const name =
    tokenName(settings.tokenizer_class) ??
    tokenName(config.tokenizer_class) ??
    Object.keys(MODELS).find((one) => MODELS[one]?.includes(String(config.model_type)));
  return (name && CLASSES[name.replace(/Fast$/, '')]) || null;
}

/**
 * Whether the tokens of the beginning and the end are put round a text by the class; null where tokenizer.json's own post-processor
 * decides.
 */
export function framingOf(settings: Json, config: Json): Framing | null {
  const adds = 'backend' in settings ? null : classOf(settings, config)?.adds;
  const stated = (key: string, otherwise: boolean) => (typeof settings[key] === 'boolean' ? settings[key] : otherwise);
  return adds ? { bos: stated('add_bos_token', adds.bos), eos: stated('add_eos_token', adds.eos) } : null;
}

/**
 * tokenizer.json with the space before a text as the settings have it: version 4 puts it there just where they say so, whatever
 * tokenizer.json says; version 5 leaves tokenizer.json as it is but for GPT-2's class.
 */
export function withPrefixSpace(json: Json, settings: Json): Json {
  const part = objectOf(json.pre_tokenizer);
  const stands = 'backend' in settings && !/^GPT2Tokenizer(Fast)?$/.test(tokenName(settings.tokenizer_class) ?? '');
  if (part?.type !== 'ByteLevel' || stands) return json;
  return { ...json, pre_tokenizer: { ...part, add_prefix_space: settings.add_prefix_space === true } };
}

/** What the named tokens are called: by the settings, or by the class where these are silent. Null in the settings: there is none. */
export function namesOf(settings: Json, config: Json): Partial<Record<Named, string>> {
  const usual = classOf(settings, config)?.names ?? {};
  return Object.fromEntries(
    NAMED.map((key) => [key, key in settings ? tokenName(settings[key]) : usual[key]] as const).filter(([, name]) => name),
  );
}

/** Everything that settings call a special token, in transformers' order: objects as they stand, names as strings. */
export function specialsOf(settings: Json, config: Json): unknown[] {
  const names = namesOf(settings, config);
  const named = NAMED.map((key) => (objectOf(settings[key]) ? settings[key] : names[key]));
  const more = [settings.additional_special_tokens, settings.extra_special_tokens].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : Object.values(objectOf(list) ?? {}),
  );
  return [...named, ...more].filter((token) => tokenName(token) !== null);
}
