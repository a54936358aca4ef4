/** What onnxruntime-genai's builder writes beside a graph, as the config.json the rest of the world uses. */
export const GENAI = 'genai_config.json';

/** The fields the lab reads of a config.json; those that the file lacks stay away. */
export function configOfGenai(genai: Record<string, unknown>): Record<string, unknown> {
  const model = (genai.model ?? {}) as Record<string, unknown>;
  const decoder = (model.decoder ?? {}) as Record<string, unknown>;
  return {
    model_type: model.type,
    vocab_size: model.vocab_size,
    eos_token_id: model.eos_token_id,
    max_position_embeddings: model.context_length,
    hidden_size: decoder.hidden_size,
    head_dim: decoder.head_size,
    num_attention_heads: decoder.num_attention_heads,
    num_hidden_layers: decoder.num_hidden_layers,
  };
}
