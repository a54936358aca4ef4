/** Where transformers.js' parts come from: its tokenizer, made of a description that lacks nothing it asks for. */
import { PreTrainedTokenizer } from '@huggingface/transformers';
import type { Json } from './json';

/** The description of a tokenizer that cuts nothing and knows nothing: to be given one part. */
export const NOTHING: Json = {
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
  model: { type: 'BPE', vocab: {}, merges: [] },
};

/** transformers.js' tokenizer, with its parts in `_tokenizer`. Throws an Error for parts that it does not know. */
export const libraryOf = (json: Json, settings: Json): PreTrainedTokenizer => new PreTrainedTokenizer(json, settings);
