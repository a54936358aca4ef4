/** What the ways of pooling are called on the page. */
import type { Pooling } from '../../protocol';

export const POOLING_NAMES: Record<Pooling, string> = { 'mean-rest': 'mean, no first', mean: 'mean', last: 'last token' };
