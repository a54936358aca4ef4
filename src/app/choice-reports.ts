/** What choices that were asked say: the analysis worker is asked for it. Answers are for whoever asks; nothing is kept. */
import type { BeforeRequest, ChoicesRequest } from '../analysis-protocol';
import type { Context } from './ports';

export const choiceReports = ({ analysis }: Pick<Context, 'analysis'>) => ({
  reportChoices: (asked: ChoicesRequest, signal: AbortSignal) => analysis.call('choices', asked, { signal }),
  /** null for fewer than three prompts. */
  reportBefore: (asked: BeforeRequest, signal: AbortSignal) => analysis.call('before', asked, { signal }),
});
