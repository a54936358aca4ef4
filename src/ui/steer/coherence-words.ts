import type { CoherenceVerdict } from '../../protocol';
import { t } from '../../language/t';

/** How an answer reads, in a person's words. */
export const VERDICTS: Record<CoherenceVerdict, string> = {
  fluent: t`reads like language`,
  repetitive: t`repeats itself`,
  collapsed: t`collapsed into repetition`,
  broken: t`no longer language`,
  empty: t`no text`,
};
