/** What games that were played say: the analysis worker is asked for it. Below the first screen alone; nothing is kept. */
import type { PlaysRequest, PlaysSaid } from '../analysis-protocol';
import { app } from './actions';

export const reportPlays = (asked: PlaysRequest, signal: AbortSignal): Promise<PlaysSaid> => app.analysis.call('plays', asked, { signal });
