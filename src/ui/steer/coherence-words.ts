import type { CoherenceVerdict } from '../../protocol';

/** How an answer reads, in a person's words. */
export const VERDICTS: Record<CoherenceVerdict, string> = {
  fluent: 'reads like language',
  repetitive: 'repeats itself',
  collapsed: 'collapsed into repetition',
  broken: 'no longer language',
  empty: 'no text',
};
