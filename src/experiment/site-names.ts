/**
 * How other programs call the place after block l, counted from 0, at which the lab reads and pushes: the residual stream. Hugging Face's
 * last `hidden_states` lies behind the final norm, so that the last block has no name there.
 */

/** The place as a whole, in TransformerLens’ word: what files of activations call it. */
export const LAB_SITE = 'hook_resid_post';

/** Names of the place after a block of a model of `layers` blocks. */
export const siteNames = (layer: number, layers: number): readonly string[] => [
  /** TransformerLens. */
  `blocks.${layer}.hook_resid_post`,
  /** nnsight. */
  `model.model.layers[${layer}].output`,
  /** Hugging Face. */
  ...(layer < layers - 1 ? [`hidden_states[${layer + 1}]`] : []),
];
