/** What config.json says of a model where its graph leaves something open. The graph is asked first: a config is copied by hand more often than a graph. */
export interface Hints {
  /** hidden_size. */
  readonly width?: number | undefined;
  /** Number of blocks. */
  readonly layers?: number | undefined;
  /** Size of one head of keys and values. */
  readonly headSize?: number | undefined;
}

/** The hints of a config.json; a model of several parts keeps those of its language model under `text_config`. */
export function hintsOf(config: Readonly<Record<string, unknown>>): Hints {
  const text = config.text_config;
  const inner = typeof text === 'object' && text !== null ? (text as Record<string, unknown>) : {};
  const find = (...names: string[]): number | undefined => {
    for (const name of names)
      for (const value of [inner[name], config[name]]) if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    return undefined;
  };
  const width = find('hidden_size', 'n_embd', 'd_model', 'dim');
  const heads = find('num_attention_heads', 'n_head', 'num_heads');
  const divided = width !== undefined && heads !== undefined && width % heads === 0 ? width / heads : undefined;
  return { width, layers: find('num_hidden_layers', 'n_layer', 'num_layers', 'n_layers'), headSize: find('head_dim') ?? divided };
}
