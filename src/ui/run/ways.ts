/** What the ways of pooling a text and of finding a direction are called on the page. */
import type { Method } from '../../lab/readers/method';
import type { KeptPooling } from '../../experiment/capture';

export const POOLING_NAMES: Record<KeptPooling, string> = {
  'mean-rest': 'mean, no first',
  mean: 'mean',
  last: 'last token',
  'last-4': 'last 4',
  'last-16': 'last 16',
  answer: 'answer only',
};
export const METHOD_NAMES: Record<Method, string> = {
  'mean-difference': 'mean difference',
  pca: 'PCA of differences',
  lda: 'LDA',
  logistic: 'logistic regression',
};
/** What is said of directions without the mean of neutral texts. */
export const MEAN_OUT = 'mean taken out';
