/** What the worker that reads run files does with each call. */
import type { RunFileCalls } from '../../src/analysis-protocol';
import { decodePart } from '../../src/experiment/recorded-part';
import { remeasure } from '../../src/experiment/remeasure';
import { decodeExperiment } from '../../src/experiment/run-file';
import type { Handlers } from '../serve';

export const runFileDesk = (): Handlers<RunFileCalls> => ({
  readRun: ({ json, file }) => remeasure(decodeExperiment(json, file)),
  readPart: ({ json, file, directions }) => remeasure(decodePart(json, file, { directions })),
});
