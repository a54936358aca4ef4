/** How other programs call the place after a block. */
import { expect, test } from 'vitest';
import { siteNames } from '../../../src/experiment/site-names';

test('TransformerLens, nnsight and Hugging Face, which has no name for the last block', () => {
  expect(siteNames(12, 30)).toEqual(['blocks.12.hook_resid_post', 'model.model.layers[12].output', 'hidden_states[13]']);
  expect(siteNames(29, 30)).toEqual(['blocks.29.hook_resid_post', 'model.model.layers[29].output']);
});
