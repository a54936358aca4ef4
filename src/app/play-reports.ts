/** What games that were played say: the analysis worker is asked for it. Below the first screen alone; nothing is kept. */
import type { PlaysRequest, PlaysSaid } from '../analysis-protocol';
import type { Context } from './ports';

export const playReports = ({ analysis }: Pick<Context, 'analysis'>) => ({
  reportPlays: (asked: PlaysRequest, signal: AbortSignal): Promise<PlaysSaid> => analysis.call('plays', asked, { signal }),
});
