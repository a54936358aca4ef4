/** Which lengths the unit “residual norm” is the mean of, in words. Pure. */
import type { KeptPooling } from '../../experiment/capture';
import { t } from '../../language/t';

const POSITIONS: Record<KeptPooling, string> = {
  mean: t`all tokens of a text, the first with its much longer residual among them`,
  'mean-rest': t`all tokens of a text but the first`,
  last: t`the last token of a text`,
  'last-4': t`the last 4 tokens of a text`,
  'last-16': t`the last 16 tokens of a text`,
  answer: t`the tokens of the answer in a text`,
};

/** `pooling`: of the analysis that found the directions; null where it is not known. */
export const normText = (pooling: KeptPooling | null): string =>
  t`One residual norm is, at each block, the mean length of the training texts’ residuals, each averaged over ${pooling === null ? t`the tokens that its pooling reads (which ones, these directions do not say)` : POSITIONS[pooling]}.`;
