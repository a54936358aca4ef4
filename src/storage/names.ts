/** Under which name a text and a reading are kept: by all that decides their numbers, and nothing else. Pure. */
import type { KeptReading } from './readings';

/**
 * Counts the ways in which the lab has read tokens: raise it with every mend after which the same graph and the same tokens give other
 * residuals (src/graph, workers/pass/forward.ts, the poolings). What was kept before is then listed, can be deleted, and is never taken for
 * new.
 */
export const READING = 1;

/** What a residual is kept under. `reading`: the way of reading, today's unless it is a record of before. */
export const residualName = (graphHash: string, tokenHash: string, reading = READING): string => `${reading}|${graphHash}|${tokenHash}`;

/** What a reading is kept under: the same texts in the same order, read by the same model, are the same reading. */
export const readingName = ({ graphHash, setHash, tokensHash }: Pick<KeptReading, 'graphHash' | 'setHash' | 'tokensHash'>): string =>
  JSON.stringify([READING, graphHash, setHash, tokensHash]);
