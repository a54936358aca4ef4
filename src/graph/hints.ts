/**
 * What config.json says of a model where its graph leaves something open. The graph is asked first: a config is copied by hand more often
 * than a graph.
 */
export interface Hints {
  /** hidden_size. */
  readonly width?: number | undefined;
  /** Number of blocks. */
  readonly layers?: number | undefined;
  /** Size of one head of keys and values. */
  readonly headSize?: number | undefined;
}

/** The part of config.json about the language model, where a model of several kinds of input keeps one; else null. */
export function languagePart(config: Config): Config | null {
  for (const part of [config.text_config, config.llm_config, config.language_config, config.decoder, config.thinker_config])
    if (typeof part === 'object' && part !== null && !Array.isArray(part)) return languagePart(part as Config) ?? (part as Config);
  return null;
}

type Config = Readonly<Record<string, unknown>>;

/** The hints of a config.json; of its part about the language model first. */
export function hintsOf(config: Config): Hints {
  const inner = languagePart(config) ?? {};
  const find = (...names: string[]): number | undefined => {
    for (const name of names)
      for (const value of [inner[name], config[name]]) if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    return undefined;
  };
  const width = find('hidden_size', 'n_embd', 'd_model', 'dim');
  const heads = find('num_attention_heads', 'n_head', 'num_heads', 'n_heads', 'attention_heads');
  const divided = width !== undefined && heads !== undefined && width % heads === 0 ? width / heads : undefined;
  return { width, layers: find('num_hidden_layers', 'n_layer', 'num_layers', 'n_layers'), headSize: find('head_dim') ?? divided };
}
