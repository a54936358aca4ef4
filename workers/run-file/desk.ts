/** What the worker that reads run files does with each call. */
import type { RunFileCalls } from '../../src/analysis-protocol';
import { decodePart } from '../../src/experiment/recorded-part';
import { remeasure } from '../../src/experiment/remeasure';
import { decodeExperiment } from '../../src/experiment/run-file';
import type { Handlers } from '../serve';
import { inPieces } from './in-pieces';

export const runFileDesk = (): Handlers<RunFileCalls> => ({
  readRun: async ({ json, file }, tell) => inPieces(await remeasure(decodeExperiment(json, file)), tell),
  readPart: async ({ json, file, directions }, tell) => inPieces(await remeasure(decodePart(json, file, { directions })), tell),
});
