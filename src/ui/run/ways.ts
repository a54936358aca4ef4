/** What the ways of pooling a text and of finding a direction are called on the page. */
import type { Method } from '../../lab/readers/method';
import type { Pooling } from '../../protocol';

export const POOLING_NAMES: Record<Pooling, string> = { 'mean-rest': 'mean, no first', mean: 'mean', last: 'last token' };
export const METHOD_NAMES: Record<Method, string> = {
  'mean-difference': 'mean difference',
  pca: 'PCA of differences',
  lda: 'LDA',
  logistic: 'logistic regression',
};
